import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shell, writeClient } from '../testing/client-files.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Visitor } from '../testing/visitor.ts';

let stack: Stack;
let visitor: Visitor;

beforeAll(async () => {
  stack = await startStack({ clientDir: writeClient() });
  visitor = stack.visitor();
});
afterAll(() => stack.close());

const problem = { status: 404, type: 'application/problem+json; charset=utf-8' };

async function ask(path: string) {
  const { status, headers, text } = await visitor.send('GET', path, {});
  return { status, type: headers['content-type'], text };
}

describe('the page', () => {
  test('is served by HEAD without its text', async () => {
    const { status, headers, text } = await visitor.send('HEAD', '/apps', {});
    expect({ status, length: headers['content-length'], text }).toEqual({
      status: 200,
      length: String(shell.length),
      text: '',
    });
  });

  test('takes no post', async () => {
    const { status } = await visitor.send('POST', '/apps', {});
    expect(status).toBe(404);
  });

  test.each([
    '/assets/b.js',
    '/assets/a.js.map',
    '/assets/',
    '/assets',
    '/Assets/a.js',
    '/assets/a.js/',
    '/assets/index.html',
    '/assets/.hidden',
    '/assets/..',
    '/assets/../index.html',
    '/assets/../notes.txt',
    '/assets/%2e%2e/notes.txt',
    '/assets/..%2fnotes.txt',
    '/assets/..%5cnotes.txt',
    '/assets/%2e%2e%2f.env',
    '/assets/%00',
    '/assets/a.js%00.css',
    '/assets/%',
    '/index.html',
    '/notes.txt',
    '/.env',
    '/.git/HEAD',
    '/.git/',
    '/favicon.ico',
    '/robots.txt',
    '/apps/a.css',
    '/problems/not-found',
    '/__sandbox/x.js',
  ])('and no file is served at %s', async (path) => {
    const { status, type, text } = await ask(path);
    expect(text).not.toMatch(/not.to.be.served/);
    expect({ status, type, page: text === shell }).toEqual({ ...problem, page: false });
  });
});

// nocodb/nocodb#13217, vitejs/vite#2190: a dot in the address, then reload.
test.each([
  '/scopes/files.read',
  '/scopes/https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fdrive.readonly',
  // As a proxy that decodes passes it on.
  '/scopes/https:/www.googleapis.com/auth/drive.readonly',
  '/scopes/a..b',
  '/apps/https%3A~2F~2Fagent.example~2Fclient.json',
  '/diagnose/member-test-1/https%3A~2F~2Fagent.example~2Fclient.json',
  '/scopes/.hidden?from=2026.01',
  '/scopes/a.css',
  '/organizations/organization-test-3bdcdb7f-74d0-4183-a8f3-a48b8f812334/scopes/files.read',
  '/apps?q=a.b',
])('%s is the page, whatever the dot', async (path) => {
  expect(await ask(path)).toEqual({ status: 200, type: 'text/html; charset=utf-8', text: shell });
});

// angular/angular#49610: two slashes at the beginning.
test.each([
  ['//', '/'],
  ['///apps?q=x', '/apps?q=x'],
  ['//evil.example', '/evil.example'],
  ['/\\\\evil.example/apps', '/evil.example/apps'],
])('%s leads to %s, which names no host', async (path, location) => {
  const answer = await visitor.send('GET', path, {});
  const isFile = location.includes('.');
  expect(answer.headers['location']).toBe(isFile ? undefined : location);
  expect(answer.status).toBe(isFile ? 404 : 308);
});

describe('an asset', () => {
  test.each([
    ['a part of it', { range: 'bytes=0-1' }, 200],
    ['a part that is not there', { range: 'bytes=99999999-' }, 200],
    ['any version', { 'if-match': '*' }, 200],
    ['another version', { 'if-match': '"x"' }, 412],
    ['an older version', { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 412],
  ])('that is asked for as %s is no failure of ours', async (_what, headers, status) => {
    const before = stack.logLines.length;
    const answer = await visitor.send('GET', '/assets/a.js', headers);
    expect(answer.status).toBe(status);
    expect(answer.headers['cache-control']).toBe(
      status === 200 ? 'public, max-age=31536000, immutable' : 'no-store',
    );
    expect(answer.json.code).toBe(status === 412 ? 'precondition-failed' : undefined);
    const levels = stack.logLines.slice(before).map((line) => /"level":(\d+)/.exec(line)?.[1]);
    expect(levels).not.toContain('50');
  });

  test('is compressed for a browser that asks', async () => {
    const { headers } = await visitor.send('GET', '/assets/a.js', { 'accept-encoding': 'gzip' });
    expect({ encoding: headers['content-encoding'], vary: headers['vary'] }).toEqual({
      encoding: 'gzip',
      vary: 'Accept-Encoding',
    });
  });

  test('needs neither a session nor the marks of our page', async () => {
    expect((await ask('/assets/a.js')).status).toBe(200);
  });
});

test('a server without a client has no page, and says so as it says everything', async () => {
  const bare = await startStack();
  const { status, json } = await bare.visitor().send('GET', '/', {});
  await bare.close();
  expect({ status, code: json.code }).toEqual({ status: 404, code: 'not-found' });
});
