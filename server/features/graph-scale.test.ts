import { afterAll, beforeAll, expect, test } from 'vitest';
import { appId } from '../testing/organizations.ts';
import { readTruth } from '../testing/grants.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { viewsOf } from '../testing/views.ts';

const [apps, members, perApp] = [500, 10_000, 200];
const scopes = 'openid offline_access documents:read documents:write billing:export'.split(' ');
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
  await stack.control('POST', 'seed', { organization: 'hooli', members });
  const ids = (await readTruth(stack, 'hooli')).members.map(({ memberId }) => memberId);
  const holders = (app: number) =>
    Array.from({ length: perApp }, (_, row) => {
      const at = app * perApp + row;
      return { memberId: ids[at % members] ?? '', scopes: scopes.slice(0, 1 + (at % 5)) };
    });
  await stack.control('PUT', 'grants/hooli', {
    apps: Array.from({ length: apps }, (_, app) => ({
      clientId: appId(app),
      holders: holders(app),
    })),
  });
});
afterAll(() => stack.close());

test('500 apps, 10,000 members and 100,000 grants are read in 511 calls, whole', async () => {
  const gavin = await stack.signIn('gavin.belson@hooli.example');
  const views = viewsOf(gavin);
  // What permissions stand on is read now, so that the calls below are those for the graph alone.
  await gavin.get('/api/session');
  await stack.takeCalls();
  const lines = await views.grants();
  const calls = await stack.takeCalls();
  expect(calls.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
  expect(calls).toHaveLength(1 + apps + Math.ceil(members / 1000));

  const readings = lines.flatMap((line) => (line.state === 'reading' ? [line] : []));
  expect(lines.at(-1)).toMatchObject({ state: 'ready' });
  expect(readings.length).toBe(lines.length - 1);
  let before = { calls: 0, apps: 0, membersNamed: 0 };
  for (const reading of readings) {
    expect(reading.appsTotal).toBe(apps);
    expect([null, members]).toContain(reading.members);
    expect(reading.callsTotal).toBe(reading.members === null ? 1 + apps : calls.length);
    expect(reading.calls).toBeLessThanOrEqual(reading.callsTotal ?? 0);
    // An app or a thousand names is counted when its call has been answered.
    expect(1 + reading.apps + reading.membersNamed / 1000).toBeLessThanOrEqual(reading.calls);
    expect(reading.calls).toBeGreaterThanOrEqual(before.calls);
    expect(reading.apps).toBeGreaterThanOrEqual(before.apps);
    expect(reading.membersNamed).toBeGreaterThanOrEqual(before.membersNamed);
    before = reading;
  }

  const [overview, table] = await Promise.all([views.overview(), views.members()]);
  expect(overview).toMatchObject({
    graph: { unread: [], people: { members, former: 0, unknown: 0, unread: 0 } },
    memberCount: members,
    grants: apps * perApp,
  });
  expect(overview.apps).toHaveLength(apps);
  expect(table.rows).toHaveLength(members);
  expect(new Set(table.rows.map((row) => row.apps))).toEqual(new Set([10]));
  const [{ rows }, list] = await Promise.all([views.scope('openid'), views.scopes()]);
  expect(rows).toHaveLength(apps * perApp);
  expect(list.scopes.map((scope) => [scope.name, scope.people])).toContainEqual([
    'openid',
    members,
  ]);
  const surroundings = (await stack.takeCalls()).filter(({ path }) => path.includes('/connected'));
  expect(surroundings).toEqual([]);
});
