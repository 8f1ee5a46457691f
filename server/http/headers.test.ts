import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shell, writeClient } from '../testing/client-files.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ clientDir: writeClient() });
});
afterAll(() => stack.close());

const everywhere = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-permitted-cross-domain-policies': 'none',
  'x-robots-tag': 'noindex, nofollow',
  'permissions-policy':
    'accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), ' +
    'clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(self), ' +
    'geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), ' +
    'local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), ' +
    'publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), ' +
    'serial=(), storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()',
};
const apiPolicy =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";
const shellPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  'upgrade-insecure-requests',
  'report-to csp',
  'report-uri /csp-report',
];
const directives = (policy: Answer['headers'][string]) => String(policy).split('; ').toSorted();

/** One answer of every kind. */
const kinds: [kind: string, status: number, ask: (visitor: Visitor) => Promise<Answer>][] = [
  ['the page', 200, (visitor) => visitor.send('GET', '/', {})],
  ['the page by HEAD', 200, (visitor) => visitor.send('HEAD', '/apps/x', {})],
  ['an asset', 200, (visitor) => visitor.send('GET', '/assets/a.js', {})],
  ['an unknown asset', 404, (visitor) => visitor.send('GET', '/assets/b.js', {})],
  ['an answer', 200, (visitor) => visitor.get('/api/session')],
  ['a refusal', 401, (visitor) => visitor.get('/api/connected-apps')],
  ['a request of others', 403, (visitor) => visitor.send('GET', '/api/session', {})],
  ['an unknown route', 404, (visitor) => visitor.get('/api/nothing')],
  ['a wrong method', 405, (visitor) => visitor.post('/api/session')],
  ['a method of nobody', 405, (visitor) => visitor.send('PUT', '/', {})],
  ['a long address', 414, (visitor) => visitor.get(`/${'x'.repeat(12_300)}`)],
  ['a broken address', 400, (visitor) => visitor.get('/api/connected-apps/%')],
  ['a wrong body', 415, (visitor) => visitor.post('/api/sign-out', 1, { 'content-type': 'a/b' })],
  ['a sign of life', 200, (visitor) => visitor.send('GET', '/livez', {})],
  ['a sign of readiness', 200, (visitor) => visitor.send('GET', '/readyz', {})],
  ['a report', 204, (visitor) => visitor.post('/csp-report', {})],
  ['a sign-out', 200, (visitor) => visitor.post('/api/sign-out')],
];

describe.each(kinds)('%s', (_kind, status, ask) => {
  test('carries every header of security, and none that tells of the server', async () => {
    const answer = await ask(stack.visitor());
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(everywhere);
    const forbidden = /^(?:x-powered-by|server|x-xss-protection|expect-ct|access-control-.*|etag)$/;
    expect(Object.keys(answer.headers).filter((name) => forbidden.test(name))).toEqual([]);
  });

  test('sets no cookie for a visitor who has done nothing', async () => {
    expect((await ask(stack.visitor())).headers['set-cookie']?.toString() ?? '').not.toMatch(
      /sid=[^;]/,
    );
  });
});

describe('the page', () => {
  test.each(['/', '/apps', '/apps/connected-app-test-1?q=a.b', '/sign-in', '/anything/else'])(
    'at %s has its policy, is never kept and is always the same',
    async (path) => {
      const { status, headers, text } = await stack.visitor().send('GET', path, {});
      expect({ status, text }).toEqual({ status: 200, text: shell });
      expect(directives(headers['content-security-policy'])).toEqual(shellPolicy.toSorted());
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'text/html; charset=utf-8',
        'reporting-endpoints': 'csp="/csp-report"',
      });
    },
  );
});

describe('the API', () => {
  test.each([
    ['/api/session', 'application/json; charset=utf-8'],
    ['/api/connected-apps', 'application/problem+json; charset=utf-8'],
    ['/api/nothing', 'application/problem+json; charset=utf-8'],
  ])('at %s is no document, and is never kept', async (path, type) => {
    const { headers } = await stack.visitor().get(path);
    expect(headers).toMatchObject({
      'content-security-policy': apiPolicy,
      'cache-control': 'no-store',
      'content-type': type,
    });
    expect(headers['reporting-endpoints']).toBeUndefined();
  });

  test('clears the browser when somebody signs out, and only then', async () => {
    const { headers } = await stack.visitor().post('/api/sign-out');
    expect(headers['clear-site-data']).toBe('"cache", "storage"');
    const other = await stack.visitor().get('/api/session');
    expect(other.headers['clear-site-data']).toBeUndefined();
  });
});

describe('an asset', () => {
  test.each([
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.css', 'text/css; charset=utf-8'],
    ['font.woff2', 'font/woff2'],
  ])('%s is kept for a year, and is no document', async (name, type) => {
    const { status, headers } = await stack.visitor().send('GET', `/assets/${name}`, {});
    expect({ status, headers }).toMatchObject({
      status: 200,
      headers: {
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': type,
        'content-security-policy': apiPolicy,
      },
    });
  });

  test('that is unknown is not kept', async () => {
    const { headers } = await stack.visitor().send('GET', '/assets/b.js', {});
    expect(headers['cache-control']).toBe('no-store');
  });
});

test('over plain http on this machine nothing promises or demands TLS', async () => {
  const plain = await startStack({ plain: true, clientDir: writeClient() });
  const visitor = plain.visitor();
  const { headers } = await visitor.get('/');
  const { headers: signIn } = await visitor.post('/api/sign-in/email', { email: 'a@b.example' });
  await plain.close();
  expect(headers['strict-transport-security']).toBeUndefined();
  expect(directives(headers['content-security-policy'])).toEqual(
    shellPolicy.filter((line) => line !== 'upgrade-insecure-requests').toSorted(),
  );
  expect(signIn['set-cookie']).toMatch(/^sid=[^;]{43,}; Path=\/; HttpOnly; SameSite=Strict$/);
});
