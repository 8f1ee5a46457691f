import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
} from 'kysely';
import Database from 'libsql';

/** How long a statement waits for another process, ms; all requests wait with it. */
const busyMs = { serving: 1000, migrating: 30_000 } as const;

/**
 * Transactions take the lock for writing at once. One that reads first and finds the database
 * changed when it comes to write fails, however long it is ready to wait
 * (https://www.sqlite.org/lang_transaction.html).
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Tables are changed inside a transaction, which is the lock between processes that start at once. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** The switch to WAL does not wait for other processes, whatever the timeout: it is tried again. */
async function switchToWal(sqlite: Database.Database, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      sqlite.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
      if (!isBusy || Date.now() > deadline) throw error;
      await sleep(20);
    }
  }
}

/**
 * Opens `grantscope.db` in the directory, which is made if missing. Only our own user may read
 * either. Throws when the directory cannot be written or the file is no database.
 */
export async function sqliteDialect(
  dataDir: string,
  purpose: 'serving' | 'migrating',
): Promise<Dialect> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'grantscope.db');
  const sqlite = new Database(file);
  chmodSync(file, 0o600);
  // First of all: switching to WAL itself can meet a lock.
  sqlite.exec(`PRAGMA busy_timeout = ${busyMs[purpose]}`);
  await switchToWal(sqlite, busyMs[purpose]);
  sqlite.exec('PRAGMA synchronous = FULL');
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver({ database: sqlite }),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
