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

describe('an asset', () => {
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
