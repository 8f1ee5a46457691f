import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const newPlace = () => mkdtempSync(join(tmpdir(), 'grantscope-migrate-'));

/** What `npm run db:migrate` runs; it needs to know of the database and of nothing else. */
function migrate(env: Record<string, string>) {
  const program = ['--import', 'tsx', 'server/launch.ts', 'migrate'];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

test('db:migrate makes the tables, says which, and has nothing to do the next time', () => {
  const dataDir = newPlace();
  const first = migrate({ DATA_DIR: dataDir });
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(
    /^Carried out 0001-sessions\.\n[\s\S]*\nThe database is up to date\.\n$/,
  );
  expect(migrate({ DATA_DIR: dataDir })).toEqual({
    status: 0,
    stdout: 'The database is up to date.\n',
    stderr: '',
  });
});

test('db:migrate that fails says why in one line, and ends with 1', () => {
  const dataDir = newPlace();
  writeFileSync(join(dataDir, 'grantscope.db'), 'no database '.repeat(1000));
  expect(migrate({ DATA_DIR: dataDir })).toEqual({
    status: 1,
    stdout: '',
    stderr: `The database in "${dataDir}" cannot be opened (SQLITE_NOTADB).\n`,
  });
});

test('db:migrate refuses an address of another database, and shows nothing of it', () => {
  const { status, stdout, stderr } = migrate({ DATABASE_URL: 'mysql://root:canary@127.0.0.1/x' });
  expect([status, stdout]).toEqual([78, '']);
  expect(stderr).toContain('DATABASE_URL must be an address of PostgreSQL');
  expect(stderr).not.toContain('canary');
});
