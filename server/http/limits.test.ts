import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeClient } from '../testing/client-files.ts';
import { sendRaw } from '../testing/raw.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Visitor } from '../testing/visitor.ts';
import { createLimiter } from './limits.ts';

let stack: Stack;
let visitor: Visitor;

beforeAll(async () => {
  stack = await startStack({ clientDir: writeClient() });
  visitor = stack.visitor();
});
afterAll(() => stack.close());

const page = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin' };

const ask = (path: string, ...hosts: string[]) =>
  sendRaw(
    stack,
    [`GET ${path} HTTP/1.1`, ...hosts.map((host) => `Host: ${host}`), 'X-CSRF: 1', ''].join(
      '\r\n',
    ) + 'Sec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n',
  );
const own = () => `localhost:${stack.port}`;

describe('the host of a request', () => {
  test('must be ours', async () => {
    expect(await ask('/api/session', own())).toMatch(/^HTTP\/1\.1 200 /);
  });

  test.each([
    ['of another', () => ['evil.example']],
    ['without the port', () => ['localhost']],
    ['with another port', () => ['localhost:1']],
    ['with a user', () => [`x@${own()}`]],
    ['with a dot', () => [`localhost.:${stack.port}`]],
    ['as an address', () => [`127.0.0.1:${stack.port}`]],
    ['that is empty', () => ['']],
    ['given twice', () => [own(), own()]],
    ['given twice, ours first', () => [own(), 'evil.example']],
    ['given twice, ours last', () => ['evil.example', own()]],
  ])('%s is 421, for the API as for the page', async (_what, hosts) => {
    for (const path of ['/api/session', '/', '/assets/a.js']) {
      const answer = await ask(path, ...hosts());
      expect(answer).toMatch(/^HTTP\/1\.1 421 /);
      expect(answer).toContain('"code":"misdirected-request"');
      expect(answer).toMatch(/x-content-type-options: nosniff/i);
      expect(answer).not.toContain('evil.example');
    }
  });

  test.each([
    ['https://evil.example/api/session', 421],
    ['http://evil.example/api/session', 421],
    ['https://evil.example', 421],
    ['OURS/api/session', 200],
    ['USER/api/session', 421],
  ])('in a target that is a whole address, %s, counts', async (written, status) => {
    const before = stack.logLines.length;
    const target = written
      .replace('OURS', `https://${own()}`)
      .replace('USER', `https://me:canary@${own()}`);
    expect(await ask(target, own())).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    await expect.poll(() => stack.logLines.slice(before).join('')).toContain('"msg":"request"');
    expect(stack.logLines.slice(before).join('')).not.toMatch(/canary|evil/);
    expect(stack.logLines.at(-1)).toContain('"path":"');
  });

  test('does not matter to a health check, which knows no name', async () => {
    expect(await ask('/livez', '10.0.0.7:4000')).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\nok$/);
    expect(await ask('/readyz', '10.0.0.7:4000')).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\nok$/);
  });

  test('that is missing is refused by Node.js itself', async () => {
    expect(await ask('/api/session')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('an address', () => {
  test('of 12,288 characters is taken, of one more is 414', async () => {
    const path = '/api/session?x=';
    const { status } = await visitor.get(path + 'x'.repeat(12_288 - path.length));
    expect(status).toBe(200);
    const long = await visitor.get(path + 'x'.repeat(12_289 - path.length));
    expect({ status: long.status, code: long.json.code }).toEqual({
      status: 414,
      code: 'uri-too-long',
    });
  });

  test.each([
    '/API/session',
    '/Api/session',
    '/api/Session',
    '/api//session',
    '/api/session/',
    '/api/session/.',
    '/api/./session',
    '/api/x/../session',
    '/api/session.json',
    '/api/session;a=b',
    '/api/%73ession/',
    '/api',
    '/api/',
    '/api/v1/b2b/organizations',
    '/api/connected-apps/x/y',
    '/api/connected-apps/x/logo/',
  ])('like %s is of no route', async (path) => {
    const { status, json } = await visitor.get(path);
    expect({ status, code: json.code }).toEqual({ status: 404, code: 'not-found' });
  });

  test('with parameters that name a way round the session leads to no way round', async () => {
    for (const query of ['?x=/livez', '?_method=GET', '?organizationId=x', '?__proto__[can]=1']) {
      expect((await visitor.get(`/api/connected-apps${query}`)).status).toBe(401);
    }
  });
});

describe('a method', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const)(
    '%s is 405 everywhere, with those that are taken and no word of other origins',
    async (method) => {
      for (const path of ['/', '/api/session', '/api/nothing', '/assets/a.js']) {
        const { status, json, headers } = await visitor.send(method, path, {
          ...page,
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-csrf',
        });
        expect({ status, code: json.code, allow: headers['allow'] }).toEqual({
          status: 405,
          code: 'method-not-allowed',
          allow: 'GET, HEAD, POST',
        });
        const named = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
        expect(named).toEqual([]);
      }
    },
  );

  test('cannot be put on by a header', async () => {
    const { status } = await visitor.get('/api/sign-out', { 'x-http-method-override': 'POST' });
    expect(status).toBe(405);
  });
});

describe('a member', () => {
  test('who asks too often waits, and nobody else does', async () => {
    const limited = await startStack({ env: { REQUESTS_PER_MINUTE: '8' } });
    const amara = await limited.signIn('amara.okafor@acme-robotics.example');
    const noor = await limited.signIn('noor.haddad@acme-robotics.example');
    for (let asked = 0; asked < 8; asked += 1) {
      expect((await amara.get('/api/connected-apps')).status).toBe(200);
    }
    const { status, json, headers } = await amara.get('/api/connected-apps');
    expect({ status, code: json.code }).toEqual({ status: 429, code: 'too-many-requests' });
    expect(headers['retry-after']).toMatch(/^(?:[1-9]|[1-5]\d|60)$/);
    expect(json['retry_after_s']).toBe(Number(headers['retry-after']));
    expect((await noor.get('/api/connected-apps')).status).toBe(200);
    await limited.close();
  });
});

describe('a limiter', () => {
  test('lets so many through for each key, then says how long to wait', async () => {
    const limit = createLimiter(2, 60);
    await limit('a');
    await limit('a');
    await limit('b');
    await expect(limit('a')).rejects.toMatchObject({
      code: 'too-many-requests',
      retryAfterSeconds: 60,
    });
  });
});
