import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { createFile, type TestDatabase } from '../testing/databases.ts';
import { openStore, type Store } from './database.ts';
import { createObservations } from './observations.ts';

const organization = 'organization-test-7f3f4a5e-6c0d-4f6e-9a52-0e7d2c1b9f10';
const appCount = 10;
const memberCount = 100_000;

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await createFile();
  store = await openStore(database.location);
});
afterAll(() => store.destroy());

/** Row counts of every table, and the file's size. */
async function extent() {
  const tables = await store.introspection.getTables();
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const counted = sql<{ rows: number }>`select count(*) as "rows" from ${sql.table(name)}`;
      return [name, (await counted.execute(store)).rows[0]?.rows] as const;
    }),
  );
  const size = await sql<{ page_count: number }>`pragma page_count`.execute(store);
  return { ...Object.fromEntries(counts), pages: size.rows[0]?.page_count };
}

test('a million grants recorded twice do not make the database grow by a row or a page', async () => {
  const memory = createObservations(store);
  const memberIds = Array.from(
    { length: memberCount },
    (_, index) => `member-test-${(index * 2_654_435_761).toString(16).padStart(36, '0')}`,
  );
  const scopeSets = [['openid'], ['openid', 'email'], ['documents:read', 'documents:write']];
  const apps = Array.from({ length: appCount }, (_, index) => ({
    id: `app-${index}`,
    name: 'App',
  }));
  const recordAll = async (asOf: number) => {
    const started = performance.now();
    await memory.recordAppList(organization, asOf, apps);
    const outcomes = new Set<string>();
    for (const [index, app] of apps.entries()) {
      const setOf = Uint8Array.from(memberIds, (_, row) => (row + index) % scopeSets.length);
      const grants = { memberIds, scopeSets, setOf };
      outcomes.add(await memory.recordApp(organization, app, asOf, grants));
    }
    return { outcomes: [...outcomes], ms: performance.now() - started };
  };
  const first = await recordAll(1000);
  expect(first.outcomes).toEqual(['changed']);
  const before = await extent();
  expect(before).toMatchObject({ observed_grants: appCount * memberCount, grant_changes: 0 });
  const second = await recordAll(2000);
  expect(second.outcomes).toEqual(['confirmed']);
  expect(await extent()).toEqual(before);
  // Independent of the machine's speed: unchanged grants are not compared row by row.
  expect(second.ms).toBeLessThan(first.ms / 4);
  const seen = await memory.appsSeen(organization);
  expect(new Set(seen.apps.map(({ lastConfirmed }) => lastConfirmed))).toEqual(new Set([2000]));
}, 180_000);
