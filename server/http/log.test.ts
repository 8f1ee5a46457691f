import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UpstreamError } from '../stytch/errors.ts';
import { writeClient } from '../testing/client-files.ts';
import { sendRaw } from '../testing/raw.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { createLogger, describeError } from './log.ts';

let stack: Stack;
let start: number;

beforeAll(async () => {
  stack = await startStack({ clientDir: writeClient() });
});
afterAll(() => stack.close());
beforeEach(() => {
  start = stack.logLines.length;
});

const entries = () =>
  stack.logLines.slice(start).map((line): Record<string, unknown> => JSON.parse(line));

describe('the log', () => {
  test('has one line for each request, without what was searched for', async () => {
    await stack.visitor().get('/api/session?q=amara.okafor@acme-robotics.example');
    await expect.poll(entries).toEqual([
      {
        level: 30,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        requestId: expect.stringMatching(/^[\w-]{36}$/),
        method: 'GET',
        path: '/api/session',
        status: 200,
        ms: expect.any(Number),
        msg: 'request',
      },
    ]);
  });

  test('has the id that the problem carries', async () => {
    const { json } = await stack.visitor().get('/api/nothing');
    await expect.poll(() => entries().map(({ msg }) => msg)).toEqual(['problem', 'request']);
    const ids = new Set(entries().map(({ requestId }) => `urn:request:${String(requestId)}`));
    expect([...ids]).toEqual([json['instance']]);
  });

  test.each([
    ['controls', '/\u0001\u001B[2J\u007F'],
    ['a C1 control', '/\u009B2J'],
    ['bytes that are no text', '/\u00FF\u00FE\u0080'],
    ['a direction', '/\u00E2\u0080\u00AE'],
    ['escaped controls', '/%1B%5B2J%0A%7B%22level%22:30%7D'],
  ])('keeps to one plain line of JSON for an address with %s', async (_what, path) => {
    const head = `Host: localhost:${stack.port}\r\nConnection: close\r\n`;
    expect(await sendRaw(stack, `GET ${path} HTTP/1.1\r\n${head}\r\n`)).toMatch(/^HTTP\/1\.1 [24]/);
    for (const line of stack.logLines.slice(start)) {
      expect(() => void JSON.parse(line)).not.toThrow();
      expect(line).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n$/u);
    }
  });
});

describe('a logger', () => {
  test('escapes what a terminal or a reader of lines could take for more than text', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    const text =
      '\n\r\t\u0000\u001B[0m\u007F\u0085\u009B\u200B\u200E\u2028\u2029\u202E\u2066\uFEFF';
    logger.info({ text, [text]: text, tag: '\u{E0041}', name: 'José 日本 🚀' }, text);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n$/u);
    expect(lines[0]).toContain('José 日本 🚀');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      text,
      [text]: text,
      msg: text,
      tag: '\u{E0041}',
    });
  });
});

describe('what of an error is logged', () => {
  test('is its kind and where it came from, never its words', () => {
    const error = Object.assign(new TypeError('secret\n    at secret (words:1:1)'), {
      code: 'ERR_X',
      headers: { authorization: 'secret' },
    });
    const described = describeError(error);
    expect(described).toMatchObject({ type: 'TypeError', code: 'ERR_X' });
    expect(JSON.stringify(described)).toContain('log.test.ts');
    expect(JSON.stringify(described)).not.toContain('secret');
  });

  test('of Stytch is how and which call, never what was answered', () => {
    const error = new UpstreamError('error', 'rbac.policy', {
      status: 500,
      upstreamRequestId: 'r',
    });
    expect(describeError(error)).toEqual({
      kind: 'error',
      operation: 'rbac.policy',
      status: 500,
      upstreamRequestId: 'r',
    });
  });

  test('that is no error is what it is called', () => {
    expect(describeError('secret')).toEqual({ type: 'string' });
  });
});
