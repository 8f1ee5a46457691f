import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { customerId, openCase, readActivity, samEmail } from '../testing/desk.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { viewsOf } from '../testing/views.ts';
import type { Visitor } from '../testing/visitor.ts';

const admin = 'amara.okafor@acme-robotics.example';
const reader = 'noor.haddad@acme-robotics.example';
const list = '/connected_apps';
const minute = 60_000;
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
});
afterAll(() => stack.close());
afterEach(async () => {
  await stack.faults();
  await stack.control('POST', 'member', { email: reader, roles: ['consent_reader'] });
});

/** Someone in whose organization a graph was read so long ago. */
async function signInAfter(ms: number): Promise<{ visitor: Visitor; asOf: number }> {
  const visitor = await stack.signIn(admin);
  const now = Date.now() + stack.clock.offset;
  const read = (await viewsOf(visitor).grants(now)).at(-1);
  if (read?.state !== 'ready') throw new Error('not read');
  stack.clock.offset += ms;
  // What surrounds every view is read now.
  await visitor.get('/api/connected-apps');
  await stack.takeCalls();
  return { visitor, asOf: read.asOf };
}

const lists = async () =>
  (await stack.takeCalls()).filter(({ path }) => path.endsWith(list)).length;
const listsBegun = async () =>
  JSON.stringify(await stack.control('GET', 'calls')).split(`${list}"`).length - 1;
/** Makes each reading wait until it is let go. */
const slowly = (ms: number) => stack.faults({ kind: 'latency', ms, path: list });

describe('a graph older than a minute', () => {
  test('is shown at once, as of when it is true, while a newer one is read', async () => {
    const { visitor, asOf } = await signInAfter(minute + 1000);
    await slowly(1500);
    const reading = viewsOf(visitor).grants();
    await expect.poll(listsBegun).toBe(1);
    const begun = Date.now();
    const [overview, scopes, members] = await Promise.all([
      viewsOf(visitor).overview(),
      viewsOf(visitor).scopes(),
      viewsOf(visitor).members(),
    ]);
    expect(Date.now() - begun).toBeLessThan(1400);
    for (const { graph } of [overview, scopes, members]) expect(graph.asOf).toBe(asOf);
    const lines = await reading;
    expect(lines[0]).toMatchObject({ state: 'reading', old: { asOf } });
    const last = lines.at(-1);
    expect(last).toMatchObject({ state: 'ready', version: overview.graph.version });
    expect(last?.state === 'ready' && last.asOf > asOf + minute).toBe(true);
    expect((await viewsOf(visitor).overview()).graph.asOf).toBeGreaterThan(asOf + minute);
    expect(await lists()).toBe(1);
  });

  test('is read anew once for twenty who look', async () => {
    const { visitor, asOf } = await signInAfter(minute + 1000);
    await slowly(300);
    const viewers = Array.from({ length: 20 }, () => viewsOf(visitor).grants());
    for (const lines of await Promise.all(viewers)) {
      expect(lines[0]).toMatchObject({ old: { asOf } });
      expect(lines.at(-1)).toMatchObject({ state: 'ready' });
    }
    expect(await lists()).toBe(1);
  });

  test('is not shown where nobody waits for a newer one', async () => {
    const { visitor, asOf } = await signInAfter(minute + 1000);
    expect((await viewsOf(visitor).overview()).graph.asOf).toBeGreaterThan(asOf + minute);
  });

  test('is not shown after a quarter of an hour', async () => {
    const { visitor } = await signInAfter(15 * minute + 1000);
    const lines = await viewsOf(visitor).grants();
    for (const line of lines) expect(line).not.toHaveProperty('old');
    expect(lines.at(-1)).toMatchObject({ state: 'ready' });
  });

  test('is not shown to who asks for a newer one', async () => {
    const { visitor } = await signInAfter(minute + 1000);
    const lines = await viewsOf(visitor).grants(Date.now() + stack.clock.offset);
    for (const line of lines) expect(line).not.toHaveProperty('old');
    expect(await lists()).toBe(1);
  });

  test('stays when a newer one cannot be read, and the reason is told', async () => {
    const { visitor, asOf } = await signInAfter(minute + 1000);
    await stack.faults({ kind: 'status', status: 500, path: list });
    const lines = await viewsOf(visitor).grants();
    expect(lines[0]).toMatchObject({ old: { asOf } });
    expect(lines.at(-1)).toMatchObject({ state: 'failed' });
    expect((await viewsOf(visitor).overview()).graph.asOf).toBe(asOf);
    await stack.faults();
    expect((await viewsOf(visitor).grants()).at(-1)).toMatchObject({ state: 'ready' });
    expect((await viewsOf(visitor).overview()).graph.asOf).toBeGreaterThan(asOf);
  });

  test('is not kept where Stytch refuses a newer one', async () => {
    const { visitor } = await signInAfter(minute + 1000);
    await stack.faults({ kind: 'status', status: 403, path: list });
    expect((await viewsOf(visitor).grants()).at(-1)).toMatchObject({ state: 'failed' });
    expect((await visitor.get('/api/overview')).status).not.toBe(200);
  });

  test('brings the names that were read with it', async () => {
    const { visitor } = await signInAfter(minute + 1000);
    const [row] = (await viewsOf(visitor).members()).rows;
    stack.clock.offset += minute + 1000;
    await visitor.get('/api/connected-apps');
    await slowly(800);
    const reading = viewsOf(visitor).grants();
    await expect.poll(listsBegun).toBeGreaterThan(0);
    await stack.takeCalls();
    const named = await visitor.post('/api/members/lookup', { ids: [row?.member] });
    expect(named.status).toBe(200);
    expect((await stack.takeCalls()).filter(({ path }) => path.endsWith('search'))).toEqual([]);
    await reading;
  });

  test('is refused to who has lost the permission', async () => {
    const noor = await stack.signIn(reader);
    const { visitor } = await signInAfter(minute + 1000);
    expect((await noor.get('/api/scopes')).status).toBe(200);
    await stack.control('POST', 'member', { email: reader, roles: [] });
    stack.clock.offset += minute + 1000;
    await slowly(800);
    const reading = viewsOf(visitor).grants();
    await expect.poll(listsBegun).toBeGreaterThan(0);
    for (const path of ['/api/overview', '/api/members', '/api/scopes']) {
      expect((await noor.get(path)).status).toBe(403);
    }
    expect((await noor.post('/api/grants', { newerThan: null })).status).toBe(403);
    await reading;
  });

  test('is recorded as a read each time it is shown, to support too', async () => {
    const sam = await stack.signIn(samEmail);
    const acme = await customerId(sam, 'acme-robotics');
    expect((await openCase(sam, acme)).status).toBe(200);
    const { visitor, asOf } = await signInAfter(minute + 1000);
    await slowly(1500);
    const path = `/api/support/organizations/${acme}`;
    const reading = sam.post(`${path}/grants`, { newerThan: null });
    await expect.poll(listsBegun).toBeGreaterThan(0);
    const shown = await sam.get(`${path}/overview`);
    expect(shown.text).toContain(`"asOf":${asOf}`);
    await reading;
    const { events } = await readActivity(visitor, { by: 'support' });
    expect(events[0]).toMatchObject({ event: 'overview-viewed' });
  });
});
