import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { appendEvents } from './store/audit-events.ts';
import { openStore } from './store/database.ts';

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
    stderr: `The database in DATA_DIR "${dataDir}" cannot be used: grantscope.db is not a database, or is damaged (SQLITE_NOTADB). Restore a backup, or move the file away to begin anew.\n`,
  });
});

test('db:migrate refuses an address of another database, and shows nothing of it', () => {
  const { status, stdout, stderr } = migrate({ DATABASE_URL: 'mysql://root:canary@127.0.0.1/x' });
  expect([status, stdout]).toEqual([78, '']);
  expect(stderr).toContain('DATABASE_URL must be an address of PostgreSQL');
  expect(stderr).not.toContain('canary');
});

/** What `npm run audit:verify` runs. */
function verify(dataDir: string, ...places: string[]) {
  const program = ['--import', 'tsx', 'server/launch.ts', 'audit-verify', ...places];
  const env = { DATA_DIR: dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

test('audit:verify says how many events there are and which is the last, and names the first broken one', async () => {
  const dataDir = newPlace();
  const store = await openStore({ dataDir, databaseUrl: null });
  const at = { organization: null, reason: null, actor_kind: null, actor_member: null };
  const nothing = { ...at, actor_organization: null, target_kind: null, target_id: null };
  const second = { also_kind: null, also_id: null };
  const none = {
    ...nothing,
    ...second,
    case_id: null,
    request_id: null,
    upstream_request_id: null,
  };
  const event = { ...none, at: 1, event: 'refused', outcome: 'refused', address: null } as const;
  await appendEvents(store, [event, event, event]);
  await store.destroy();
  const sound = verify(dataDir);
  expect(sound).toMatchObject({ status: 0, stderr: '' });
  const [, place = ''] =
    /^3 events, each as it was written\. The last is (3:[0-9a-f]{64})\n$/.exec(sound.stdout) ?? [];
  expect(verify(dataDir, place)).toEqual(sound);
  expect(verify(dataDir, place.replace('3:', '4:'))).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Event 4 is missing.\n',
  });
  const other = new Database(join(dataDir, 'grantscope.db'));
  other.exec('drop trigger audit_events_no_update; update audit_events set at = 2 where seq = 2');
  other.close();
  expect(verify(dataDir)).toEqual({ status: 1, stdout: '', stderr: 'Event 2 was changed.\n' });
});

test('audit:verify makes no database where there is none, and takes no other place for one', () => {
  const dataDir = newPlace();
  expect(verify(dataDir)).toEqual({
    status: 1,
    stdout: '',
    stderr: `There is no database in "${dataDir}".\n`,
  });
  expect(readdirSync(dataDir)).toEqual([]);
  expect(verify(dataDir, 'somewhere').stderr).toBe(
    'A place must look like 1234:… with 64 hex digits.\n',
  );
});
