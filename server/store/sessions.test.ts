import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SessionData } from 'express-session';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeEachDatabase, onPostgres, type TestDatabase } from '../testing/databases.ts';
import { openStore, type Store } from './database.ts';
import { createSeal } from './seal.ts';
import { DatabaseSessionStore } from './sessions.ts';

const minute = 60_000;
const secret = 'a secret of tests that is long enough';
let database: TestDatabase;
let store: Store;
let clock: number;
let sessions: DatabaseSessionStore;

async function open(...secrets: string[]): Promise<void> {
  store = await openStore(database.location);
  const seal = createSeal([secrets[0] ?? secret, ...secrets.slice(1)]);
  sessions = new DatabaseSessionStore(store, seal, () => clock);
}

const data = (state: unknown): SessionData => ({ cookie: { originalMaxAge: null }, state });
const get = (id: string) => promisify(sessions.get)(id);
const set = (id: string, session: SessionData) => promisify(sessions.set)(id, session);
const touch = (id: string, session: SessionData) => promisify(sessions.touch)(id, session);
const destroy = (id: string) => promisify(sessions.destroy)(id);
const stateOf = async (id: string) => (await get(id))?.state ?? null;
const rows = () => store.selectFrom('sessions').selectAll().orderBy('expires_at').execute();
const overwrite = (idHash = '', content = '') =>
  store.updateTable('sessions').set({ content }).where('id_hash', '=', idHash).execute();

/** A session as a request gets it: read from the store. */
async function load(id: string): Promise<SessionData> {
  const found = await get(id);
  if (found === null || found === undefined) throw new Error('no such session');
  return found;
}

/** The raw rows in the database. */
async function rawContent(): Promise<string> {
  const { dataDir, databaseUrl } = database.location;
  if (databaseUrl !== null) {
    return JSON.stringify(await onPostgres(databaseUrl, 'select sessions::text from sessions'));
  }
  const files = ['grantscope.db', 'grantscope.db-wal'];
  return files.map((file) => readFileSync(join(dataDir, file), 'latin1')).join('');
}

describeEachDatabase('sessions', (create) => {
  beforeEach(async () => {
    database = await create();
    clock = Date.parse('2026-11-25T10:00:00Z');
    await open();
  });
  afterEach(async () => {
    await store.destroy();
    await database.drop();
  });

  describe('the store of sessions', () => {
    test('gives a session back to its id and to no other', async () => {
      await set('one', data({ step: 'a' }));
      await set('two', data({ step: 'b' }));
      expect([await stateOf('one'), await stateOf('two'), await stateOf('three')]).toEqual([
        { step: 'a' },
        { step: 'b' },
        null,
      ]);
    });

    test('keeps neither an id nor a word of the content on disk', async () => {
      await set('canary-id', data({ token: 'canary-token', email: 'canary@example.com' }));
      const raw = await rawContent();
      expect(raw).toContain('sessions');
      expect(raw).not.toContain('canary');
      expect((await rows())[0]?.id_hash).toMatch(/^[0-9a-f]{64}$/);
    });

    test('makes nobody of two sessions whose contents were swapped', async () => {
      await set('one', data({ step: 'a' }));
      await set('two', data({ step: 'b' }));
      const [first, second] = await rows();
      await overwrite(first?.id_hash, second?.content);
      await overwrite(second?.id_hash, first?.content);
      expect([await get('one'), await get('two')]).toEqual([null, null]);
    });

    test.each(['', 'garbage', 'AAAA'])(
      'makes nobody of a session that now reads "%s"',
      async (content) => {
        await set('one', data({ step: 'a' }));
        await store.updateTable('sessions').set({ content }).execute();
        expect(await stateOf('one')).toBeNull();
      },
    );

    test('survives a restart, and a new secret while the old one is listed', async () => {
      const fresh = 'another secret of tests that is long enough';
      await set('one', data({ step: 'a' }));
      await store.destroy();
      await open(fresh, secret);
      expect(await stateOf('one')).toEqual({ step: 'a' });
      await set('one', await load('one'));
      await store.destroy();
      await open(fresh);
      expect(await stateOf('one')).toEqual({ step: 'a' });
      await store.destroy();
      await open(secret);
      expect(await stateOf('one')).toBeNull();
    });
  });

  describe('a session', () => {
    test('lives half an hour from when it was last touched', async () => {
      await set('one', data({ step: 'a' }));
      clock += 29 * minute;
      await touch('one', await load('one'));
      clock += 30 * minute - 1;
      expect(await stateOf('one')).toEqual({ step: 'a' });
      clock += 1;
      expect(await stateOf('one')).toBeNull();
    });

    test('is not written again for a touch that would move its end by less than a minute', async () => {
      await set('one', data({ step: 'a' }));
      const [before] = await rows();
      clock += minute - 1;
      await touch('one', await load('one'));
      expect(await rows()).toEqual([before]);
      clock += 1;
      await touch('one', await load('one'));
      expect((await rows())[0]?.expires_at).toBe((before?.expires_at ?? 0) + minute);
    });

    test('that has ended cannot be brought back by a request that was under way', async () => {
      await set('one', data({ step: 'a' }));
      const underWay = sessions.createSession(Object.create(null), await load('one'));
      await destroy('one');
      await set('one', underWay);
      await touch('one', underWay);
      expect(await stateOf('one')).toBeNull();
      expect(await rows()).toEqual([]);
    });

    test('that has expired is swept away, and no other', async () => {
      await set('old', data({ step: 'a' }));
      clock += 20 * minute;
      await set('young', data({ step: 'b' }));
      clock += 10 * minute;
      await sessions.sweep();
      expect(await rows()).toHaveLength(1);
      expect(await stateOf('young')).toEqual({ step: 'b' });
    });

    test('can be destroyed twice', async () => {
      await set('one', data({ step: 'a' }));
      await destroy('one');
      await destroy('one');
      expect(await stateOf('one')).toBeNull();
    });
  });
});
