import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import { verifyChain, type ChainHead, type NewAuditEvent } from './audit-chain.ts';
import { appendEvents } from './audit-events.ts';
import { openStore, verifyStore, type Store } from './database.ts';

const event: NewAuditEvent = {
  at: 1000,
  organization: 'organization-test-1',
  event: 'app-viewed',
  outcome: 'allowed',
  reason: null,
  actor_kind: 'member',
  actor_member: 'member-test-1',
  actor_organization: 'organization-test-1',
  target_kind: 'app',
  target_id: 'connected-app-test-1',
  also_kind: null,
  also_id: null,
  case_id: null,
  request_id: 'request-1',
  upstream_request_id: null,
  address: '192.0.2.1',
};

/** Adds 60 events in batches of one, two or three, as a separate instance. */
const instance = (name: string, location: TestDatabase['location']) => `
  const { openStore } = await import('#server/store/database.ts');
  const { appendEvents } = await import('#server/store/audit-events.ts');
  const store = await openStore(${JSON.stringify(location)});
  const event = ${JSON.stringify(event)};
  for (let round = 0; round < 30; round += 1) {
    const events = Array.from({ length: 1 + (round % 3) }, () => ({ ...event, reason: '${name}' }));
    await appendEvents(store, events);
  }
  await store.destroy();
`;

async function run(program: string): Promise<number | null> {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  await once(child, 'exit');
  return child.exitCode;
}

