import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import { openStore, type Store } from './database.ts';
import { createObservations } from './observations.ts';

const acme = 'organization-test-acme';
const minute = 60_000;

describeEachDatabase('a visit', (create) => {
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

  test('goes on while its viewer looks at least every half hour, and the next one knows its end', async () => {
    const memory = createObservations(store);
    const at = (minutes: number) => memory.visit(acme, 'jane', minutes * minute);
    expect([await at(100), await at(100.5), await at(129)]).toEqual([null, null, null]);
    expect([await at(159), await at(170), await at(199)]).toEqual([
      129 * minute,
      129 * minute,
      129 * minute,
    ]);
    expect(await at(1000)).toBe(199 * minute);
    // A clock that is behind moves nothing back.
    expect(await at(990)).toBe(199 * minute);
    expect(await at(1029)).toBe(199 * minute);
    expect(await memory.visit(acme, 'joe', 1029 * minute)).toBeNull();
  });
});
