import type { Migration } from 'kysely';
import {
  addSecondTargets,
  createAuditTables,
  createSupportCases,
  refuseChangesOfAudit,
} from './audit-migrations.ts';
import { typesOf, type Database, type Engine } from './column-types.ts';

async function createSessions(database: Database): Promise<void> {
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
}

async function createLeases(database: Database): Promise<void> {
  await database.schema
    .createTable('leases')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
}

async function createObservedApps(database: Database, engine: Engine): Promise<void> {
  const { ownKey, id } = typesOf(engine);
  await database.schema
    .createTable('observed_organizations')
    .addColumn('organization', id, (column) => column.primaryKey())
    .addColumn('first_list_at', 'bigint')
    .addColumn('list_at', 'bigint')
    .execute();
  await database.schema
    .createTable('observed_apps')
    .addColumn('key', ownKey, (column) => column.primaryKey())
    .addColumn('organization', id, (column) => column.notNull())
    .addColumn('app', id, (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('present_at', 'bigint', (column) => column.notNull())
    .addColumn('gone_since', 'bigint')
    .addColumn('first_read_at', 'bigint')
    .addColumn('read_at', 'bigint')
    .addColumn('digest', 'text')
    .addColumn('members', 'integer', (column) => column.notNull())
    .addUniqueConstraint('observed_apps_by_id', ['organization', 'app'])
    .execute();
}

async function createObservedGrants(database: Database, engine: Engine): Promise<void> {
  const { ownKey, id, ending } = typesOf(engine);
  await database.schema
    .createTable('scope_sets')
    .addColumn('key', ownKey, (column) => column.primaryKey())
    .addColumn('organization', id, (column) => column.notNull())
    .addColumn('digest', id, (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addUniqueConstraint('scope_sets_by_digest', ['organization', 'digest'])
    .execute();
  await database.schema
    .createTable('observed_grants')
    .addColumn('app_key', 'integer', (column) => column.notNull())
    .addColumn('member', id, (column) => column.notNull())
    .addColumn('scopes', 'integer', (column) => column.notNull())
    .addColumn('first_scopes', 'integer', (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('scopes_since', 'bigint', (column) => column.notNull())
    .addColumn('gone_since', 'bigint')
    .addColumn('last_there', 'bigint')
    .addPrimaryKeyConstraint('observed_grants_key', ['app_key', 'member'])
    .modifyEnd(ending)
    .execute();
}

async function createChanges(database: Database, engine: Engine): Promise<void> {
  const { ownKey, id, ending } = typesOf(engine);
  const counts = [
    'members',
    'granted',
    'gone',
    'granted_again',
    'scopes_grown',
    'scopes_shrunk',
    'scopes_replaced',
  ];
  const table = database.schema
    .createTable('app_changes')
    .addColumn('key', ownKey, (column) => column.primaryKey())
    .addColumn('organization', id, (column) => column.notNull())
    .addColumn('app_key', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull());
  await counts
    .reduce((made, name) => made.addColumn(name, 'integer', (column) => column.notNull()), table)
    .execute();
  await database.schema
    .createIndex('app_changes_by_time')
    .on('app_changes')
    .columns(['organization', 'at', 'key'])
    .execute();
  await database.schema
    .createTable('grant_changes')
    .addColumn('change_key', 'integer', (column) => column.notNull())
    .addColumn('member', id, (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('scopes_before', 'integer')
    .addColumn('scopes_after', 'integer')
    .addPrimaryKeyConstraint('grant_changes_key', ['change_key', 'member'])
    .modifyEnd(ending)
    .execute();
  await database.schema
    .createIndex('grant_changes_by_member')
    .on('grant_changes')
    .columns(['member', 'change_key'])
    .execute();
}

async function createVisits(database: Database, engine: Engine): Promise<void> {
  const { id } = typesOf(engine);
  await database.schema
    .createTable('viewer_visits')
    .addColumn('organization', id, (column) => column.notNull())
    .addColumn('member', id, (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('previous_at', 'bigint')
    .addPrimaryKeyConstraint('viewer_visits_key', ['organization', 'member'])
    .execute();
}

/**
 * All migrations by name, imported statically so that a bundle contains them. A released migration is never
 * edited: a later one changes what it made.
 */
export function migrationsFor(engine: Engine): Record<string, Migration> {
  return {
    '0001-sessions': { up: createSessions },
    '0002-leases': { up: createLeases },
    '0003-observations': {
      async up(database: Database) {
        await createObservedApps(database, engine);
        await createObservedGrants(database, engine);
        await createChanges(database, engine);
        await createVisits(database, engine);
      },
    },
    '0004-audit': {
      async up(database: Database) {
        await createAuditTables(database, engine);
        await refuseChangesOfAudit(database, engine);
      },
    },
    '0005-support-cases': { up: (database: Database) => createSupportCases(database, engine) },
    '0006-second-targets': { up: (database: Database) => addSecondTargets(database, engine) },
  };
}
