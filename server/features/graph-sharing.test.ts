import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readTruth } from '../testing/grants.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { viewsOf } from '../testing/views.ts';
import type { Visitor } from '../testing/visitor.ts';

const admin = 'amara.okafor@acme-robotics.example';
const ofMany = 'dolores.reyes@globex.example';
const eachApp = '/connected_apps/{connected_app_id}';
let stack: Stack;
/** Apps of Acme and of Globex. */
let [few, many]: [number, number] = [0, 0];

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
  few = (await readTruth(stack, 'acme-robotics')).appIds.length;
  many = (await readTruth(stack, 'globex')).appIds.length;
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

/** Signs in three times, later than anything is kept. */
async function signIn(email: string): Promise<[one: Visitor, two: Visitor, three: Visitor]> {
  stack.clock.offset += 61_000;
  const visitors = await Promise.all([
    stack.signIn(email),
    stack.signIn(email),
    stack.signIn(email),
  ]);
  // What surrounds every view is read now, so that the calls below are those for the graph alone.
  await Promise.all(visitors.map((visitor) => visitor.get('/api/connected-apps')));
  await stack.takeCalls();
  return visitors;
}

/** Calls for the graph so far: those for the list, for apps, and for names. */
async function graphCalls() {
  const calls = (await stack.takeCalls()).map(({ path }) => path);
  return {
    lists: calls.filter((path) => path.endsWith('/connected_apps')).length,
    apps: calls.filter((path) => path.includes('/connected_apps/connected-app')).length,
    searches: calls.filter((path) => path.endsWith('/members/search')).length,
  };
}

const read = (visitor: Visitor) => visitor.post('/api/grants', { newerThan: null });
const appsBegun = async () =>
  JSON.stringify(await stack.control('GET', 'calls')).split('/connected_apps/connected-app')
    .length - 1;

describe('one reading', () => {
  test('is shared by all who ask at the same time, with every view', async () => {
    const [one, two, three] = await signIn(admin);
    await stack.faults({ kind: 'latency', ms: 100, path: eachApp });
    const [lines, more] = await Promise.all([
      viewsOf(one).grants(),
      viewsOf(two).grants(),
      viewsOf(three).members(),
      viewsOf(one).scope('openid'),
      viewsOf(two).overview(),
    ]);
    expect(lines.at(-1)).toEqual(more.at(-1));
    const { lists, apps, searches } = await graphCalls();
    // One search names the members, the others count those of the organization.
    expect({ lists, apps }).toEqual({ lists: 1, apps: few });
    expect(searches).toBeLessThanOrEqual(1 + 2);
  });

  test('does for a minute after it, and then no more', async () => {
    const [one] = await signIn(admin);
    await read(one);
    const whole = { lists: 1, apps: few, searches: 1 };
    expect(await graphCalls()).toEqual(whole);
    stack.clock.offset += 55_000;
    await Promise.all([viewsOf(one).scopes(), viewsOf(one).scope('openid'), read(one)]);
    expect(await graphCalls()).toEqual({ lists: 0, apps: 0, searches: 0 });
    stack.clock.offset += 10_000;
    await read(one);
    expect(await graphCalls()).toMatchObject({ lists: 1, apps: few });
  });

  test('that began too early for somebody is not theirs', async () => {
    const [one, two] = await signIn(admin);
    await stack.faults({ kind: 'latency', ms: 300, path: eachApp });
    const early = viewsOf(one).grants();
    await expect.poll(appsBegun).toBeGreaterThan(0);
    stack.clock.offset += 1000;
    const asked = Date.now() + stack.clock.offset;
    const late = await viewsOf(two).grants(asked);
    const [first, last] = [(await early).at(-1), late.at(-1)];
    if (first?.state !== 'ready' || last?.state !== 'ready') throw new Error('not read');
    expect(first.asOf).toBeLessThan(asked);
    expect(last.asOf).toBeGreaterThanOrEqual(asked);
    expect(await graphCalls()).toMatchObject({ lists: 2, apps: 2 * few });
  });

  test('of what has not changed is the same version, whichever app is answered first', async () => {
    const [one] = await signIn(admin);
    await stack.faults({ kind: 'latency', ms: 400, path: eachApp, times: 1 });
    const first = await viewsOf(one).members();
    await stack.faults();
    stack.clock.offset += 61_000;
    const second = await viewsOf(one).members();
    expect(second.graph.asOf).toBeGreaterThan(first.graph.asOf);
    expect(second).toEqual({ ...first, graph: { ...first.graph, asOf: second.graph.asOf } });
  });
});

