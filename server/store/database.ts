import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type Dialect } from 'kysely';
import { verifyChain, type ChainHead, type Verdict } from './audit-chain.ts';
import { migrate, StoreError } from './migrate.ts';
import { postgresDialect } from './postgres.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

/** Our database, whichever it is: everything above it is written once. */
export type Store = Kysely<Schema>;

/** Which database. */
export interface StoreLocation {
  /** Directory of the embedded database; not touched when there is an address. */
  dataDir: string;
  /** Address of a PostgreSQL database, with its password; null for the embedded one. */
  databaseUrl: string | null;
}

async function dialectOf(
  { dataDir, databaseUrl }: StoreLocation,
  purpose: 'serving' | 'migrating',
): Promise<Dialect> {
  if (databaseUrl !== null) return postgresDialect(databaseUrl, purpose);
  try {
    return await sqliteDialect(dataDir, purpose);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new StoreError(`The database in "${dataDir}" cannot be opened${code}.`, { cause: error });
  }
}

/**
 * Brings the tables up to date; gives the names of the migrations that were carried out. Several
 * processes may do so at once. Throws StoreError when the database cannot be reached, is newer than
 * this program, or a migration fails.
 */
export async function migrateStore(location: StoreLocation): Promise<string[]> {
  const store = new Kysely<Schema>({ dialect: await dialectOf(location, 'migrating') });
  try {
    return await migrate(store, location.databaseUrl === null ? 'sqlite' : 'postgres');
  } finally {
    await store.destroy();
  }
}

/** Opens the database with its tables up to date; `destroy` closes it. Throws as `migrateStore`. */
export async function openStore(location: StoreLocation): Promise<Store> {
  await migrateStore(location);
  return new Kysely<Schema>({ dialect: await dialectOf(location, 'serving') });
}

/**
 * Looks for the first event of the record that is not as it was written; `verifyChain` says how.
 * Throws StoreError when the database cannot be read, or is not there.
 */
export async function verifyStore(
  location: StoreLocation,
  known: readonly ChainHead[],
): Promise<Verdict> {
  const { dataDir, databaseUrl } = location;
  // It would be made, and found in order.
  if (databaseUrl === null && !existsSync(join(dataDir, 'grantscope.db'))) {
    throw new StoreError(`There is no database in "${dataDir}".`);
  }
  const store = new Kysely<Schema>({ dialect: await dialectOf(location, 'serving') });
  try {
    return await verifyChain(store, known);
  } catch (error) {
    throw new StoreError('The record of events cannot be read.', { cause: error });
  } finally {
    await store.destroy();
  }
}
