import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import { migrateStore, openStore, type StoreLocation } from './database.ts';
import { StoreError } from './store-error.ts';

const newPlace = () => join(mkdtempSync(join(tmpdir(), 'grantscope-store-')), 'data');
const all = [
  '0001-sessions',
  '0002-leases',
  '0003-observations',
  '0004-audit',
  '0005-support-cases',
  '0006-second-targets',
];

/** Runs `node main.js migrate`, as operators and start-up scripts do. */
async function runProgram({ dataDir, databaseUrl }: StoreLocation) {
  const env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '' };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'server/main.ts', 'migrate'],
    { env },
  );
  return stdout.split('\n').filter((line) => line.startsWith('Carried out'));
}

const wayOut =
  'Set DATA_DIR to a directory that can be written, or DATABASE_URL to keep data in PostgreSQL.';

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreError)) throw new Error('no StoreError', { cause: error });
  return error.message;
}

describeEachDatabase('the tables', (create) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await create();
  });
  afterEach(() => database.drop());

  test('are made once, and not again', async () => {
    expect(await migrateStore(database.location)).toEqual(all);
    expect(await migrateStore(database.location)).toEqual([]);
  });

  test('are made though another schema of the same database has them already', async () => {
    const other = await create();
    expect(await migrateStore(other.location)).toEqual(all);
    expect(await migrateStore(database.location)).toEqual(all);
    await other.drop();
  });

  test('are made once by four programs that start at the same moment', async () => {
    const outputs = await Promise.all(
      Array.from({ length: 4 }, () => runProgram(database.location)),
    );
    expect(outputs.flat()).toEqual(all.map((name) => `Carried out ${name}.`));
  });

  test('of a newer program are refused, in words, and left alone', async () => {
    const store = await openStore(database.location);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '')`.execute(
      store,
    );
    await store.destroy();
    const words =
      'The database is newer than this program, which does not know "9999-future". Start the newer program, or restore a backup of the database.';
    expect(await messageOf(openStore(database.location))).toBe(words);
  });

  test('stay as they were when a migration fails, which is said in words', async () => {
    const store = await openStore(database.location);
    await sql`delete from kysely_migration where name > '0002'`.execute(store);
    await sql`drop table leases`.execute(store);
    await store.destroy();
    const words =
      /^Migration "0003-observations" failed: the database could not be brought up to date, and is as it was: .*"?observed_organizations"? already exists\.$/;
    expect(await messageOf(openStore(database.location))).toMatch(words);
    // Earlier migrations of the same run are rolled back; otherwise they would fail in this one.
    expect(await messageOf(openStore(database.location))).toMatch(words);
  });
});

describe('an embedded database', () => {
  test('is for the eyes of our own user', async () => {
    const dataDir = newPlace();
    await migrateStore({ dataDir, databaseUrl: null });
    const modes = [dataDir, join(dataDir, 'grantscope.db')].map((path) => statSync(path).mode);
    expect(modes.map((mode) => (mode & 0o777).toString(8))).toEqual(['700', '600']);
  });

  test('lets nobody else write from the first moment of a transaction on', async () => {
    const dataDir = newPlace();
    const store = await openStore({ dataDir, databaseUrl: null });
    const other = new Database(join(dataDir, 'grantscope.db'));
    await store.transaction().execute(async (transaction) => {
      await transaction.selectFrom('leases').selectAll().execute();
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow('database is locked');
    });
    other.exec('BEGIN IMMEDIATE');
    other.close();
    await store.destroy();
  });

  test('that is none, or lies where nothing can, is refused in words', async () => {
    const dataDir = newPlace();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'grantscope.db'), 'no database '.repeat(1000));
    expect(await messageOf(openStore({ dataDir, databaseUrl: null }))).toBe(
      `The database in DATA_DIR "${dataDir}" cannot be used: grantscope.db is not a database, or is damaged (SQLITE_NOTADB). Restore a backup, or move the file away to begin anew.`,
    );
    const file = join(dataDir, 'grantscope.db');
    expect(await messageOf(openStore({ dataDir: file, databaseUrl: null }))).toBe(
      `The database in DATA_DIR "${file}" cannot be used: it is not a directory (EEXIST). ${wayOut}`,
    );
  });
});

test('a PostgreSQL that is not there is said so, without the password of its address', async () => {
  const databaseUrl = 'postgresql://grantscope:canary@127.0.0.1:1/grantscope';
  expect(await messageOf(openStore({ dataDir: '/nowhere', databaseUrl }))).toBe(
    'The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1.',
  );
});