describe('a viewer who leaves', () => {
  test('ends the reading when nobody else waits: its calls are cut and no others made', async () => {
    const [one] = await signIn(ofMany);
    await stack.faults({ kind: 'drip', bytesPerSecond: 20, path: eachApp });
    const leaving = new AbortController();
    const left = one.get('/api/overview', {}, leaving.signal).catch(() => 'left');
    await expect.poll(appsBegun).toBe(8);
    leaving.abort();
    expect(await left).toBe('left');
    // An answer that drips for hours is over only when nobody takes it any more.
    const dripped = { path: expect.stringContaining('/connected_apps/connected-app'), status: 200 };
    await expect
      .poll(() => stack.control('GET', 'calls'))
      .toEqual(
        expect.arrayContaining(Array.from({ length: 8 }, () => expect.objectContaining(dripped))),
      );
    const calls = await stack.takeCalls();
    expect(calls.filter(({ status }) => status === 0)).toEqual([]);
    expect(calls.filter(({ path }) => path.includes('/connected_apps/'))).toHaveLength(8);
  });

  test('leaves it alone when somebody else waits, whoever began it', async () => {
    const [one, two] = await signIn(admin);
    await stack.faults({ kind: 'latency', ms: 300, path: eachApp });
    const leaving = new AbortController();
    const left = one.get('/api/members', {}, leaving.signal).catch(() => 'left');
    await expect.poll(appsBegun).toBeGreaterThan(0);
    const stays = viewsOf(two).grants();
    const before = stack.logLines.length;
    leaving.abort();
    expect(await left).toBe('left');
    expect((await stays).at(-1)).toMatchObject({ state: 'ready' });
    expect(await graphCalls()).toMatchObject({ lists: 1, apps: few });
    expect(stack.logLines.slice(before).join('')).not.toContain('"level":50');
  });
});

describe('a session that ends during the reading', () => {
  test('ends it, says so in the last line, and asks for nothing more', async () => {
    const [one] = await signIn(ofMany);
    await stack.faults({ kind: 'latency', ms: 200, path: eachApp, times: 8 });
    const reading = viewsOf(one).grants();
    await expect.poll(appsBegun).toBe(8);
    await stack.control('POST', 'end-sessions');
    const lines = await reading;
    expect(lines.at(-1)).toMatchObject({ state: 'failed', problem: { code: 'session-expired' } });
    const after = await one.get('/api/connected-apps');
    expect({ status: after.status, code: after.json.code }).toEqual({
      status: 401,
      code: 'session-expired',
    });
    // Had reading gone on, all of them would have been refused meanwhile.
    await stack.signIn(ofMany);
    expect(many).toBe(64);
    expect((await graphCalls()).apps).toBeLessThanOrEqual(16);
  });

  test('before its first line is 401 like everywhere, and the session goes', async () => {
    // Nothing old may stand in, which would be the first line.
    stack.clock.offset += 15 * 60_000;
    const [one] = await signIn(admin);
    await stack.control('POST', 'end-sessions');
    const { status, json } = await read(one);
    expect({ status, code: json.code }).toEqual({ status: 401, code: 'session-expired' });
    const { json: session } = await one.get('/api/session');
    expect(session).toMatchObject({ state: 'signed-out', ended: 'ended-at-stytch' });
  });

  test('after an old graph was told of is told in the last line, and the session goes', async () => {
    const [one, two] = await signIn(admin);
    await read(two);
    stack.clock.offset += 61_000;
    await one.get('/api/connected-apps');
    await stack.control('POST', 'end-sessions');
    const lines = await viewsOf(one).grants();
    expect(lines[0]).toMatchObject({ state: 'reading', old: {} });
    expect(lines.at(-1)).toMatchObject({ state: 'failed', problem: { code: 'session-expired' } });
    expect((await one.get('/api/overview')).status).toBe(401);
  });

  test('is not the end of those who waited with it, however many end', async () => {
    const [one, two, three] = await signIn(admin);
    await stack.faults({ kind: 'latency', ms: 1000, path: eachApp });
    const first = viewsOf(one).grants();
    await expect.poll(appsBegun).toBeGreaterThan(0);
    const others = [read(two), read(three), three.get('/api/overview')] as const;
    await Promise.all([one.post('/api/sign-out'), two.post('/api/sign-out')]);
    const [second, third, overview] = await Promise.all(others);
    expect((await first).at(-1)).toMatchObject({
      state: 'failed',
      problem: { code: 'session-expired' },
    });
    expect(second.text).toContain('session-expired');
    expect(third.text).toContain('"state":"ready"');
    expect([third.status, overview.status]).toEqual([200, 200]);
    expect((await three.get('/api/overview')).status).toBe(200);
  });
});
