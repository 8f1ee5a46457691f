import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCheckout } from '../checkout.ts';

const { root, remove } = createCheckout();
afterAll(remove);

function node(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}` };
}

beforeAll(() => {
  const vite = 'node_modules/vite/bin/vite.js';
  for (const args of [[], ['--ssr']]) {
    const { status, output } = node([vite, 'build', ...args]);
    if (status !== 0) throw new Error(output);
  }
}, 120_000);

function filesOf(folder: string): { name: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({
      name,
      text: readFileSync(join(parentPath, name), 'latin1'),
    }));
}

test('the server bundle holds no code of the sandbox, of tests or of the launcher', () => {
  const files = filesOf('dist/server');
  const text = files.map((file) => file.text).join('\n');
  const modules = [...text.matchAll(/^\/\/ (\S+\.ts)$/gm)].map(([, module = '']) => module);
  expect(modules).toContain('server/compose.ts');
  expect(modules.filter((name) => !/^server\/(?!sandbox|testing|launch)/.test(name))).toEqual([]);
  expect(text).not.toMatch(/__sandbox|SANDBOX_|acme-robotics|000000|secret-test-sandbox/);
});

test('the client bundle holds nothing secret-like and no source map', () => {
  const files = filesOf('dist/client');
  expect(files.map(({ name }) => name)).toContain('index.html');
  expect(files.map(({ name }) => name).filter((name) => name.endsWith('.map'))).toEqual([]);
  const secretLike =
    /sourceMappingURL|secret-(?:test|live)|project-(?:test|live)|STYTCH_|SESSION_SECRET|process\.env|session_token/;
  expect(files.filter(({ text }) => secretLike.test(text)).map(({ name }) => name)).toEqual([]);
});

test('every script and style of the page carries a digest', () => {
  const shell = readFileSync(join(root, 'dist/client/index.html'), 'utf8');
  const tags = shell.match(/<(?:script|link)[^>]+assets\/[^>]+\.(?:js|css)"[^>]*>/g) ?? [];
  expect(tags.length).toBeGreaterThan(1);
  expect(tags.filter((tag) => !/ integrity="sha384-[\w+/]{64}"/.test(tag))).toEqual([]);
});

test('the production entry lists all that is missing, tells no value, and leaves with 78', () => {
  expect(node(['dist/server/main.js'])).toEqual({
    status: 78,
    output: [
      'Grantscope cannot run with this configuration:',
      '  - PUBLIC_ORIGIN is missing',
      '  - STYTCH_PROJECT_ID is missing',
      '  - STYTCH_SECRET is missing',
      '  - SESSION_SECRET is missing',
      '',
    ].join('\n'),
  });
  const { status, output } = node(['dist/server/main.js'], {
    PUBLIC_ORIGIN: 'http://canary.example/path',
    STYTCH_PROJECT_ID: 'canary',
    STYTCH_SECRET: 'canary',
    SESSION_SECRET: 'canary,canary',
    STYTCH_BASE_URL: 'https://canary.example',
    PORT: 'canary',
    LOG_LEVEL: 'canary',
  });
  expect(status).toBe(78);
  expect(output.match(/^ {2}- \w+/gm)).toEqual(
    ['PORT', 'PUBLIC_ORIGIN', 'STYTCH_PROJECT_ID', 'STYTCH_SECRET', 'SESSION_SECRET', 'LOG_LEVEL']
      .concat(['STYTCH_BASE_URL', 'PUBLIC_ORIGIN'])
      .map((name) => `  - ${name}`),
  );
  expect(output).not.toContain('canary');
});
