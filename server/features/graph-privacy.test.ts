import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readTruth } from '../testing/grants.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { noneRead, viewsOf } from '../testing/views.ts';
import type { Visitor } from '../testing/visitor.ts';

const admin = 'amara.okafor@acme-robotics.example';
const reader = 'noor.haddad@acme-robotics.example';
const consultant = 'priya.raghunathan@consulting.example';
const graphRoutes = ['/api/overview', '/api/members', '/api/scopes', '/api/scopes/openid'];
let stack: Stack;
let acme: Awaited<ReturnType<typeof readTruth>>;
let globex: Awaited<ReturnType<typeof readTruth>>;

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
  acme = await readTruth(stack, 'acme-robotics');
  globex = await readTruth(stack, 'globex');
});
afterAll(() => stack.close());
afterEach(async () => {
  await stack.control('POST', 'member', { email: admin, roles: ['stytch_admin'] });
  await stack.control('POST', 'member', { email: reader, roles: ['consent_reader'] });
});

const holdersIn = ({ grants }: typeof acme) =>
  new Set([...grants.values()].flatMap((holders) => [...holders.keys()]));
const grantsIn = ({ grants }: typeof acme) =>
  [...grants.values()].reduce((sum, { size }) => sum + size, 0);

/** An answer without what is of one request alone. */
function comparable({ status, headers, text }: Awaited<ReturnType<Visitor['get']>>) {
  const body = text.replaceAll(/urn:request:[\w-]+/g, 'urn:request:').replace(/"asOf":\d+/, '');
  return { status, type: headers['content-type'], length: headers['content-length'], body };
}

describe('two organizations that use the same app', () => {
  test('never see each other’s, asked for by one person at the same time', async () => {
    const inAcme = viewsOf(await stack.signIn(consultant, 'Acme Robotics'));
    const inGlobex = viewsOf(await stack.signIn(consultant, 'Globex'));
    expect(acme.appIds.filter((id) => globex.appIds.includes(id)).length).toBeGreaterThan(0);
    for (let round = 0; round < 2; round += 1) {
      const [few, many, fewRows, manyRows] = await Promise.all([
        inAcme.overview(),
        inGlobex.overview(),
        inAcme.members(),
        inGlobex.members(),
      ]);
      expect([few.grants, many.grants]).toEqual([grantsIn(acme), grantsIn(globex)]);
      expect(new Set(fewRows.rows.map(({ member }) => member))).toEqual(holdersIn(acme));
      expect(new Set(manyRows.rows.map(({ member }) => member))).toEqual(holdersIn(globex));
    }
  });
});

describe('a viewer', () => {
  test('whose permission has lapsed is refused a minute later, whatever is kept for others', async () => {
    const amara = await stack.signIn(admin);
    const priya = viewsOf(await stack.signIn(consultant, 'Acme Robotics'));
    for (const path of graphRoutes) expect((await amara.get(path)).status).toBe(200);
    await stack.control('POST', 'member', { email: admin, roles: [] });
    stack.clock.offset += 61_000;
    // What others may see is fresh, and kept.
    await priya.overview();
    for (const path of [...graphRoutes, '/api/connected-apps']) {
      const { status, json } = await amara.get(path);
      expect({ path, status, code: json.code }).toEqual({ path, status: 403, code: 'not-allowed' });
    }
    const body = { from: 0, to: 1, kinds: [], app: null, member: null, after: null };
    expect((await amara.post('/api/changes', body)).status).toBe(403);
    const lines = await amara.post('/api/grants', { newerThan: null });
    expect({ status: lines.status, code: lines.json.code }).toEqual({
      status: 403,
      code: 'not-allowed',
    });
    expect((await amara.get('/api/me/connected-apps')).status).toBe(200);
  });

  test('who may not read names any more gets none a minute later, nor what roles tell', async () => {
    const amara = viewsOf(await stack.signIn(admin));
    const priya = viewsOf(await stack.signIn(consultant, 'Acme Robotics'));
    await stack.control('POST', 'member', { email: admin, roles: ['consent_reader'] });
    stack.clock.offset += 61_000;
    expect((await priya.overview()).graph.people.unread).toBe(0);
    const [overview, table, scopes, scope] = await Promise.all([
      amara.overview(),
      amara.members(),
      amara.scopes(),
      amara.scope('documents:write'),
    ]);
    const size = holdersIn(acme).size;
    for (const { graph } of [overview, table, scopes, scope])
      expect(graph.people).toEqual(noneRead(size));
    expect([overview.memberCount, table.memberCount]).toEqual([null, null]);
    for (const { people, dormant } of scopes.scopes) {
      expect([null, { people: 0, unknown: people }]).toContainEqual(dormant);
    }
    expect(scopes.scopes.some(({ dormant }) => dormant !== null)).toBe(true);
    expect(new Set(scope.rows.map(({ access }) => access))).toEqual(new Set(['unknown']));
  });

  test('without names is told nobody’s by any answer, and none is asked for', async () => {
    const noor = await stack.signIn(reader);
    stack.clock.offset += 61_000;
    await stack.takeCalls();
    const [holder = ''] = acme.grants.get(acme.appIds[0] ?? '')?.keys() ?? [];
    const texts = await Promise.all(
      [...graphRoutes, `/api/members/${holder}`, '/api/connected-apps'].map(
        async (path) => (await noor.get(path)).text,
      ),
    );
    texts.push((await noor.post('/api/grants', { newerThan: null })).text);
    const personal = acme.members.flatMap(({ name, email }) => [name, email]).filter(Boolean);
    expect(personal.filter((text) => texts.some((told) => told.includes(text)))).toEqual([]);
    const searches = (await stack.takeCalls()).filter(({ path }) => path.endsWith('/search'));
    expect(searches).toEqual([]);
  });
});

describe('the page of a member of another organization', () => {
  test.each([admin, reader])('is as that of nobody, for %s', async (email) => {
    // Grantscope has seen them: it is not that nothing is known.
    const dolores = viewsOf(await stack.signIn('dolores.reyes@globex.example'));
    const { rows } = await dolores.members();
    const foreign = rows.find(({ member }) => !holdersIn(acme).has(member))?.member ?? '';
    expect((await dolores.member(foreign)).apps.length).toBeGreaterThan(0);
    const viewer = await stack.signIn(email);
    const missing = 'member-test-00000000-0000-4000-8000-00000000dead';
    const [one, two] = await Promise.all([
      viewer.get(`/api/members/${foreign}`),
      viewer.get(`/api/members/${missing}`),
    ]);
    expect(comparable(one)).toEqual(comparable(two));
    expect({ status: one.status, code: one.json.code }).toEqual({ status: 404, code: 'not-found' });
    expect(one.text).not.toContain(foreign);
  });
});
