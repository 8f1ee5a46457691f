import { sql, type Kysely } from 'kysely';

export type Engine = 'sqlite' | 'postgres';

/** A database during a migration: its tables have no types yet. */
export type Database = Kysely<never>;

/** Column types that differ between the engines. */
export function typesOf(engine: Engine) {
  const isPostgres = engine === 'postgres';
  return {
    /** A number that the database assigns to a new row. */
    ownKey: isPostgres ? sql`serial` : sql`integer`,
    /** Compared by bytes, so the order is the same whatever the database's locale. */
    id: isPostgres ? sql`text collate "C"` : sql`text`,
    /** SQLite stores this table in primary key order, in half the space. */
    ending: isPostgres ? sql`` : sql`without rowid`,
  };
}
