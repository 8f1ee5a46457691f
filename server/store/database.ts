import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import { verifyChain, type ChainHead, type Verdict } from './audit-chain.ts';
import { fileIn, inWords } from './data-dir.ts';
import { migrate } from './migrate.ts';
import { assertSessions, postgresDialect } from './postgres.ts';
import type { Schema } from './schema.ts';
import { lockForServing } from './serving-lock.ts';
import { prepareFile, sqliteDialect, type Purpose } from './sqlite.ts';
import { StoreError } from './store-error.ts';

/** The database, SQLite or PostgreSQL: everything above it is written once. */
export type Store = Kysely<Schema>;

/** Which database. */
export interface StoreLocation {
  /** Directory of the embedded database; unused if there is a URL. */
  dataDir: string;
  /** URL of a PostgreSQL database, with its password; null for the embedded one. */
  databaseUrl: string | null;
}

/** Called with a message for the operator about a database that is usable nevertheless. */
type Warn = (message: string) => void;

async function connect(location: StoreLocation, purpose: Purpose): Promise<Store> {
  const { dataDir, databaseUrl } = location;
  const dialect =
    databaseUrl === null
      ? await inWords(dataDir, () => sqliteDialect(dataDir, purpose))
      : postgresDialect(databaseUrl, purpose);
  return new Kysely<Schema>({ dialect });
}

/**
 * Brings the tables up to date; returns the names of the migrations that ran. Several processes may do so at
 * once. Throws StoreError if the database cannot be used, is newer than this program, or a migration fails.
 */
export async function migrateStore(
  location: StoreLocation,
  warn: Warn = () => {},
): Promise<string[]> {
  const { dataDir, databaseUrl } = location;
  if (databaseUrl === null) await inWords(dataDir, () => prepareFile(dataDir, warn));
  else await assertSessions(databaseUrl);
  const store = await connect(location, 'migrating');
  try {
    if (databaseUrl !== null) return await migrate(store, 'postgres');
    return await inWords(dataDir, () => migrate(store, 'sqlite'));
  } finally {
    await store.destroy();
  }
}

/** Opens the database with its tables up to date; `destroy` closes it. Throws like `migrateStore`. */
export async function openStore(location: StoreLocation, warn: Warn = () => {}): Promise<Store> {
  await migrateStore(location, warn);
  return await connect(location, 'serving');
}

/**
 * Like `openStore`, for the one process that serves the database: a second server over the same embedded
 * database is refused before it changes anything.
 */
export async function serveStore(
  location: StoreLocation,
  warn: Warn,
): Promise<{ store: Store; close(): Promise<void> }> {
  const { dataDir, databaseUrl } = location;
  const release =
    databaseUrl === null ? await inWords(dataDir, () => lockForServing(dataDir)) : () => {};
  try {
    const store = await openStore(location, warn);
    const close = async () => {
      await store.destroy();
      release();
    };
    return { store, close };
  } catch (error) {
    release();
    throw error;
  }
}

/** Another connection to a database that this process serves, for background work. */
export async function openBeside(location: StoreLocation): Promise<Store> {
  return await connect(location, 'recording');
}

/**
 * Finds the first event of the record that was changed; see `verifyChain`. Throws StoreError if the database
 * cannot be read or does not exist.
 */
export async function verifyStore(
  location: StoreLocation,
  known: readonly ChainHead[],
): Promise<Verdict> {
  const { dataDir, databaseUrl } = location;
  // Otherwise it would be created, and reported as sound.
  if (databaseUrl === null && !existsSync(fileIn(dataDir))) {
    throw new StoreError(`There is no database in "${dataDir}".`);
  }
  const store = await connect(location, 'serving');
  try {
    return await verifyChain(store, known);
  } catch (error) {
    throw new StoreError('The record of events cannot be read.', { cause: error });
  } finally {
    await store.destroy();
  }
}
