import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

export type Store = Kysely<Schema>;

/**
 * Opens the embedded database `grantscope.db` in the directory, which is made if missing, and
 * brings its tables up to date. Only our own user may read either. Throws when the directory cannot
 * be written or a migration fails.
 */
export async function openStore(dataDir: string): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'grantscope.db');
  const sqlite = new Database(file);
  chmodSync(file, 0o600);
  // busy_timeout first: switching to WAL itself can meet a lock.
  sqlite.exec('PRAGMA busy_timeout = 1000');
  sqlite.exec('PRAGMA journal_mode = WAL');
  sqlite.exec('PRAGMA synchronous = FULL');
  const store = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
  const migrator = new Migrator({
    db: store,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be migrated', { cause: error });
  return store;
}
