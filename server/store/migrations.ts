import type { Kysely, Migration } from 'kysely';

/** All migrations by name; imported statically, so that a bundle holds them. */
export const migrations: Record<string, Migration> = {
  '0001-sessions': {
    async up(database: Kysely<never>) {
      await database.schema
        .createTable('sessions')
        .addColumn('id_hash', 'text', (column) => column.primaryKey())
        .addColumn('content', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await database.schema
        .createIndex('sessions_expires_at')
        .on('sessions')
        .column('expires_at')
        .execute();
    },
  },
};
