import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../store/database.ts';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import { createSupportCases, type SupportCases } from './cases.ts';

const sam = { memberId: 'member-test-sam', organizationId: 'organization-test-9', name: 'Sam' };
const from = { requestId: 'request', clientAddress: '127.0.0.1', sessionId: 'session' };
const hour = 3_600_000;

describeEachDatabase('cases of one member of support', (create) => {
  let database: TestDatabase;
  let store: Store;
  let cases: SupportCases;
  let now: number;
  beforeEach(async () => {
    database = await create();
    store = await openStore(database.location);
    now = 10 * hour;
    cases = createSupportCases(store, () => now, 25);
  });
  afterEach(async () => {
    await store.destroy();
    await database.drop();
  });

  const open = (id: string) => cases.open(sam, { id, reason: 'a reason', ticket: 'NW-1' }, from);

  test('are known by the one that goes on, whichever was opened in the same moment', async () => {
    for (let times = 0; times < 12; times += 1) {
      const { id } = await open('organization-test-1');
      expect(await cases.latest(sam, 'organization-test-1')).toMatchObject({ id, endedAt: null });
    }
  });

  test('are known by the one that goes on although one that began later came about before', async () => {
    now += 5;
    await open('organization-test-1');
    now -= 5;
    const { id } = await open('organization-test-1');
    now += 10;
    expect(await cases.latest(sam, 'organization-test-1')).toMatchObject({ id, endedAt: null });
  });

  test('are known by the last of those that have ended', async () => {
    await open('organization-test-1');
    now += hour;
    const last = await open('organization-test-1');
    await cases.end(sam, last, from);
    expect(await cases.latest(sam, 'organization-test-1')).toMatchObject({ id: last.id });
  });

  test('are all listed as long as they go on, however many there are', async () => {
    await open('organization-test-old');
    now += 2 * hour;
    for (let index = 0; index < 25; index += 1) {
      await open(`organization-test-${index}`);
      now += 1000;
    }
    const listed = await cases.ofStaff(sam);
    expect(listed.map(({ organization: { id } }) => id)).toEqual(
      Array.from({ length: 25 }, (_, index) => `organization-test-${24 - index}`),
    );
    now += hour;
    expect(await cases.ofStaff(sam)).toHaveLength(20);
  });

  test('may be opened again once an organization counts no more, and no earlier', async () => {
    cases = createSupportCases(store, () => now, 1);
    await open('organization-test-1');
    now += hour / 2;
    await open('organization-test-1');
    const refused: unknown = await open('organization-test-2').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'case-budget', retryAfterSeconds: 3600 });
    now += hour;
    await open('organization-test-2');
  });
});
