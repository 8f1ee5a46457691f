import { Migrator, sql, type Kysely } from 'kysely';
import type { Engine } from './column-types.ts';
import { migrationsFor } from './migrations.ts';
import type { Schema } from './schema.ts';
import { reasonOf, StoreError } from './store-error.ts';

/** The schema of our tables: the database may hold other tables in other schemas. */
async function schemaOf(database: Kysely<Schema>, engine: Engine): Promise<string | null> {
  if (engine === 'sqlite') return null;
  const found = await sql<{ schema: string | null }>`select current_schema() as schema`
    .execute(database)
    .catch((error: unknown) => {
      throw new StoreError(`The database cannot be reached: ${reasonOf(error)}.`, { cause: error });
    });
  const schema = found.rows[0]?.schema ?? null;
  if (schema === null) throw new StoreError('The search path of the database names no schema.');
  return schema;
}

/** Names of migrations in the database that this program lacks. */
async function unknownIn(database: Kysely<Schema>, known: readonly string[]): Promise<string[]> {
  const rows = sql<{ name: string }>`select name from kysely_migration order by name`;
  const { rows: done } = await rows.execute(database).catch(() => ({ rows: [] }));
  return done.map(({ name }) => name).filter((name) => !known.includes(name));
}

/**
 * Brings the tables up to date; returns the names of the migrations that ran. All run in one transaction
 * under a lock, so several instances may start at once. Throws StoreError if the database cannot be reached,
 * is newer than this program, or a migration fails.
 */
export async function migrate(database: Kysely<Schema>, engine: Engine): Promise<string[]> {
  const migrations = migrationsFor(engine);
  const schema = await schemaOf(database, engine);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    ...(schema === null ? {} : { migrationTableSchema: schema }),
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return results.map(({ migrationName }) => migrationName);
  const [newer] = await unknownIn(database, Object.keys(migrations));
  if (newer !== undefined) {
    throw new StoreError(
      `The database is newer than this program, which does not know "${newer}". Start the newer program, or restore a backup of the database.`,
      { cause: error },
    );
  }
  const failed = results.find(({ status }) => status === 'Error')?.migrationName;
  const what = failed === undefined ? 'The database' : `Migration "${failed}" failed: the database`;
  throw new StoreError(
    `${what} could not be brought up to date, and is as it was: ${reasonOf(error)}.`,
    { cause: error },
  );
}
