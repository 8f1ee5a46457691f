import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import type { NewAuditEvent } from './audit-chain.ts';
import { appendEvents, eventsOf, type EventFilter } from './audit-events.ts';
import { openStore, type Store } from './database.ts';

const acme = 'organization-test-1';
const globex = 'organization-test-2';
const everything: EventFilter = {
  limit: 100,
  after: null,
  from: null,
  to: null,
  events: [],
  outcome: null,
  actor: null,
  by: null,
  caseId: null,
  target: null,
  text: '',
  named: { ids: [], caseIds: [] },
  isForSupport: false,
};

function eventAt(at: number, changes: Partial<NewAuditEvent> = {}): NewAuditEvent {
  return {
    at,
    organization: acme,
    event: 'apps-listed',
    outcome: 'allowed',
    reason: null,
    actor_kind: 'member',
    actor_member: 'member-test-ada',
    actor_organization: acme,
    target_kind: null,
    target_id: null,
    also_kind: null,
    also_id: null,
    case_id: null,
    request_id: `request-${at}`,
    upstream_request_id: null,
    address: '192.0.2.1',
    ...changes,
  };
}

const some = [
  eventAt(10),
  eventAt(20, { event: 'app-viewed', target_kind: 'app', target_id: 'app-1' }),
  eventAt(30, { event: 'app-viewed', target_kind: 'app', target_id: 'app-2', outcome: 'refused' }),
  eventAt(40, { event: 'member-viewed', target_kind: 'member', target_id: 'app-1' }),
  eventAt(50, { actor_member: 'member-test-Bob', address: '2001:db8::1', reason: '100%_\\done' }),
  eventAt(20, { event: 'scope-viewed', target_kind: 'scope', target_id: 'Documents:write' }),
  eventAt(60, { organization: globex, target_kind: 'app', target_id: 'app-1' }),
  eventAt(5, {
    event: 'member-diagnosed',
    target_kind: 'member',
    target_id: 'member-2',
    also_kind: 'app',
    also_id: 'app-1',
  }),
  eventAt(70, { organization: null, actor_member: null, actor_kind: null }),
];

describeEachDatabase('events of an organization', (create) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await create();
    store = await openStore(database.location);
    await appendEvents(store, some);
  });
  afterEach(async () => {
    await store.destroy();
    await database.drop();
  });
  const find = async (filter: Partial<EventFilter>, organization = acme) => {
    const { rows, next } = await eventsOf(store, organization, { ...everything, ...filter });
    return { seqs: rows.map(({ seq }) => seq), next };
  };

  test('are its own only, newest first, and the later of one time first', async () => {
    expect(await find({})).toEqual({ seqs: [5, 4, 3, 6, 2, 1, 8], next: null });
    expect(await find({}, globex)).toEqual({ seqs: [7], next: null });
    expect(await find({}, 'organization-test-3')).toEqual({ seqs: [], next: null });
  });

  test.each<[what: string, filter: Partial<EventFilter>, seqs: number[]]>([
    ['from a time on', { from: 30 }, [5, 4, 3]],
    ['before a time', { to: 30 }, [6, 2, 1, 8]],
    ['of two kinds', { events: ['app-viewed', 'scope-viewed'] }, [3, 6, 2]],
    ['with an outcome', { outcome: 'refused' }, [3]],
    ['of an actor', { actor: 'member-test-Bob' }, [5]],
    ['about an app, be it the second thing', { target: { kind: 'app', id: 'app-1' } }, [2, 8]],
    ['about a member', { target: { kind: 'member', id: 'app-1' } }, [4]],
    ['with part of an id, in any case', { text: 'TEST-BOB' }, [5]],
    ['about the first of two things', { target: { kind: 'member', id: 'member-2' } }, [8]],
    ['with part of the id of the second', { text: 'PP-1', from: 0, to: 6 }, [8]],
    ['with part of a scope', { text: 'documents' }, [6]],
    ['from an address', { text: '2001:db8' }, [5]],
    ['with signs that a pattern would take for others', { text: '%_\\d' }, [5]],
    ['with a text that is nowhere', { text: '1_0' }, []],
    ['of no id that could be', { actor: '\0' }, []],
    ['with all of it', { from: 20, to: 21, events: ['app-viewed'], text: 'app-1' }, [2]],
  ])('%s', async (_what, filter, seqs) => {
    expect(await find(filter)).toEqual({ seqs, next: null });
  });

  test('come page by page, each once', async () => {
    const seqs: number[] = [];
    let after: EventFilter['after'] = null;
    do {
      const page: Awaited<ReturnType<typeof find>> = await find({ limit: 2, after });
      seqs.push(...page.seqs);
      after = page.next;
      // Events added meanwhile are on no later page.
      await appendEvents(store, [eventAt(1000)]);
    } while (after !== null);
    expect(seqs).toEqual([5, 4, 3, 6, 2, 1, 8]);
  });

  test('that are rare are found over several pages, which may be empty', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => eventAt(100 + index));
    for (let batch = 0; batch < 11; batch += 1) await appendEvents(store, many);
    const first = await find({ outcome: 'refused' });
    expect(first.seqs).toEqual([]);
    expect(first.next).not.toBeNull();
    expect(await find({ outcome: 'refused', after: first.next })).toEqual({
      seqs: [3],
      next: null,
    });
  });
});
