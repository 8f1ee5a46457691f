import { sql, type Kysely, type Migration } from 'kysely';

/** The database we speak to. */
export type Engine = 'sqlite' | 'postgres';

type Database = Kysely<never>;

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

/** What differs between the engines where tables are made. */
function typesOf(engine: Engine) {
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

async function createAuditTables(database: Database, engine: Engine): Promise<void> {
  const { id } = typesOf(engine);
  const optional = ['reason', 'actor_kind', 'actor_member', 'actor_organization', 'target_kind'];
  const alsoOptional = ['target_id', 'case_id', 'request_id', 'upstream_request_id', 'address'];
  const table = database.schema
    .createTable('audit_events')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('organization', id)
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull());
  await [...optional, ...alsoOptional]
    .reduce((made, name) => made.addColumn(name, id), table)
    .addColumn('previous_hash', id, (column) => column.notNull())
    .addColumn('hash', id, (column) => column.notNull())
    .execute();
  for (const [name, columns] of [
    ['audit_events_by_time', ['organization']],
    ['audit_events_by_actor', ['organization', 'actor_member']],
    ['audit_events_by_target', ['organization', 'target_id']],
  ] as const) {
    await database.schema
      .createIndex(name)
      .on('audit_events')
      .columns([...columns, 'at', 'seq'])
      .execute();
  }
  await sql`create table audit_head (
    id integer primary key, seq bigint not null, hash text not null
  )`.execute(database);
  await sql`insert into audit_head values (1, 0, ${'0'.repeat(64)})`.execute(database);
}

/** Whatever the program does, and whoever else is connected: events are only added. */
async function refuseChangesOfAudit(database: Database, engine: Engine): Promise<void> {
  if (engine === 'postgres') {
    await sql`create function audit_events_refuse() returns trigger language plpgsql as $$
      begin raise exception 'audit_events is only added to'; end $$`.execute(database);
    await sql`create trigger audit_events_only_added
      before update or delete or truncate on audit_events
      for each statement execute function audit_events_refuse()`.execute(database);
    return;
  }
  for (const action of ['update', 'delete']) {
    await sql`create trigger ${sql.raw(`audit_events_no_${action}`)}
      before ${sql.raw(action)} on audit_events
      begin select raise(abort, 'audit_events is only added to'); end`.execute(database);
  }
  // SQLite deletes without a word to triggers what `insert or replace` replaces.
  await sql`create trigger audit_events_no_replace before insert on audit_events
    when exists (select 1 from audit_events where seq = new.seq)
    begin select raise(abort, 'audit_events is only added to'); end`.execute(database);
}

/**
 * All migrations by name; imported statically, so that a bundle holds them. One that has been
 * released is never edited: a later one changes what it made.
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
  };
}
