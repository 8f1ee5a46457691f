import { sql } from 'kysely';
import { typesOf, type Database, type Engine } from './column-types.ts';

/** The record of events, and its head. */
export async function createAuditTables(database: Database, engine: Engine): Promise<void> {
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

/** The database itself refuses to change or delete events, for every program that connects. */
export async function refuseChangesOfAudit(database: Database, engine: Engine): Promise<void> {
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
  // SQLite fires no delete trigger for rows that `insert or replace` replaces.
  await sql`create trigger audit_events_no_replace before insert on audit_events
    when exists (select 1 from audit_events where seq = new.seq)
    begin select raise(abort, 'audit_events is only added to'); end`.execute(database);
}

/** Support cases, and the indexes to look them up. */
export async function createSupportCases(database: Database, engine: Engine): Promise<void> {
  const { id } = typesOf(engine);
  const texts = ['organization', 'organization_name', 'staff_member', 'staff_name'];
  const table = database.schema
    .createTable('support_cases')
    .addColumn('id', id, (column) => column.primaryKey());
  await [...texts, 'staff_organization', 'reason', 'ticket']
    .reduce((made, name) => made.addColumn(name, id, (column) => column.notNull()), table)
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('end_recorded', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  for (const [name, column] of [
    ['support_cases_by_staff', 'staff_member'],
    ['support_cases_by_organization', 'organization'],
  ] as const) {
    await database.schema
      .createIndex(name)
      .on('support_cases')
      .columns([column, 'opened_at'])
      .execute();
  }
  await database.schema
    .createIndex('support_cases_by_end')
    .on('support_cases')
    .columns(['end_recorded', 'expires_at'])
    .execute();
  await database.schema
    .createIndex('audit_events_by_case')
    .on('audit_events')
    .columns(['organization', 'case_id', 'at', 'seq'])
    .execute();
  await database.schema
    .createIndex('observed_apps_by_app')
    .on('observed_apps')
    .column('app')
    .execute();
}

/** A second target for events. Older events have none. */
export async function addSecondTargets(database: Database, engine: Engine): Promise<void> {
  const { id } = typesOf(engine);
  await database.schema.alterTable('audit_events').addColumn('also_kind', id).execute();
  await database.schema.alterTable('audit_events').addColumn('also_id', id).execute();
  await database.schema
    .createIndex('audit_events_by_second_target')
    .on('audit_events')
    .columns(['organization', 'also_id', 'at', 'seq'])
    .execute();
}
