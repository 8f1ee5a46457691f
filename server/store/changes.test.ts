import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import { acme, notes, recordAFewDays, robot } from '../testing/few-days.ts';
import type { ChangeFilter } from './changes.ts';
import { openStore, type Store } from './database.ts';
import { createObservations, type Observations } from './observations.ts';

const all: ChangeFilter = { limit: 100, after: null };

describeEachDatabase('changes', (create) => {
  let database: TestDatabase;
  let store: Store;
  let memory: Observations;

  beforeEach(async () => {
    database = await create();
    store = await openStore(database.location);
    memory = createObservations(store);
  });
  afterEach(async () => {
    await store.destroy();
    await database.drop();
  });

  async function kinds(organization: string, filter: Partial<ChangeFilter> = {}) {
    const { changes } = await memory.changesBetween(organization, 0, 1e9, { ...all, ...filter });
    return changes.map(({ at, kind, app, member }) => [at, kind, app.name, member]);
  }

  test('tell everything that happened, newest first', async () => {
    await recordAFewDays(memory);
    expect(await kinds(acme)).toEqual([
      [40, 'vanished', 'Robot', null],
      [30, 'scopes-shrunk', 'Notes', 'jane'],
      [30, 'granted-again', 'Notes', 'joe'],
      [22, 'scopes-grown', 'Notes', 'jane'],
      [22, 'gone', 'Notes', 'joe'],
      [22, 'scopes-replaced', 'Notes', 'sue'],
      [22, 'granted', 'Notes', 'tom'],
      [21, 'first-read', 'Robot', null],
      [20, 'appeared', 'Robot', null],
      [11, 'first-read', 'Notes', null],
    ]);
  });

  test('tell the scopes before and after, and how many members there were then', async () => {
    await recordAFewDays(memory);
    const { changes } = await memory.changesBetween(acme, 21, 22, all);
    expect(
      changes.map(({ member, scopesBefore, scopesAfter, members }) => [
        member,
        scopesBefore,
        scopesAfter,
        members,
      ]),
    ).toEqual([
      ['jane', ['openid'], ['email', 'openid'], 3],
      ['joe', ['email', 'openid'], null, 3],
      ['sue', ['a', 'b'], ['b', 'c'], 3],
      ['tom', null, ['openid'], 3],
    ]);
  });

  test('begin after the first date and end with the second', async () => {
    await recordAFewDays(memory);
    const times = async (from: number, to: number) => {
      const { changes } = await memory.changesBetween(acme, from, to, all);
      return [...new Set(changes.map(({ at }) => at))];
    };
    expect(await times(11, 22)).toEqual([22, 21, 20]);
    expect(await times(10, 21)).toEqual([21, 20, 11]);
    expect(await times(22, 22)).toEqual([]);
  });

  test.each<[Partial<ChangeFilter>, number]>([
    [{ kinds: ['appeared', 'vanished'] }, 2],
    [{ kinds: ['scopes-grown'] }, 1],
    [{ kinds: [] }, 0],
    [{ appId: robot.id }, 3],
    [{ appId: robot.id, kinds: ['granted'] }, 0],
    [{ memberId: 'jane' }, 2],
    [{ memberId: 'joe', kinds: ['gone'] }, 1],
    [{ memberId: 'nobody' }, 0],
  ])('can be asked for by %j', async (filter, count) => {
    await recordAFewDays(memory);
    const rows = await kinds(acme);
    const some = await kinds(acme, filter);
    expect(some).toHaveLength(count);
    expect(rows).toEqual(expect.arrayContaining(some));
  });

  test('come in pages of any size without a gap or a repetition', async () => {
    await recordAFewDays(memory);
    const whole = await memory.changesBetween(acme, 0, 1e9, all);
    expect(whole.next).toBeNull();
    for (const limit of [1, 2, 3, 9, 10]) {
      const collected = [];
      let after: ChangeFilter['after'] = null;
      do {
        const page = await memory.changesBetween(acme, 0, 1e9, { limit, after });
        expect(page.changes.length).toBeLessThanOrEqual(limit);
        collected.push(...page.changes);
        after = page.next;
      } while (after !== null);
      expect(collected).toEqual(whole.changes);
    }
  });

  test('are counted for each app', async () => {
    await recordAFewDays(memory);
    const none = { granted: 0, gone: 0, grantedAgain: 0, scopesShrunk: 0, scopesReplaced: 0 };
    const times = { appearedAt: null, vanishedAt: null, returnedAt: null, firstReadAt: null };
    expect(await memory.countChanges(acme, 11, 1e9)).toEqual([
      {
        ...times,
        app: notes,
        granted: 1,
        gone: 1,
        grantedAgain: 1,
        scopesGrown: 1,
        scopesShrunk: 1,
        scopesReplaced: 1,
      },
      {
        ...times,
        ...none,
        app: robot,
        appearedAt: 20,
        firstReadAt: 21,
        vanishedAt: 40,
        scopesGrown: 0,
      },
    ]);
  });
});
