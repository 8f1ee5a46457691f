import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import { openStore, type Store } from './database.ts';
import { createLeases, type Leases } from './leases.ts';

const job = 'read organization-test-1';
const minute = 60_000;

describeEachDatabase('a lease', (create) => {
  let database: TestDatabase;
  let stores: Store[];
  /** Two instances, each with its own connections. */
  let one: Leases;
  let two: Leases;

  beforeEach(async () => {
    database = await create();
    const [first, second] = [
      await openStore(database.location),
      await openStore(database.location),
    ];
    stores = [first, second];
    one = createLeases(first);
    two = createLeases(second);
  });
  afterEach(async () => {
    for (const store of stores) await store.destroy();
    await database.drop();
  });

  test("is one instance's until it is released, and then the other's", async () => {
    expect(await one.acquire(job, 'one', minute, 0)).toBe(true);
    expect(await two.acquire(job, 'two', minute, 1)).toBe(false);
    await two.release(job, 'two');
    expect(await two.acquire(job, 'two', minute, 2)).toBe(false);
    await one.release(job, 'one');
    expect(await two.acquire(job, 'two', minute, 3)).toBe(true);
    expect(await one.acquire(job, 'one', minute, 4)).toBe(false);
  });

  test('ends by itself, to the millisecond', async () => {
    await one.acquire(job, 'one', minute, 0);
    expect(await two.acquire(job, 'two', minute, minute - 1)).toBe(false);
    expect(await two.acquire(job, 'two', minute, minute)).toBe(true);
  });

  test('lasts for as long as it is renewed, and cannot be renewed once it has run out', async () => {
    await one.acquire(job, 'one', minute, 0);
    expect(await one.renew(job, 'one', minute, minute - 1)).toBe(true);
    expect(await two.acquire(job, 'two', minute, 2 * minute - 2)).toBe(false);
    expect(await one.renew(job, 'one', minute, 2 * minute - 1)).toBe(false);
    expect(await two.acquire(job, 'two', minute, 2 * minute - 1)).toBe(true);
    expect(await one.renew(job, 'one', minute, 2 * minute)).toBe(false);
  });

  test('can be taken again by who has it, and moves its end then', async () => {
    await one.acquire(job, 'one', minute, 0);
    expect(await one.acquire(job, 'one', minute, minute / 2)).toBe(true);
    expect(await two.acquire(job, 'two', minute, minute)).toBe(false);
  });

  test('says nothing about another job', async () => {
    expect(await one.acquire(job, 'one', minute, 0)).toBe(true);
    expect(await two.acquire('another job', 'two', minute, 0)).toBe(true);
  });

  test('goes to exactly one of many who ask at once, time and again', async () => {
    for (let round = 0; round < 20; round += 1) {
      const now = round * minute;
      const asked = Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? one : two).acquire(job, `instance ${round} ${index}`, minute, now),
      );
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    }
  });
});
