import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, test, expect } from 'vitest';
import { createSchema } from '../testing/databases.ts';

/** Hides the embedded database's native module from Node.js, as after `npm ci --omit=optional`. */
const hook = join(mkdtempSync(join(tmpdir(), 'grantscope-native-')), 'hook.cjs');
writeFileSync(
  hook,
  `const Module = require('node:module');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
  if (!name.startsWith('@libsql/')) return resolve.call(this, name, ...rest);
  throw Object.assign(new Error('Cannot find module ' + name), { code: 'MODULE_NOT_FOUND' });
};`,
);

function run(task: string, env: Record<string, string>) {
  const program = ['--require', hook, '--import', 'tsx', 'server/main.ts', task];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

// payloadcms/payload#11790; tursodatabase/libsql-js#91
test('without the native module the embedded database is refused in one sentence', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'grantscope-native-'));
  expect(run('migrate', { DATA_DIR: dataDir })).toEqual({
    status: 1,
    stdout: '',
    stderr: `The embedded database needs a native module that is not installed for this machine (${process.platform}-${process.arch}). Run "npm ci" on this machine, with optional packages, or set DATABASE_URL to keep data in PostgreSQL.\n`,
  });
}, 120_000);

test.skipIf(inject('databaseUrl') === null)(
  'without the native module PostgreSQL is used all the same',
  async () => {
    const database = await createSchema();
    const env = { DATABASE_URL: database.location.databaseUrl ?? '' };
    expect(run('migrate', env)).toMatchObject({ status: 0, stderr: '' });
    expect(run('audit-verify', env)).toMatchObject({ status: 0, stderr: '' });
    await database.drop();
  },
  120_000,
);
