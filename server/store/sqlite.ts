import { chmodSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely';
import type Database from 'libsql';
import { codeOf, fileIn, makeDirectory } from './data-dir.ts';
import { EmbeddedDriver, isBusy, retryUntil } from './sqlite-driver.ts';
import { StoreError } from './store-error.ts';

/** The purpose of opening the embedded database. */
export type Purpose = 'serving' | 'recording' | 'migrating';

/** Max time that a statement waits for other writers, ms. Nothing else waits with it. */
const maxWaitMs = { serving: 3000, recording: 30_000, migrating: 30_000 } as const;

/** Tables change inside a transaction, which is the lock between processes that start at once. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Loads the embedded database's native module on first use, since PostgreSQL does not need it. Throws
 * StoreError if this machine has none.
 */
export async function loadLibsql(): Promise<typeof Database> {
  try {
    return (await import('libsql')).default;
  } catch (error) {
    throw new StoreError(
      `The embedded database needs a native module that is not installed for this machine (${process.platform}-${process.arch}). Run "npm ci" on this machine, with optional packages, or set DATABASE_URL to keep data in PostgreSQL.`,
      { cause: error },
    );
  }
}

/** Whether a private file can be locked: some network volumes support no locks. */
function canLock(Sqlite: typeof Database, dataDir: string): boolean {
  const probe = join(dataDir, `.lock-probe-${process.pid}`);
  const sqlite = new Sqlite(probe);
  try {
    sqlite.exec('begin immediate');
    return true;
  } catch (error) {
    return !isBusy(error);
  } finally {
    sqlite.close();
    rmSync(probe, { force: true });
  }
}

/** Throws StoreError if files in the directory cannot be locked, which looks like someone else's lock. */
export function assertLocks(Sqlite: typeof Database, dataDir: string): void {
  if (canLock(Sqlite, dataDir)) return;
  throw new StoreError(
    `The database in DATA_DIR "${dataDir}" cannot be used: files there cannot be locked, as on some network volumes. Set DATA_DIR to a directory on a local disk, or DATABASE_URL to keep data in PostgreSQL.`,
  );
}

/** The switch to WAL does not wait for other processes, so it is retried. */
async function switchToWal(
  Sqlite: typeof Database,
  dataDir: string,
  purpose: Purpose,
): Promise<void> {
  const sqlite = new Sqlite(fileIn(dataDir));
  let isFirst = true;
  try {
    await retryUntil(performance.now() + maxWaitMs[purpose], () => {
      try {
        sqlite.exec('PRAGMA journal_mode = WAL');
      } catch (error) {
        if (isFirst && isBusy(error)) assertLocks(Sqlite, dataDir);
        isFirst = false;
        throw error;
      }
    });
  } finally {
    sqlite.close();
  }
}

/**
 * Creates the directory and the database file if missing, readable by our user only. A volume without
 * permissions is just a reason to `warn`.
 */
export async function prepareFile(dataDir: string, warn: (message: string) => void): Promise<void> {
  makeDirectory(dataDir);
  const file = fileIn(dataDir);
  await switchToWal(await loadLibsql(), dataDir, 'migrating');
  if ((statSync(file).mode & 0o077) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    const where = `grantscope.db in DATA_DIR "${dataDir}"`;
    warn(
      `Other users of this machine may read ${where}: its mode cannot be set (${codeOf(error)}).`,
    );
  }
}

/**
 * The embedded database in the directory; creates the file if missing. Throws if the directory cannot be
 * written or the file is no database.
 */
export async function sqliteDialect(dataDir: string, purpose: Purpose): Promise<Dialect> {
  const Sqlite = await loadLibsql();
  await switchToWal(Sqlite, dataDir, purpose);
  const open = () => {
    const sqlite = new Sqlite(fileIn(dataDir));
    sqlite.exec('PRAGMA synchronous = FULL');
    return sqlite;
  };
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new EmbeddedDriver(open, maxWaitMs[purpose]),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