describeEachDatabase('the record of events', (create) => {
  let database: TestDatabase;
  let store: Store;
  const write = (statement: string) => sql.raw(statement).execute(store);
  const verdict = (known: ChainHead[] = []) => verifyChain(store, known);

  beforeEach(async () => {
    database = await create();
    store = await openStore(database.location);
    await appendEvents(store, [event, { ...event, at: 900 }, { ...event, reason: 'x\0\uD800y' }]);
    await appendEvents(store, [{ ...event, organization: null, actor_member: null }]);
    await appendEvents(store, [event]);
  });
  afterEach(async () => {
    await store.destroy();
    await database.drop();
  });

  test('is numbered without a gap, and sound as it was written', async () => {
    const rows = await store.selectFrom('audit_events').selectAll().orderBy('seq').execute();
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(rows.map(({ previous_hash: hash }) => hash).slice(1)).toEqual(
      rows.map(({ hash }) => hash).slice(0, -1),
    );
    const head = { seq: 5, hash: rows[4]?.hash };
    expect(await verdict()).toEqual({ isSound: true, head });
    expect(await verifyStore(database.location, [])).toEqual({ isSound: true, head });
  });

  test('keeps the sums that events had before they could name a second thing', async () => {
    const { hash } = await store
      .selectFrom('audit_events')
      .select('hash')
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow();
    const { at, organization, event: name, outcome, reason, actor_kind: kind, ...rest } = event;
    const said = [1, '0'.repeat(64), at, organization, name, outcome, reason, kind];
    const more = [rest.actor_member, rest.actor_organization, rest.target_kind, rest.target_id];
    const last = [rest.case_id, rest.request_id, rest.upstream_request_id, rest.address];
    const sum = createHash('sha256').update(JSON.stringify([...said, ...more, ...last]));
    expect(hash).toBe(sum.digest('hex'));
  });

  test.each([
    "update audit_events set reason = 'x' where seq = 2",
    'delete from audit_events where seq = 5',
    'delete from audit_events',
  ])('refuses to %s', async (statement) => {
    await expect(write(statement)).rejects.toThrow('audit_events is only added to');
    expect(await verdict()).toMatchObject({ isSound: true });
  });

  test('refuses to have a row put in the place of another', async () => {
    const [row] = await store.selectFrom('audit_events').selectAll().execute();
    const replaced = { ...row, ...event, seq: 1, previous_hash: '', hash: '', reason: 'x' };
    const insert = store.insertInto('audit_events').values(replaced);
    await expect(insert.execute()).rejects.toThrow(/only added to|duplicate key/);
    const upsert = insert.onConflict((conflict) => conflict.column('seq').doUpdateSet(replaced));
    await expect(upsert.execute()).rejects.toThrow('only added to');
    expect(await verdict()).toMatchObject({ isSound: true });
  });

  test('is added to by two instances at once in one chain', { timeout: 120_000 }, async () => {
    const programs = ['one', 'two'].map((name) => run(instance(name, database.location)));
    expect(await Promise.all(programs)).toEqual([0, 0]);
    expect(await verdict()).toMatchObject({ isSound: true, head: { seq: 125 } });
    const rows = await store
      .selectFrom('audit_events')
      .select(['reason', (eb) => eb.fn.countAll<number>().as('count')])
      .where('reason', 'in', ['one', 'two'])
      .groupBy('reason')
      .orderBy('reason')
      .execute();
    expect(rows).toEqual([
      { reason: 'one', count: 60 },
      { reason: 'two', count: 60 },
    ]);
  });

  test('is not added to at all when one of several events cannot be', async () => {
    const broken = { ...event, at: Number.NaN };
    await expect(appendEvents(store, [event, broken])).rejects.toThrow(/NOT NULL|NaN/);
    expect(await verdict()).toMatchObject({ isSound: true, head: { seq: 5 } });
    await appendEvents(store, [event]);
    expect(await verdict()).toMatchObject({ isSound: true, head: { seq: 6 } });
  });

  describe('after somebody took the triggers away', () => {
    beforeEach(async () => {
      const names = await (
        database.location.databaseUrl === null
          ? sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`
          : sql<{ name: string }>`select 'audit_events_only_added' as name`
      ).execute(store);
      const on = database.location.databaseUrl === null ? '' : ' on audit_events';
      for (const { name } of names.rows) await write(`drop trigger ${name}${on}`);
    });

    test.each([
      ['one letter', "reason = 'y' where seq = 2", 2, 'was changed'],
      ['a time', 'at = 901 where seq = 2', 2, 'was changed'],
      ['whose record it is', "organization = 'other' where seq = 4", 4, 'was changed'],
      ['an id to nothing', 'request_id = null where seq = 5', 5, 'was changed'],
      ['a hash', "hash = 'x' where seq = 3", 3, 'was changed'],
      ['what it follows', "previous_hash = 'x' where seq = 1", 1, 'does not follow'],
    ])('finds the row in which %s was changed', async (_what, change, seq, why) => {
      await write(`update audit_events set ${change}`);
      const found = await verdict();
      expect(found).toMatchObject({ isSound: false, seq });
      expect(found.isSound ? '' : found.why).toContain(why);
    });

    test('finds a change in whatever column', async () => {
      const columns = Object.keys({ ...event, previous_hash: '', hash: '', seq: 0 });
      const missed: string[] = [];
      await store.transaction().execute(async (changing) => {
        for (const column of columns) {
          const { rows } = await sql<{ was: string | number | null }>`
            select ${sql.ref(column)} as was from audit_events where seq = 2`.execute(changing);
          const was = rows[0]?.was ?? null;
          const other = typeof was === 'number' ? was + 100 : 'member';
          const different = other === was ? 'support' : other;
          const put = (value: typeof was, seq: number) =>
            sql`update audit_events set ${sql.ref(column)} = ${value} where seq = ${seq}`;
          const isSeq = column === 'seq';
          await put(different, 2).execute(changing);
          const found = await verifyChain(changing, []);
          if (found.isSound || found.seq !== 2) missed.push(column);
          await put(was, isSeq ? 102 : 2).execute(changing);
        }
        expect(await verifyChain(changing, [])).toMatchObject({ isSound: true });
      });
      expect(columns).toHaveLength(19);
      expect(missed).toEqual([]);
    });

    test.each([1, 3, 5])('finds that event %i is missing', async (seq) => {
      await write(`delete from audit_events where seq = ${seq}`);
      expect(await verdict()).toEqual({ isSound: false, seq, why: 'is missing' });
    });

    test('finds the first of two that changed places', async () => {
      for (const change of ['-1 where seq = 2', '2 where seq = 3', '3 where seq = -1']) {
        await write(`update audit_events set seq = ${change}`);
      }
      expect(await verdict()).toMatchObject({ isSound: false, seq: 2 });
    });

    test('finds a row that was put in at the end by hand', async () => {
      const last = await store
        .selectFrom('audit_events')
        .selectAll()
        .where('seq', '=', 5)
        .executeTakeFirstOrThrow();
      await store
        .insertInto('audit_events')
        .values({ ...last, seq: 6 })
        .execute();
      expect(await verdict()).toMatchObject({ isSound: false, seq: 6 });
    });

    test('finds a chain that was written anew by a place that was kept', async () => {
      const before = await verdict();
      if (!before.isSound) throw new Error('not sound');
      await write('delete from audit_events where seq > 3');
      const third = await store
        .selectFrom('audit_events')
        .select('hash')
        .where('seq', '=', 3)
        .executeTakeFirstOrThrow();
      await write(`update audit_head set seq = 3, hash = '${third.hash}'`);
      // The chain is consistent in itself: only a copy kept elsewhere shows the change.
      expect(await verdict()).toMatchObject({ isSound: true });
      expect(await verdict([before.head])).toMatchObject({ isSound: false, seq: 4 });
      await appendEvents(store, [event, { ...event, reason: 'other' }]);
      expect(await verdict()).toMatchObject({ isSound: true });
      expect(await verdict([before.head])).toMatchObject({ isSound: false, seq: 5 });
    });

    test('finds that the head is not the last one, or not there', async () => {
      await write("update audit_head set hash = 'x'");
      expect(await verdict()).toMatchObject({ isSound: false, seq: 5 });
      await write('delete from audit_head');
      expect(await verdict()).toMatchObject({ isSound: false, seq: 1 });
      await expect(appendEvents(store, [event])).rejects.toThrow('no result');
    });
  });
});
