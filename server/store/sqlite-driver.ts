import { setTimeout as sleep } from 'node:timers/promises';
import {
  SelectQueryNode,
  SqliteDriver,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type Database from 'libsql';

/** Interval between attempts to get a lock that someone else holds. */
const againMs = 5;

/** Whether the error means that someone else holds a lock, which passes. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

/**
 * Runs the work, and retries while someone else holds the lock; throws the work's error once the time is up.
 * The process keeps running meanwhile, unlike with SQLite's own `busy_timeout`.
 */
export async function retryUntil<T>(until: number, work: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error;
      await sleep(againMs);
    }
  }
}

interface Opened {
  sqlite: Database.Database;
  /** Kysely's own check. */
  connection: DatabaseConnection;
}

async function openWith(open: () => Database.Database): Promise<Opened> {
  const sqlite = open();
  const driver = new SqliteDriver({ database: sqlite });
  await driver.init();
  return { sqlite, connection: await driver.acquireConnection() };
}

/**
 * One connection to the file. After an error it is closed, and another opens at the next use: libsql 0.5 does
 * not reset a failed statement, and until that is collected the connection reads an old state and cannot
 * write (SQLITE_BUSY_SNAPSHOT).
 */
class FileConnection {
  readonly #open: () => Database.Database;
  #opened: Promise<Opened> | null = null;
  #isSpoilt = false;

  constructor(open: () => Database.Database) {
    this.#open = open;
  }

  async run<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { connection } = await this.#get();
    try {
      return await connection.executeQuery<R>(query);
    } catch (error) {
      this.#isSpoilt = true;
      throw error;
    }
  }

  /** For statements without values and rows; a failure leaves nothing behind. */
  async exec(sql: string): Promise<void> {
    const { sqlite } = await this.#get();
    sqlite.exec(sql);
  }

  async isInTransaction(): Promise<boolean> {
    const { sqlite } = await this.#get();
    return sqlite.inTransaction;
  }

  /** Closes the connection if anything failed on it. Must not be called within a transaction. */
  async mend(): Promise<void> {
    if (this.#isSpoilt) await this.close();
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => null);
    this.#opened = null;
    this.#isSpoilt = false;
    opened?.sqlite.close();
  }

  #get(): Promise<Opened> {
    this.#opened ??= openWith(this.#open).catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }
}

const begin = 'begin immediate';
const nothing = () => {};

/**
 * The embedded database of one process: one connection for reads, another for writes in turn. A writer first
 * takes the file's lock, so that nothing later can conflict with it: a transaction that reads first fails if
 * the database has changed when it comes to write, however long it would wait
 * (https://www.sqlite.org/lang_transaction.html). A writer that waits for the lock does not block readers.
 */
class EmbeddedFile {
  readonly #reading: FileConnection;
  readonly #writing: FileConnection;
  readonly #patienceMs: number;
  /** Resolves when the last of the running and waiting writers is done. */
  #lastTurn = Promise.resolve();
  #endTurn = nothing;

  constructor(open: () => Database.Database, maxWaitMs: number) {
    this.#reading = new FileConnection(open);
    this.#writing = new FileConnection(open);
    this.#patienceMs = maxWaitMs;
  }

  async read<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return await retryUntil(this.#deadline(), async () => {
      try {
        return await this.#reading.run<R>(query);
      } finally {
        await this.#reading.mend();
      }
    });
  }

  /** Only between `begin` and `commit` or `rollback`. */
  async write<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return await this.#writing.run<R>(query);
  }

  /** Waits for its turn, then for the lock; the caller must release it. */
  async begin(): Promise<void> {
    const until = this.#deadline();
    const before = this.#lastTurn;
    let endTurn = nothing;
    this.#lastTurn = new Promise((resolve) => {
      endTurn = resolve;
    });
    await before;
    try {
      await retryUntil(until, () => this.#writing.exec(begin));
      this.#endTurn = endTurn;
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  async commit(): Promise<void> {
    await this.#writing.exec('commit');
    this.#endTurn();
  }

  async rollback(): Promise<void> {
    try {
      // A full disk ends a transaction by itself.
      if (await this.#writing.isInTransaction()) await this.#writing.exec('rollback');
      await this.#writing.mend();
    } catch {
      // Whatever fails, closing the connection ends it.
      await this.#writing.close();
    } finally {
      this.#endTurn();
    }
  }

  async close(): Promise<void> {
    await this.#lastTurn;
    await this.#reading.close();
    await this.#writing.close();
  }

  #deadline(): number {
    return performance.now() + this.#patienceMs;
  }
}

const reads = /^\s*(?:select|pragma)\b/i;

/** What Kysely holds as a connection; outside of transactions there may be many. */
class LentConnection implements DatabaseConnection {
  readonly #file: EmbeddedFile;
  #isInTransaction = false;

  constructor(file: EmbeddedFile) {
    this.#file = file;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#isInTransaction) return await this.#file.write(query);
    if (SelectQueryNode.is(query.query) || reads.test(query.sql))
      return await this.#file.read(query);
    await this.begin();
    try {
      const result = await this.#file.write<R>(query);
      await this.commit();
      return result;
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  streamQuery(): never {
    throw new Error('Rows are read in pages');
  }

  async begin(): Promise<void> {
    await this.#file.begin();
    this.#isInTransaction = true;
  }

  async commit(): Promise<void> {
    await this.#file.commit();
    this.#isInTransaction = false;
  }

  async rollback(): Promise<void> {
    this.#isInTransaction = false;
    await this.#file.rollback();
  }
}

/** The lent connections are ours. */
function own(connection: DatabaseConnection): LentConnection {
  if (connection instanceof LentConnection) return connection;
  throw new TypeError('A connection of another driver');
}

/**
 * Kysely's own driver waits for locks inside SQLite, which blocks the whole process. `open` makes a
 * connection that does not wait; `maxWaitMs` is how long a statement waits for other writers.
 */
export class EmbeddedDriver implements Driver {
  readonly #file: EmbeddedFile;

  constructor(open: () => Database.Database, maxWaitMs: number) {
    this.#file = new EmbeddedFile(open, maxWaitMs);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(new LentConnection(this.#file));
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).commit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).rollback();
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  async destroy(): Promise<void> {
    await this.#file.close();
  }
}
