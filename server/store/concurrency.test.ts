import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSchema, describePostgres, type TestDatabase } from '../testing/databases.ts';
import { acme, granted, notes, robot } from '../testing/few-days.ts';
import { openStore, type Store } from './database.ts';
import { createObservations, type Observations } from './observations.ts';

const members = Array.from({ length: 3000 }, (_, index) => `member-${index}`);
const answer = (some: string[], scopes: string) =>
  granted(Object.fromEntries(some.map((member) => [member, scopes])));
const sets = (round: number) => granted({ a: `x${round} y`, b: `z${round}`, c: `y x${round}` });
const everything = { limit: 10_000, after: null };

describePostgres('two instances that record at once', () => {
  let database: TestDatabase;
  let stores: Store[];
  let one: Observations;
  let two: Observations;

  beforeEach(async () => {
    database = await createSchema();
    const opened = [
      await openStore(database.location),
      await openStore(database.location),
    ] as const;
    stores = [...opened];
    one = createObservations(opened[0]);
    two = createObservations(opened[1]);
  });
  afterEach(async () => {
    for (const store of stores) await store.destroy();
    await database.drop();
  });

  test('the same answer count it once', async () => {
    await one.recordAppList(acme, 1, []);
    const outcomes = await Promise.all(
      [one, two, one, two].map((memory) => memory.recordApp(acme, notes, 10, answer(members, 'a'))),
    );
    expect(outcomes.toSorted()).toEqual(['changed', 'outdated', 'outdated', 'outdated']);
    const { changes } = await one.changesBetween(acme, 0, 100, everything);
    expect(changes.map(({ kind }) => kind)).toEqual(['first-read', 'appeared']);
    expect((await one.historyOfApp(acme, notes.id))?.memberIds).toHaveLength(3000);
  });

  test('an older and a newer answer keep the newer one, whichever comes first', async () => {
    for (let round = 1; round <= 10; round += 1) {
      const [older, newer] = [round * 10, round * 10 + 5];
      const left = members.slice(round);
      await Promise.all([
        one.recordApp(acme, notes, newer, answer(left, `scope-${round}`)),
        two.recordApp(acme, notes, older, answer(members, 'older')),
      ]);
      const history = await two.historyOfApp(acme, notes.id);
      expect(history?.app).toMatchObject({ readAt: newer, members: left.length });
      const held = (history?.memberIds ?? []).filter((_, row) => history?.goneSince[row] === null);
      expect(held.toSorted()).toEqual(left.toSorted());
      const scopes = held.map((member) => {
        const row = history?.memberIds.indexOf(member) ?? -1;
        return history?.scopeSets[history.scopesNow[row] ?? -1]?.join(' ');
      });
      expect(new Set(scopes)).toEqual(new Set([`scope-${round}`]));
    }
    // Each member counts once per change: an end follows only a beginning.
    const { changes } = await one.changesBetween(acme, 0, 1000, {
      ...everything,
      memberId: 'member-0',
    });
    const kinds = changes.map(({ kind }) => kind);
    expect(kinds.filter((kind, at) => kind === 'gone' && kinds[at + 1] === 'gone')).toEqual([]);
  });

  test('many apps and lists of one organization never wait for each other in a circle', async () => {
    const apps = Array.from({ length: 12 }, (_, index) => ({ id: `app-${index}`, name: 'App' }));
    for (let round = 1; round <= 6; round += 1) {
      const asOf = round * 10;
      const some = apps.filter((_, index) => (index + round) % 3 > 0);
      await Promise.all([
        ...apps.map((app, index) =>
          [one, two][index % 2]?.recordApp(acme, app, asOf + (index % 4), sets(round)),
        ),
        one.recordAppList(acme, asOf + 1, some),
        two.recordAppList(acme, asOf + 2, [...some, robot].toReversed()),
      ]);
    }
    await one.recordAppList(acme, 100, apps);
    const { apps: seen } = await two.appsSeen(acme);
    const there = seen.filter(({ goneSince }) => goneSince === null).map(({ id }) => id);
    expect(there).toEqual(apps.map(({ id }) => id).toSorted());
  });
});
