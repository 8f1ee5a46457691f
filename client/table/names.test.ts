import { expect, test } from 'vitest';
import type { MemberDirectory } from '#contract/members.ts';
import type { ProblemCode } from '#contract/problem.ts';
import { ApiError } from '../api/api-error.ts';
import { createGrantStore, statusOf } from '../grid/store.ts';
import { buildDirectory, buildGrantTable, type ExampleMember } from '../testing/grant-table.ts';
import { createNamesReader, type LookUp, type NamesProgress } from './names.ts';

function people(count: number): ExampleMember[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `member-test-${index}`,
    name: `Name ${index}`,
    email: `m${index}@acme.example`,
    status: 'active',
    scopes: ['openid'],
  }));
}

function problem(code: ProblemCode, status: number, retryable = false): ApiError {
  return new ApiError({
    type: `https://localhost/problems/${code}`,
    code,
    title: code,
    status,
    detail: `It failed: ${code}.`,
    instance: 'urn:request:1',
    retryable,
    ...(retryable ? { retry_after_s: 0 } : {}),
  });
}

/** A directory that counts its batches and fails where it is told to. */
function directoryOf(members: readonly ExampleMember[]) {
  const byId = new Map(members.map((member) => [member.id, member]));
  const batches: string[][] = [];
  const failures: ((ids: string[]) => ApiError | null)[] = [];
  const lookUp: LookUp = (ids): Promise<MemberDirectory> => {
    batches.push(ids);
    const failure = failures.map((fails) => fails(ids)).find((error) => error !== null);
    if (failure !== undefined) return Promise.reject(failure);
    return Promise.resolve(buildDirectory(ids.flatMap((id) => byId.get(id) ?? [])));
  };
  return { lookUp, batches, failures };
}

/** Starts reading and resolves with the last step. */
function finish(reader: ReturnType<typeof createNamesReader>): Promise<NamesProgress> {
  return new Promise((resolve) => {
    const leave = reader.subscribe(() => {
      if (reader.progress().state === 'reading') return;
      leave();
      resolve(reader.progress());
    });
    reader.start();
  });
}

test('asks for what is on screen first, then for everybody else, each once', async () => {
  const members = people(2500);
  const store = createGrantStore(buildGrantTable(members), null);
  const { lookUp, batches } = directoryOf(members);
  const reader = createNamesReader(store, lookUp);
  reader.setVisibleRows(() => [2000, 2001, 2002]);
  expect(await finish(reader)).toEqual({ state: 'done', failed: 0, reason: null, version: 4 });
  expect(batches[0]?.slice(0, 3)).toEqual([
    'member-test-2000',
    'member-test-2001',
    'member-test-2002',
  ]);
  expect(batches.every((ids) => ids.length <= 1000)).toBe(true);
  expect(batches.flat().toSorted()).toEqual(members.map(({ id }) => id).toSorted());
  expect(store.names).toEqual(members.map(({ name }) => name));
});

test('a batch that fails for a moment is asked for again', async () => {
  const members = people(3);
  const store = createGrantStore(buildGrantTable(members), null);
  const { lookUp, batches, failures } = directoryOf(members);
  failures.push(() => (batches.length < 3 ? problem('upstream-timeout', 504, true) : null));
  expect((await finish(createNamesReader(store, lookUp))).state).toBe('done');
  expect(batches).toHaveLength(3);
});

test('a batch that keeps failing leaves its ids, is counted and can be read again', async () => {
  const members = people(1500);
  const store = createGrantStore(buildGrantTable(members), null);
  const { lookUp, failures } = directoryOf(members);
  failures.push((ids) => (ids.includes('member-test-0') ? problem('upstream-invalid', 502) : null));
  const reader = createNamesReader(store, lookUp);
  expect(await finish(reader)).toMatchObject({
    state: 'failed',
    failed: 60,
    reason: 'It failed: upstream-invalid.',
  });
  expect(store.names.filter((name) => name === '')).toHaveLength(60);
  failures.length = 0;
  expect(await finish(reader)).toMatchObject({ state: 'done', failed: 0, reason: null });
  expect(store.names).toEqual(members.map(({ name }) => name));
});

test('a pause that Stytch asks for holds all batches, however often, and is no failure', async () => {
  const members = people(9000);
  const store = createGrantStore(buildGrantTable(members), null);
  const { lookUp, batches, failures } = directoryOf(members);
  failures.push(() =>
    batches.length % 3 === 0 ? problem('upstream-rate-limited', 503, true) : null,
  );
  expect(await finish(createNamesReader(store, lookUp))).toMatchObject({
    state: 'done',
    failed: 0,
  });
  expect(store.names).toEqual(members.map(({ name }) => name));
});

test('stops at once when the server says that names may not be read', async () => {
  const members = people(10_000);
  const store = createGrantStore(buildGrantTable(members), null);
  const { lookUp, batches, failures } = directoryOf(members);
  failures.push(() => problem('not-allowed', 403));
  expect((await finish(createNamesReader(store, lookUp))).state).toBe('failed');
  expect(batches.length).toBeLessThanOrEqual(6);
});

test('an answer that comes after the reader was stopped changes nothing', async () => {
  const members = people(3);
  const store = createGrantStore(buildGrantTable(members), null);
  const { lookUp, batches } = directoryOf(members);
  const reader = createNamesReader(store, lookUp);
  const stop = reader.start();
  stop();
  expect(batches).toHaveLength(1);
  // The answer has come when everything that waited for it has run.
  await new Promise((resolve) => setTimeout(resolve));
  expect(store.names).toEqual(['', '', '']);
});

test('a member with several grants is asked for once', async () => {
  const members = people(3);
  const rows = [...members, ...members];
  const app = { id: 'connected-app-test-1', name: '', logo: null };
  const grants = { apps: [app], app: rows.map(() => 0), access: rows.map(() => 0) };
  const store = createGrantStore({ ...buildGrantTable(rows), grants }, null);
  const { lookUp, batches } = directoryOf(members);
  expect((await finish(createNamesReader(store, lookUp))).state).toBe('done');
  expect(batches.flat()).toEqual(members.map(({ id }) => id));
  expect(store.names).toEqual(rows.map(({ name }) => name));
});

test('what is no longer confirmed is asked for again, is shown meanwhile, and may have changed', async () => {
  const members = people(2);
  const first = createGrantStore(buildGrantTable(members), null);
  await finish(createNamesReader(first, directoryOf(members).lookUp));
  const store = createGrantStore(buildGrantTable(members), first);
  expect([...store.confirmed]).toEqual([1, 1]);
  store.confirmed.fill(0);
  const [ada, ben] = members;
  const { lookUp, batches } = directoryOf(
    ada === undefined ? [] : [{ ...ada, name: 'Renamed', status: 'deleted' }],
  );
  const reader = createNamesReader(store, lookUp);
  const states: string[] = [];
  reader.subscribe(() => states.push(reader.progress().state));
  await finish(reader);
  await expect.poll(() => store.confirmed).toEqual(new Uint8Array([1, 1]));
  expect(batches).toEqual([members.map(({ id }) => id)]);
  expect(new Set(states)).toEqual(new Set(['done']));
  expect([statusOf(store, 0), statusOf(store, 1)]).toEqual(['deleted', 'unknown']);
  // Whoever is no longer known keeps the name by which they were.
  expect(store.names).toEqual(['Renamed', ben?.name]);
});
