import { sql, type Kysely } from 'kysely';

/** The database we speak to. */
export type Engine = 'sqlite' | 'postgres';

/** A database in the midst of a migration: its tables have no types yet. */
export type Database = Kysely<never>;

/** What differs between the engines where tables are made. */
export function typesOf(engine: Engine) {
  const isPostgres = engine === 'postgres';
  return {
    /** A number that the database gives to a new row. */
    ownKey: isPostgres ? sql`serial` : sql`integer`,
    /** Compared by bytes, whatever language the database is set to: order is the same everywhere. */
    id: isPostgres ? sql`text collate "C"` : sql`text`,
    /** SQLite keeps such a table in the order of its primary key, in half the space. */
    ending: isPostgres ? sql`` : sql`without rowid`,
  };
}
