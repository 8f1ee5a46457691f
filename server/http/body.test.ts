import { connect } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sendRaw } from '../testing/raw.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Visitor } from '../testing/visitor.ts';

let stack: Stack;
let visitor: Visitor;

beforeAll(async () => {
  stack = await startStack();
  visitor = stack.visitor();
});
afterAll(() => stack.close());

const path = '/api/sign-in/email';
const email = 'amara.okafor@acme-robotics.example';
const sound = JSON.stringify({ email });

/** Posts exactly this as our page would, but for the headers that are changed. */
async function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const page = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin', origin: stack.origin };
  const sent = { ...page, 'content-type': 'application/json', ...headers };
  const { status, json, text } = await visitor.send('POST', path, sent, body);
  return { status, code: json.code, text };
}

const verdict = async (answer: ReturnType<typeof post>) => {
  const { status, code } = await answer;
  return { status, code };
};

describe('a body', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
  ])('of type %s is read', async (type) => {
    expect((await post(sound, { 'content-type': type })).status).toBe(200);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json5',
    'text/json',
    'application/problem+json',
    'application/json, text/plain',
    'application/json; charset=utf-16',
    'application/json; charset=utf-8; x=y',
    '',
  ])('of type "%s" is 415', async (type) => {
    expect(await verdict(post(sound, { 'content-type': type }))).toEqual({
      status: 415,
      code: 'unsupported-media-type',
    });
  });

  test('without a type is 415', async () => {
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: localhost:${stack.port}`,
      `Origin: ${stack.origin}`,
      'X-CSRF: 1',
      'Connection: close',
      `Content-Length: ${sound.length}`,
    ];
    expect(await sendRaw(stack, `${head.join('\r\n')}\r\n\r\n${sound}`)).toMatch(
      /^HTTP\/1\.1 415 /,
    );
  });

  test.each([
    ['gzip', gzipSync(sound)],
    ['gzip, as a bomb', gzipSync('0'.repeat(10_000_000))],
    ['deflate', sound],
    ['br', sound],
  ])('compressed as %s is 415', async (encoding, body) => {
    const answer = post(body, { 'content-encoding': encoding.split(',')[0] ?? '' });
    expect(await verdict(answer)).toEqual({ status: 415, code: 'unsupported-media-type' });
  });

  test('of 64 kB is read, larger is 413', async () => {
    expect((await post(sound.padEnd(65_536))).status).toBe(200);
    expect(await verdict(post(sound.padEnd(65_537)))).toEqual({
      status: 413,
      code: 'payload-too-large',
    });
  });

  test('that does not say how long it is may not be longer', async () => {
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: localhost:${stack.port}`,
      `Origin: ${stack.origin}`,
      'X-CSRF: 1',
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
      'Connection: close',
    ];
    const chunk = `${(70_000).toString(16)}\r\n${' '.repeat(70_000)}\r\n0\r\n\r\n`;
    expect(await sendRaw(stack, `${head.join('\r\n')}\r\n\r\n${chunk}`)).toMatch(
      /^HTTP\/1\.1 413 /,
    );
  });

  test('that would be too large is refused at once, and nobody is invited to send it', async () => {
    for (const expecting of [[], ['Expect: 100-continue']]) {
      for (const where of [path, '/csp-report', '/api/nothing', '/apps']) {
        const head = [
          `POST ${where} HTTP/1.1`,
          `Host: localhost:${stack.port}`,
          `Origin: ${stack.origin}`,
          'X-CSRF: 1',
          'Content-Type: application/json',
          'Content-Length: 100000000',
          ...expecting,
        ];
        const answer = await sendRaw(stack, `${head.join('\r\n')}\r\n\r\n{`);
        expect(answer).toMatch(/^HTTP\/1\.1 413 /);
        expect(answer).toMatch(/\r\nConnection: close\r\n/i);
        expect(answer).toContain('"code":"payload-too-large"');
      }
    }
  });

  test('that is announced and fits is invited, and read', async () => {
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: localhost:${stack.port}`,
      `Origin: ${stack.origin}`,
      'X-CSRF: 1',
      'Content-Type: application/json',
      'Connection: close',
      `Content-Length: ${sound.length}`,
      'Expect: 100-continue',
    ];
    expect(await sendRaw(stack, `${head.join('\r\n')}\r\n\r\n${sound}`)).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /,
    );
  });

  test('without an end is refused as soon as it is too large', async () => {
    for (const where of [path, '/csp-report', '/api/nothing']) {
      const head = [
        `POST ${where} HTTP/1.1`,
        `Host: localhost:${stack.port}`,
        `Origin: ${stack.origin}`,
        'X-CSRF: 1',
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
      ];
      const chunk = `${(70_000).toString(16)}\r\n${' '.repeat(70_000)}\r\n`;
      expect(await sendRaw(stack, `${head.join('\r\n')}\r\n\r\n${chunk}`)).toMatch(
        /^HTTP\/1\.1 4(?:13|04) /,
      );
    }
  });

  test('that is no JSON, or is broken off, costs one short line of the log', async () => {
    const before = stack.logLines.length;
    await post('{');
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: localhost:${stack.port}`,
      `Origin: ${stack.origin}`,
      'X-CSRF: 1',
      'Content-Type: application/json',
      'Content-Length: 10',
    ];
    const socket = connect({ port: stack.port, host: 'localhost', ca: stack.ca ?? '' });
    socket.on('error', () => {}).end(`${head.join('\r\n')}\r\n\r\n{`);
    const lines = () => stack.logLines.slice(before).filter((line) => !line.includes('"request"'));
    await expect.poll(() => lines().length).toBe(2);
    const [refused = '', brokenOff = ''] = lines();
    expect(JSON.parse(refused)).toMatchObject({ level: 40, code: 'bad-request', path });
    expect(JSON.parse(brokenOff)).toMatchObject({ level: 30, status: 499, msg: 'broken off' });
    expect(lines().join('')).not.toMatch(/"stack"|internal/);
  });

  test('with many keys too many is not repeated in full', async () => {
    const keys = Array.from({ length: 3000 }, (_, at) => [`canary${at}`, 1]);
    const { status, text } = await post(JSON.stringify({ email, ...Object.fromEntries(keys) }));
    expect(status).toBe(422);
    expect(text.length).toBeLessThan(1000);
  });

  test.each(['{', '{"email":}', 'null', '1', '"text"', 'true', `${sound}x`, "{'email':'a'}", '\0'])(
    'that is %j is 400',
    async (body) => {
      expect(await verdict(post(body))).toEqual({ status: 400, code: 'bad-request' });
    },
  );

  test.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['an address of another kind', '{"email":["a@b.example"]}'],
    ['too long an address', JSON.stringify({ email: `${'a'.repeat(250)}@b.example` })],
    ['a key too many', JSON.stringify({ email, role: 'stytch_admin' })],
    ['a prototype', `{"email":"${email}","__proto__":{"role":"stytch_admin"}}`],
    ['a constructor', `{"email":"${email}","constructor":{"prototype":{"role":1}}}`],
    ['deep', '{"email":'.repeat(6000) + '1' + '}'.repeat(6000)],
    ['deep lists', '['.repeat(30_000) + ']'.repeat(30_000)],
  ])('that is or holds %s is 422', async (_what, body) => {
    expect(await verdict(post(body))).toEqual({ status: 422, code: 'invalid-request' });
  });

  test('that is refused names the field, and repeats nothing of what it held', async () => {
    const { text } = await post(JSON.stringify({ email: '<script>canary</script>', canary: 1 }));
    const { errors } = z
      .object({ errors: z.array(z.object({ path: z.string(), message: z.string() })) })
      .parse(JSON.parse(text));
    expect(errors.map(({ path: field }) => field)).toContain('email');
    expect(text).not.toContain('script');
  });

  test('of a reading request is not looked at', async () => {
    const headers = {
      'x-csrf': '1',
      'sec-fetch-site': 'same-origin',
      'content-type': 'text/plain',
    };
    const { status } = await visitor.send('GET', '/api/session', headers, 'not looked at');
    expect(status).toBe(200);
  });
});
