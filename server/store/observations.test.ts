import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeEachDatabase, type TestDatabase } from '../testing/databases.ts';
import { acme, globex, granted, notes, recordAFewDays, robot } from '../testing/few-days.ts';
import type { ChangeFilter } from './changes.ts';
import { openStore, type Store } from './database.ts';
import { createObservations, type Observations } from './observations.ts';

const all: ChangeFilter = { limit: 100, after: null };

describeEachDatabase('observations', (create) => {
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

  describe('of a grant', () => {
    test('say when it was first seen, with what, and what it is now', async () => {
      await recordAFewDays(memory);
      expect(await memory.historyOfMember(acme, 'jane')).toEqual([
        {
          app: notes,
          firstSeen: 11,
          isFromStart: true,
          lastConfirmed: 30,
          goneSince: null,
          scopesThen: ['openid'],
          scopesNow: ['openid'],
          scopesSince: 30,
        },
        {
          app: robot,
          firstSeen: 21,
          isFromStart: true,
          lastConfirmed: 21,
          goneSince: 40,
          scopesThen: ['documents:write'],
          scopesNow: ['documents:write'],
          scopesSince: 21,
        },
      ]);
    });

    test('say since when it is gone, and when it was last there', async () => {
      await memory.recordApp(acme, notes, 11, granted({ jane: 'openid', joe: 'email' }));
      await memory.recordApp(acme, notes, 12, granted({ jane: 'openid', joe: 'email' }));
      await memory.recordApp(acme, notes, 20, granted({ jane: 'openid' }));
      await memory.recordApp(acme, notes, 21, granted({ jane: 'openid' }));
      const history = await memory.historyOfApp(acme, notes.id);
      expect(history).toEqual({
        app: {
          ...notes,
          firstSeen: 11,
          lastConfirmed: 21,
          goneSince: null,
          firstReadAt: 11,
          readAt: 21,
          members: 1,
        },
        scopeSets: [['openid'], ['email']],
        memberIds: ['jane', 'joe'],
        firstSeen: [11, 11],
        lastConfirmed: [21, 12],
        goneSince: [null, 20],
        scopesThen: [0, 1],
        scopesNow: [0, 1],
        scopesSince: [11, 11],
      });
    });

    test('do not end because its app could not be read, however often the others were', async () => {
      await memory.recordAppList(acme, 10, [notes, robot]);
      await memory.recordApp(acme, notes, 11, granted({ jane: 'openid' }));
      await memory.recordApp(acme, robot, 11, granted({ jane: 'openid' }));
      for (const at of [20, 30, 40]) {
        await memory.recordAppList(acme, at, [notes, robot]);
        await memory.recordApp(acme, notes, at + 1, granted({ jane: 'openid' }));
      }
      const [, unread] = await memory.historyOfMember(acme, 'jane');
      expect(unread).toMatchObject({ app: robot, goneSince: null, lastConfirmed: 11 });
      expect(await kinds(acme, { kinds: ['gone', 'vanished'] })).toEqual([]);
    });
  });

  describe('that come late', () => {
    test('undo nothing that is known since', async () => {
      await recordAFewDays(memory);
      const before = [await memory.appsSeen(acme), await kinds(acme)];
      const late = [
        await memory.recordApp(acme, notes, 25, granted({})),
        await memory.recordApp(acme, notes, 30, granted({})),
        await memory.recordApp(acme, robot, 40, granted({ jane: 'openid' })),
        await memory.recordApp(acme, { id: 'unknown', name: 'Unknown' }, 39, granted({})),
        await memory.recordAppList(acme, 39, []),
        await memory.recordAppList(acme, 40, []),
      ];
      expect(new Set(late)).toEqual(new Set(['outdated']));
      expect([await memory.appsSeen(acme), await kinds(acme)]).toEqual(before);
    });

    test('as a list do not take away an app that was read after it', async () => {
      await memory.recordAppList(acme, 10, []);
      await memory.recordApp(acme, notes, 30, granted({ jane: 'openid' }));
      expect(await memory.recordAppList(acme, 20, [])).toBe('confirmed');
      const { apps } = await memory.appsSeen(acme);
      expect(apps).toMatchObject([{ id: notes.id, goneSince: null, lastConfirmed: 30 }]);
    });
  });

  describe('of one organization', () => {
    test('are never seen by another, even for the same ids', async () => {
      await recordAFewDays(memory);
      await memory.visit(acme, 'jane', 5);
      expect(await memory.appsSeen(globex)).toEqual({ firstListAt: null, listAt: null, apps: [] });
      expect(await memory.historyOfApp(globex, notes.id)).toBeNull();
      expect(await memory.historyOfMember(globex, 'jane')).toEqual([]);
      expect(await kinds(globex)).toEqual([]);
      expect(await memory.countChanges(globex, 0, 1e9)).toEqual([]);
      expect(await memory.visit(globex, 'jane', 5_400_000)).toBeNull();
    });

    test('stay as they are when another records the same app, member and scopes', async () => {
      await recordAFewDays(memory);
      const read = async () => [
        await memory.appsSeen(acme),
        await memory.historyOfApp(acme, notes.id),
        await memory.historyOfMember(acme, 'jane'),
        await memory.changesBetween(acme, 0, 1e9, all),
        await memory.countChanges(acme, 0, 1e9),
      ];
      const same = granted({ jane: 'openid', joe: 'openid', sue: 'b c', tom: 'openid' });
      expect(await memory.recordApp(acme, notes, 45, same)).toBe('confirmed');
      const before = await read();
      expect(await memory.recordApp(globex, notes, 49, same)).toBe('changed');
      await memory.recordApp(globex, notes, 50, granted({ jane: 'openid email' }));
      await memory.recordApp(globex, notes, 60, granted({ joe: 'openid' }));
      await memory.recordAppList(globex, 70, []);
      expect(await read()).toEqual(before);
      expect(await memory.historyOfMember(globex, 'jane')).toMatchObject([
        { firstSeen: 49, goneSince: 60, scopesNow: ['email', 'openid'] },
      ]);
    });
  });

  test('find nothing new in an answer of another order or numbering', async () => {
    await memory.recordApp(acme, notes, 10, granted({ jane: 'openid email', joe: 'openid' }));
    const shuffled = granted({ joe: 'openid', jane: 'email openid email' });
    expect(await memory.recordApp(acme, notes, 20, shuffled)).toBe('confirmed');
    const same = {
      memberIds: ['jane', 'joe'],
      scopeSets: [['openid'], ['openid', 'email'], ['unused']],
      setOf: [1, 0],
    };
    expect(await memory.recordApp(acme, notes, 30, same)).toBe('confirmed');
    expect(
      await kinds(acme, {
        kinds: ['scopes-grown', 'scopes-shrunk', 'granted', 'gone'],
      }),
    ).toEqual([]);
  });
});
