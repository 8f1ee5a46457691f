import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createCheckout, projectRoot } from '../checkout.ts';
import { mayImport } from './law.ts';
import { plants } from './plants.ts';
import { rules } from './rules.ts';

const minutes = 60_000;
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function newCheckout(): string {
  const { root, remove } = createCheckout();
  cleanups.push(remove);
  return root;
}

function add(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  appendFileSync(join(root, file), text);
}

/** Runs a Node program in the directory. */
function run(cwd: string, args: string[]): { status: number | null; lines: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { status, lines: `${stdout}${stderr}`.split('\n') };
}

function runCheck(cwd: string): ReturnType<typeof run> {
  const tsx = pathToFileURL(join(projectRoot, 'node_modules/tsx/dist/loader.mjs')).href;
  return run(cwd, ['--import', tsx, join(projectRoot, 'e2e/boundaries/check.ts')]);
}

test('every rule has a violation planted against it', () => {
  const proven = new Set(plants.map(({ line }) => line.split(': ', 1)[0]));
  expect(rules.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
});

test('the check finds every planted violation', { timeout: 2 * minutes }, () => {
  const root = newCheckout();
  for (const { file, text } of plants) add(root, file, text);
  const { status, lines } = runCheck(root);
  expect({ status, missed: plants.filter(({ line }) => !lines.includes(line)) }).toEqual({
    status: 1,
    missed: [],
  });
});

test('the check fails when it sees nothing', { timeout: 2 * minutes }, () => {
  const root = mkdtempSync(join(tmpdir(), 'grantscope-empty-'));
  cleanups.push(() => rmSync(root, { recursive: true }));
  for (const folder of ['client', 'server', 'e2e']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'package.json'), '{}');
  const { status, lines } = runCheck(root);
  expect(status).toBe(1);
  expect(lines).toContain('floor: server shows 0 modules of at least 75');
  const empty = lines.filter((line) => line.startsWith('no-empty-row'));
  expect(empty).toHaveLength(Object.keys(mayImport).length);
});

test('the compiler refuses to cross a wall between projects', { timeout: 3 * minutes }, () => {
  const root = newCheckout();
  add(root, 'client/api/planted.ts', "export { parseConfig } from '../../server/config.ts';\n");
  add(root, 'server/sandbox/planted.ts', "export { AppError } from '../errors.ts';\n");
  add(root, 'server/contract/planted.ts', "export { AppError } from '../errors.ts';\n");
  add(root, 'server/contract/ambient.ts', 'export const port = process.env;\n');
  const projects = ['server/contract', 'server/sandbox', 'client'];
  const { status, lines } = run(root, ['node_modules/typescript/bin/tsc', '-b', ...projects]);
  expect(status).not.toBe(0);
  const errors = lines.filter((line) => /planted|ambient/.test(line)).join('\n');
  expect(errors).toMatch(/^client\/api\/planted\.ts\(1,29\): error TS6307/m);
  expect(errors).toMatch(/^server\/sandbox\/planted\.ts\(1,26\): error TS6307/m);
  expect(errors).toMatch(/^server\/contract\/planted\.ts\(1,26\): error TS6307/m);
  expect(errors).toMatch(/^server\/contract\/ambient\.ts\(1,21\): error TS2\d+: .*'process'/m);
});

test('the linter names a forbidden import and a read of the environment at once', () => {
  const root = newCheckout();
  const planted = [
    ['client/app/planted.ts', "import '#server/config.ts';"],
    ['client/grid/planted.ts', "import '../features/apps/queries.ts';"],
    ['client/ui/planted.ts', "import 'react-router';"],
    ['server/planted.ts', "import './sandbox/state.ts';"],
    ['server/store/planted.ts', "import '../features/session/view.ts';"],
    ['server/contract/planted.ts', "import 'zod';"],
    ['server/sandbox/planted.ts', "import '#contract/session.ts';"],
  ] as const;
  for (const [file, text] of planted) add(root, file, `${text}\n`);
  add(root, 'server/http/planted.ts', "export const port = process.env['PORT'];\n");
  const files = [...planted.map(([file]) => file), 'server/http/planted.ts'];
  const { status, lines } = run(root, [
    'node_modules/oxlint/bin/oxlint',
    '--format=unix',
    ...files,
  ]);
  expect(status).toBe(1);
  for (const [file] of planted) {
    expect(lines).toContainEqual(
      expect.stringMatching(new RegExp(`^${file}:1:\\d+: .*no-restricted-imports`)),
    );
  }
  expect(lines).toContainEqual(
    expect.stringMatching(/^server\/http\/planted\.ts:1:\d+: .*no-process-env/),
  );
});
