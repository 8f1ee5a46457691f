import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acme, granted, notes } from '../testing/few-days.ts';
import type { ChangeCursor } from './changes.ts';
import { openStore, type Store } from './database.ts';
import { createLeases } from './leases.ts';
import { createObservations } from './observations.ts';

const members = Array.from({ length: 200 }, (_, row) => `member-${String(row).padStart(3, '0')}`);
const answer = (some: readonly string[], scopes: string) =>
  granted(Object.fromEntries(some.map((member) => [member, scopes])));

const rows = async (of: Store) =>
  (await of.selectFrom('observed_grants').select('member').execute()).length;

describe('a reading that is written some rows at a time', () => {
  let location: { dataDir: string; databaseUrl: null };
  let store: Store;
  beforeEach(async () => {
    location = { dataDir: mkdtempSync(join(tmpdir(), 'grantscope-parts-')), databaseUrl: null };
    store = await openStore(location);
  });
  afterEach(() => store.destroy());

  test('lets others write in between, and counts once it is whole', async () => {
    const other = await openStore(location);
    const memory = createObservations(store, 10);
    const recording = memory.recordApp(acme, notes, 10, answer(members, 'a b'));
    const leases = createLeases(other);
    await expect.poll(() => rows(other)).toBeGreaterThan(0);
    expect(await leases.acquire('job', 'me', 1000, 0)).toBe(true);
    const before = await createObservations(other).historyOfApp(acme, notes.id);
    expect(before).toMatchObject({ app: { firstReadAt: null }, memberIds: [] });
    expect(await memory.historyOfMember(acme, 'member-199')).toEqual([]);
    expect(await rows(other)).toBeLessThan(200);
    expect(await recording).toBe('changed');
    expect((await memory.historyOfApp(acme, notes.id))?.memberIds).toEqual(members);
    await other.destroy();
  });

  test('and was cut off leaves nothing behind', async () => {
    const doomed = await openStore(location);
    const recording = createObservations(doomed, 10).recordApp(
      acme,
      notes,
      10,
      answer(members, 'a'),
    );
    await expect.poll(() => rows(store)).toBeGreaterThan(0);
    await doomed.destroy();
    await expect(recording).rejects.toThrow('driver has already been destroyed');
    expect(await rows(store)).toBeLessThan(200);
    const memory = createObservations(store, 10);
    const half = members.slice(100);
    expect(await memory.recordApp(acme, notes, 20, answer(half, 'a'))).toBe('changed');
    const history = await memory.historyOfApp(acme, notes.id);
    expect(history?.memberIds).toEqual(half);
    expect(new Set(history?.firstSeen)).toEqual(new Set([20]));
  });

  test('is told in order, and counted, as if it had been written at once', async () => {
    const memory = createObservations(store, 7);
    await memory.recordApp(acme, notes, 10, answer(members.slice(0, 60), 'a'));
    await memory.recordApp(acme, notes, 20, answer(members.slice(30, 90), 'a b'));
    const told: (string | null)[] = [];
    let after: ChangeCursor | null = null;
    do {
      const page = await memory.changesBetween(acme, 10, 20, { limit: 8, after });
      told.push(...page.changes.map(({ member }) => member));
      after = page.next;
    } while (after !== null);
    expect(told).toEqual(members.slice(0, 90));
    expect(await memory.countChanges(acme, 10, 20)).toMatchObject([
      { gone: 30, scopesGrown: 30, granted: 30 },
    ]);
  });
});
