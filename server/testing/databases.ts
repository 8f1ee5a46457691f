import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { Client } from 'pg';
import { describe, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** From TEST_DATABASE_URL. */
    wantedDatabaseUrl: string;
    /** Whether a missing PostgreSQL is a failure. */
    isContinuousIntegration: boolean;
    /** The PostgreSQL to test with; null for none. */
    databaseUrl: string | null;
  }
}

/** An empty database for one test. */
export interface TestDatabase {
  /** Its location as in a configuration. */
  location: { dataDir: string; databaseUrl: string | null };
  drop(): Promise<void>;
}

/** A new directory for an embedded database. */
export function createFile(): Promise<TestDatabase> {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'grantscope-store-')), 'data');
  return Promise.resolve({
    location: { dataDir, databaseUrl: null },
    drop: () => Promise.resolve(),
  });
}

/** Runs statements on a separate connection, as another program would. */
export async function onPostgres(databaseUrl: string, statements: string): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statements);
    return rows;
  } finally {
    await client.end();
  }
}

/** The variables that point a server to a database. */
export function environmentOf({ location }: TestDatabase): Record<string, string> {
  const { dataDir, databaseUrl } = location;
  return databaseUrl === null ? { DATA_DIR: dataDir } : { DATABASE_URL: databaseUrl };
}

/** Runs a statement in a server's database, as another program would. */
export async function execute({ location }: TestDatabase, statement: string): Promise<void> {
  if (location.databaseUrl !== null) {
    await onPostgres(location.databaseUrl, statement);
    return;
  }
  const file = new Database(join(location.dataDir, 'grantscope.db'));
  file.exec(statement);
  file.close();
}

/** A new schema with a random name in the tests' PostgreSQL. */
export async function createSchema(): Promise<TestDatabase> {
  const server = inject('databaseUrl');
  if (server === null) throw new Error('There is no PostgreSQL.');
  const schema = `test_${randomBytes(8).toString('hex')}`;
  await onPostgres(server, `create schema ${schema}`);
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${schema}`);
  url.searchParams.set('application_name', schema);
  // A canary. A server that trusts us accepts any password.
  if (url.password === '') url.password = 'canary-of-the-database';
  return {
    location: { dataDir: '/nowhere', databaseUrl: url.href },
    async drop() {
      await onPostgres(server, `drop schema ${schema} cascade`);
    },
  };
}

/** Defines a suite that needs PostgreSQL; skipped without one, as the set-up has announced. */
export function describePostgres(name: string, define: () => void): void {
  describe(`${name}, on PostgreSQL`, { skip: inject('databaseUrl') === null }, () => {
    define();
  });
}

/** Defines the same suite for both databases. */
export function describeEachDatabase(
  name: string,
  define: (create: () => Promise<TestDatabase>) => void,
): void {
  describe(`${name}, on SQLite`, () => {
    define(createFile);
  });
  describePostgres(name, () => {
    define(createSchema);
  });
}
