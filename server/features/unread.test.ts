import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sizeOf } from '#contract/people.ts';
import { readTruth } from '../testing/grants.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { noneRead, viewsOf, type Views } from '../testing/views.ts';
import type { Visitor } from '../testing/visitor.ts';

let stack: Stack;
let amara: Visitor;
let views: Views;
let truth: Awaited<ReturnType<typeof readTruth>>;
/** The app that cannot be read. */
const lost = { id: '', name: 'Harbor CRM' };

beforeAll(async () => {
  stack = await startStack({ deadlineMs: 3000, env: { REQUESTS_PER_MINUTE: '100000' } });
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  views = viewsOf(amara);
  truth = await readTruth(stack, 'acme-robotics');
  lost.id = truth.appIds[1] ?? '';
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

/** Whatever is kept is too old after this, also to stand in for what is being read. Time only ever goes on. */
function aQuarterLater() {
  stack.clock.offset += 15 * 60_000;
}

const failing = (fault: Record<string, unknown>) =>
  stack.faults({ ...fault, path: '/connected_apps/{connected_app_id}', id: lost.id });

/** What is left of the truth without the app. */
function withoutLost() {
  const grants = [...truth.grants].flatMap(([app, holders]) =>
    app === lost.id ? [] : Array.from(holders, ([member, scopes]) => ({ app, member, scopes })),
  );
  return { grants, members: new Set(grants.map(({ member }) => member)) };
}

describe('an app that cannot be read is named in every view, and nothing else is missing', () => {
  test.each([
    [{ kind: 'status', status: 500 }, 'Stytch reported an error.'],
    [{ kind: 'html', status: 502 }, 'Stytch reported an error.'],
    [{ kind: 'status', status: 404 }, "Stytch lists the app but can't find it."],
    [{ kind: 'status', status: 400 }, 'Stytch refused the request.'],
    [{ kind: 'null-body' }, "Stytch's response couldn't be read."],
    [{ kind: 'invalid-json' }, "Stytch's response couldn't be read."],
    [{ kind: 'truncated' }, "Stytch's response was cut off."],
    [{ kind: 'reset' }, "Stytch's response was cut off."],
    [{ kind: 'redirect', location: 'http://127.0.0.1:9/' }, "Stytch's response couldn't be read."],
    [{ kind: 'huge', bytes: 70_000_000 }, "Stytch's response was too large."],
    [{ kind: 'hang' }, "Stytch didn't respond in time."],
  ])('when it meets %j', async (fault, reason) => {
    aQuarterLater();
    await failing(fault);
    const lines = await views.grants();
    expect(lines.at(-1)).toMatchObject({ state: 'ready' });
    const { grants, members } = withoutLost();
    const state = { unread: [{ ...lost, reason }], people: { unread: 0 } };
    const [overview, table, scopes, scope] = await Promise.all([
      views.overview(),
      views.members(),
      views.scopes(),
      views.scope('openid'),
    ]);
    for (const { graph } of [overview, table, scopes, scope]) expect(graph).toMatchObject(state);
    expect(overview.grants).toBe(grants.length);
    expect(sizeOf(overview.graph.people)).toBe(members.size);
    expect(overview.apps.map(({ id }) => id)).not.toContain(lost.id);
    expect(new Set(table.rows.map(({ member }) => member))).toEqual(members);
    expect(scopes.graph.apps).toBe(truth.appIds.length - 1);
    expect(scope.rows).toHaveLength(
      grants.filter((grant) => grant.scopes.includes('openid')).length,
    );
  });

  test('and is there again in the next graph, which is another version', async () => {
    aQuarterLater();
    await failing({ kind: 'null-body' });
    const short = await views.members();
    await stack.faults();
    aQuarterLater();
    const whole = await views.members();
    expect([short.graph.unread.length, whole.graph.unread]).toEqual([1, []]);
    expect(whole.graph.version).not.toBe(short.graph.version);
  });
});

test('an app whose id must not be asked for is named, and all others are read', async () => {
  aQuarterLater();
  const all = truth.appIds.map((id) => ({ connected_app_id: id, name: '' }));
  const body = { connected_apps: [...all, { connected_app_id: 'a/../b', name: 'Odd' }] };
  const path = '{organization_id}/connected_apps';
  await stack.faults({ kind: 'status', status: 200, path, body });
  const { graph, apps } = await views.overview();
  expect(graph.unread).toMatchObject([{ id: 'a/../b', name: 'Odd' }]);
  expect(apps).toHaveLength(truth.appIds.length);
});

describe('names that cannot be read', () => {
  test('are counted, and everything else is there', async () => {
    aQuarterLater();
    await stack.faults({ kind: 'status', status: 500, path: 'members/search' });
    const [overview, table] = await Promise.all([views.overview(), views.members()]);
    const size = table.rows.length;
    expect(new Set([...truth.grants.values()].flatMap((held) => [...held.keys()])).size).toBe(size);
    for (const { graph } of [overview, table]) {
      expect(graph).toMatchObject({ unread: [], people: noneRead(size) });
    }
    for (const { memberCount, missing } of [overview, table]) {
      expect({ memberCount, missing }).toEqual({ memberCount: null, missing: ['member-count'] });
    }
    const { scopes } = await views.scopes();
    for (const { people, dormant } of scopes) {
      expect([null, { people: 0, unknown: people }]).toContainEqual(dormant);
    }
    const { rows } = await views.scope('documents:read');
    expect(new Set(rows.map(({ access }) => access))).toEqual(new Set(['unknown']));
  });

  test('for a thousand members are not taken for names of nobody', async () => {
    const dolores = viewsOf(await stack.signIn('dolores.reyes@globex.example'));
    await stack.faults({ kind: 'null-body', path: 'members/search', times: 1 });
    expect((await dolores.grants()).at(-1)).toMatchObject({ state: 'ready' });
    const { graph, rows } = await dolores.members();
    expect([1000, rows.length - 1000]).toContain(graph.people.unread);
    expect(graph.people.unknown).toBeLessThan(100);
  });

  test('of one member leave the page, which says so', async () => {
    aQuarterLater();
    await stack.faults({ kind: 'status', status: 500, path: 'members/search' });
    const [id = ''] = truth.grants.get(lost.id)?.keys() ?? [];
    const page = await views.member(id);
    expect(page).toMatchObject({ missing: ['member'], member: { name: '', roles: null } });
    expect(page.apps.map(({ app }) => app.id)).toContain(lost.id);
  });
});

test('a limit of how often we may ask makes reading wait, and then go on', async () => {
  aQuarterLater();
  const path = '/connected_apps/{connected_app_id}';
  await stack.faults({ kind: 'rate-limited', retryAfter: '1', path, times: 3 });
  await stack.takeCalls();
  const asked = performance.now();
  const lines = await views.grants();
  const took = performance.now() - asked;
  expect(lines.at(-1)).toMatchObject({ state: 'ready' });
  expect((await views.members()).graph.unread).toEqual([]);
  expect(took).toBeGreaterThan(990);
  const calls = (await stack.takeCalls()).filter((call) => call.path.includes('/connected_apps'));
  expect(calls.filter(({ status }) => status === 429)).toHaveLength(3);
  expect(calls.filter(({ status }) => status === 200)).toHaveLength(1 + truth.appIds.length);
});

test.each([
  [{ kind: 'status', status: 500 }, 502, 'upstream-error'],
  [{ kind: 'null-body' }, 502, 'upstream-invalid'],
  [{ kind: 'reset' }, 502, 'upstream-truncated'],
  [{ kind: 'status', status: 403, errorType: 'session_authorization_error' }, 403, 'not-allowed'],
])('a list of apps that meets %j is no graph at all', async (fault, status, code) => {
  aQuarterLater();
  await stack.faults({ ...fault, path: '{organization_id}/connected_apps' });
  for (const path of ['/api/overview', '/api/members', '/api/scopes', '/api/scopes/openid']) {
    const answer = await amara.get(path);
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
  }
  const lines = await amara.post('/api/grants', { newerThan: null });
  expect({ status: lines.status, code: lines.json.code }).toEqual({ status, code });
});
