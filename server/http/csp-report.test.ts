import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startStack, type Stack } from '../testing/start.ts';

let stack: Stack;
let start: number;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());
beforeEach(async () => {
  // Reports are counted for an address; a new server has counted none.
  await stack.restart();
  start = stack.logLines.length;
});

/** Sends a report as a browser does: from no page, without the mark of ours. */
function report(body: unknown, type = 'application/csp-report', headers = {}) {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return stack.visitor().send('POST', '/csp-report', { 'content-type': type, ...headers }, text);
}

const violations = () =>
  stack.logLines
    .slice(start)
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ msg }) => msg === 'csp violation')
    .map(({ directive, blocked }) => ({ directive, blocked }));

const old = (blocked: string) => ({
  'csp-report': {
    'document-uri': 'https://localhost/apps?q=amara.okafor@acme-robotics.example',
    'effective-directive': 'script-src-elem',
    'blocked-uri': blocked,
    'script-sample': 'secret words of a page',
  },
});
const modern = (blockedURL: string) => ({
  type: 'csp-violation',
  url: 'https://localhost/apps?q=amara.okafor@acme-robotics.example',
  body: { effectiveDirective: 'img-src', blockedURL, sample: 'secret words of a page' },
});

describe('a report', () => {
  test('of the old kind is logged in two words, without the page that somebody was on', async () => {
    const { status, text } = await report(old('https://evil.example/x.js'));
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(violations()).toEqual([
      { directive: 'script-src-elem', blocked: 'https://evil.example/x.js' },
    ]);
    expect(stack.logLines.slice(start).join('')).not.toMatch(/amara|secret words/);
  });

  test('of the new kind may hold several, ten at most', async () => {
    const many = Array.from({ length: 12 }, (_, index) => modern(`https://evil.example/${index}`));
    const { status } = await report(many, 'application/reports+json');
    expect(status).toBe(204);
    expect(violations()).toHaveLength(10);
    expect(violations()[0]).toEqual({ directive: 'img-src', blocked: 'https://evil.example/0' });
  });

  test.each([
    ['of nothing', {}],
    ['of a list of nothing', [1, null, {}]],
    [
      'with fields of other kinds',
      { 'csp-report': { 'effective-directive': {}, 'blocked-uri': [] } },
    ],
    ['with a field that is too long', old('x'.repeat(501))],
  ])('%s is taken and forgotten', async (_what, body) => {
    const { status, text } = await report(body);
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(violations()).toEqual([]);
  });

  test.each<[what: string, status: number, send: () => ReturnType<typeof report>]>([
    ['larger than 8 kB', 413, () => report(old('x'.repeat(8192)))],
    ['that is no JSON', 400, () => report('{"csp-report":')],
    [
      'that is compressed',
      415,
      () => report(gzipSync('{}'), 'application/csp-report', { 'content-encoding': 'gzip' }),
    ],
  ])('%s is %i, and not repeated', async (_what, status, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('xxx');
    expect(violations()).toEqual([]);
  });

  test('cannot begin a new line of the log, or write over one', async () => {
    const forged = '\n{"level":30,"msg":"all is well"}\r\u001B[2K\u009B2J\u2028\u202E\u0000';
    await report(old(forged));
    const lines = stack.logLines.slice(start);
    expect(violations()).toEqual([{ directive: 'script-src-elem', blocked: forged }]);
    for (const line of lines) {
      expect(line).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n$/u);
    }
  });

  test('is one of thirty a minute; whatever is sent counts', async () => {
    for (let sent = 0; sent < 30; sent += 1) await report(sent % 2 === 0 ? {} : '{');
    const { status, headers, json } = await report(old('https://evil.example/31'));
    expect({ status, code: json.code }).toEqual({ status: 429, code: 'too-many-requests' });
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(violations()).toEqual([]);
  });
});
