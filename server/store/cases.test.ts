import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import { verifyChain, type NewAuditEvent } from './audit-chain.ts';
import {
  BudgetSpentError,
  casesOf,
  changeCase,
  openCase,
  recordEnds,
  type NewCase,
} from './cases.ts';
import { openStore, type Store } from './database.ts';

const acme = 'organization-test-1';
const sam = 'member-test-sam';

function event(name: NewAuditEvent['event'], caseId: string, at: number): NewAuditEvent {
  return {
    at,
    organization: acme,
    event: name,
    outcome: 'allowed',
    reason: null,
    actor_kind: 'support',
    actor_member: sam,
    actor_organization: 'organization-test-9',
    target_kind: null,
    target_id: null,
    also_kind: null,
    also_id: null,
    case_id: caseId,
    request_id: null,
    upstream_request_id: null,
    address: null,
  };
}

function caseAt(at: number, changes: Partial<NewCase> = {}): NewCase {
  return {
    id: `case-${at}`,
    organization: acme,
    organization_name: '',
    staff_member: sam,
    staff_name: 'Sam',
    staff_organization: 'organization-test-9',
    reason: 'A reason with \0 in it',
    ticket: 'NW-1',
    opened_at: at,
    expires_at: at + 30,
    ...changes,
  };
}

describeEachDatabase('cases of support', (create) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await create();
    store = await openStore(database.location);
  });
  afterEach(async () => {
    await store.destroy();
    await database.drop();
  });

  const open = (opened: NewCase, most = 10) =>
    openCase(
      store,
      opened,
      event('case-opened', opened.id, opened.opened_at),
      (id) => event('case-ended', id, opened.opened_at),
      { most, since: opened.opened_at - 60 },
    );
  const told = async () => {
    const rows = await store.selectFrom('audit_events').selectAll().orderBy('seq').execute();
    return rows.map(({ event: name, case_id: id }) => `${name} ${id}`);
  };
  const end = (id: string, at: number) =>
    changeCase(store, id, { ended_at: at, end_recorded: 1 }, event('case-ended', id, at));

  test('are opened together with the word of it, and one at a time for an organization', async () => {
    await open(caseAt(100));
    await open(caseAt(110));
    expect(await told()).toEqual([
      'case-opened case-100',
      'case-opened case-110',
      'case-ended case-100',
    ]);
    const cases = await casesOf(store, { staffMember: sam, organization: acme, limit: 5 });
    expect(cases.map(({ id, ended_at: ended }) => [id, ended])).toEqual([
      ['case-110', null],
      ['case-100', 110],
    ]);
    expect(
      await casesOf(store, { organization: acme, ids: ['case-100', 'x'], limit: 5 }),
    ).toHaveLength(1);
    expect(await casesOf(store, { organization: 'organization-test-2', limit: 5 })).toEqual([]);
  });

  test('beyond the budget leave nothing, however many are opened at once', async () => {
    const outcomes = await Promise.allSettled(
      [0, 1, 2, 3].map((index) =>
        open(caseAt(100 + index, { organization: `organization-test-${index}` }), 2),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ reason: expect.any(BudgetSpentError) as unknown });
    }
    expect(await told()).toHaveLength(2);
    expect(await casesOf(store, { staffMember: sam, limit: 9 })).toHaveLength(2);
  });

  test('count once for an organization, and no longer than the time goes back', async () => {
    await open(caseAt(100), 1);
    await open(caseAt(105), 1);
    await expect(open(caseAt(110, { organization: 'b' }), 1)).rejects.toThrow('budget');
    await open(caseAt(170, { organization: 'b' }), 1);
  });

  test('that have ended, or whose time is up, are neither ended again nor extended', async () => {
    await open(caseAt(100));
    expect(await end('case-100', 110)).toMatchObject({ ended_at: 110 });
    const before = await told();
    expect(await end('case-100', 111)).toBeNull();
    await open(caseAt(200));
    const extension = event('case-extended', 'case-200', 231);
    expect(await changeCase(store, 'case-200', { expires_at: 260 }, extension)).toBeNull();
    expect(await told()).toEqual([...before, 'case-opened case-200']);
  });

  test('whose time is up are told to have ended, once by all who sweep', async () => {
    await open(caseAt(100));
    await open(caseAt(110, { organization: 'b' }));
    const sweep = () => recordEnds(store, 135, ({ id }) => event('case-ended', id, 135));
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    expect(await told()).toEqual([
      'case-opened case-100',
      'case-opened case-110',
      'case-ended case-100',
    ]);
    const [ended] = await casesOf(store, { organization: acme, limit: 1 });
    expect(ended).toMatchObject({ ended_at: null, end_recorded: 1 });
  });

  test('opened, extended and ended at the same time leave a sound chain', async () => {
    await open(caseAt(100));
    await Promise.all([
      open(caseAt(101)),
      end('case-100', 102),
      changeCase(store, 'case-100', { expires_at: 200 }, event('case-extended', 'case-100', 103)),
      open(caseAt(104)),
    ]);
    expect(await verifyChain(store, [])).toMatchObject({ isSound: true });
    const cases = await casesOf(store, { staffMember: sam, limit: 9 });
    const live = cases.filter(({ ended_at: ended }) => ended === null);
    expect(live).toHaveLength(1);
  });
});
