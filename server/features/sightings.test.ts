import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { changeKinds, changesSchema } from '#contract/changes.ts';
import {
  describeEachDatabase,
  describePostgres,
  createSchema,
  environmentOf,
  execute,
  type TestDatabase,
} from '../testing/databases.ts';
import { appId, memberId, readOrganization } from '../testing/organizations.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { viewsOf, type Views } from '../testing/views.ts';
import type { Visitor } from '../testing/visitor.ts';

const slug = 'acme-robotics';
const email = 'amara.okafor@acme-robotics.example';
/** Writing is a by-product that nobody waits for, and may rest for a while. */
const soon = { timeout: 60_000, interval: 100 };

type Grants = Record<string, Record<string, string[]>>;
const [notes, robot] = [appId(1), appId(2)];

/** Puts grants in the place of the organization's: app → member → scopes. */
async function put(stack: Stack, grants: Grants): Promise<void> {
  const apps = Object.entries(grants).map(([clientId, holders]) => ({
    clientId,
    name: clientId === notes ? 'Notes' : 'Robot',
    holders: Object.entries(holders).map(([id, scopes]) => ({ memberId: id, scopes })),
  }));
  await stack.control('PUT', `grants/${slug}`, { apps });
}

/** What happened in an hour around now, newest first. */
async function changes(visitor: Visitor, kinds: string[] = []) {
  const [from, to] = [0, Date.now() + 3_600_000];
  const body = { from, to, kinds, app: null, member: null, after: null };
  const { status, text } = await visitor.post('/api/changes', body);
  expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
  return z.parse(changesSchema, JSON.parse(text));
}
/** In words and in order of these, first readings too: what is written first is not said. */
const kindsOf = async (visitor: Visitor) =>
  (await changes(visitor, [...changeKinds])).changes
    .map(({ kind, app, member }) => `${kind} ${app.name} ${member ?? ''}`.trim())
    .toSorted();

describeEachDatabase('what was read', (create) => {
  let database: TestDatabase;
  let stack: Stack;
  let amara: Visitor;
  let views: Views;
  let [jane, joe]: [string, string] = ['', ''];

  beforeEach(async () => {
    database = await create();
    stack = await startStack({ env: environmentOf(database) });
    await put(stack, {});
    const { members } = await readOrganization(stack, slug);
    [jane = '', joe = ''] = members.map((member) => member.memberId).toSorted();
    await put(stack, { [notes]: { [jane]: ['openid'], [joe]: ['openid', 'email'] } });
    amara = await stack.signIn(email);
    views = viewsOf(amara);
  });
  afterEach(async () => {
    await stack.close();
    await database.drop();
  });

  /** Reads everything later than anything is kept. */
  async function readLater(grants: Grants): Promise<number> {
    await put(stack, grants);
    stack.clock.offset += 61_000;
    const at = Date.now() + stack.clock.offset;
    await views.grants();
    return at;
  }

  test('shows as first seen in the list, on the page of a member, and in no change', async () => {
    const before = Date.now();
    await views.grants();
    await expect.poll(() => kindsOf(amara), soon).toEqual(['first-read Notes']);
    const { apps } = await views.apps();
    expect(apps).toMatchObject([{ id: notes, isNew: false }]);
    const { apps: granted, past, missing } = await views.member(jane);
    expect(granted).toMatchObject([{ seen: { isFromStart: true, scopesThen: ['openid'] } }]);
    expect({ past, missing }).toEqual({ past: [], missing: [] });
    for (const seen of [apps[0]?.firstSeen, granted[0]?.seen?.firstSeen]) {
      expect(seen).toBeGreaterThanOrEqual(before);
      expect(seen).toBeLessThanOrEqual(Date.now());
    }
    const { recordedSince, changes: listed } = await changes(amara);
    expect(recordedSince).toBeGreaterThanOrEqual(before);
    expect(listed).toEqual([]);
  });

  test('for the first time of a new app is one change, with its members and all their scopes', async () => {
    await views.grants();
    await expect.poll(() => kindsOf(amara), soon).toEqual(['first-read Notes']);
    await readLater({
      [notes]: { [jane]: ['openid'], [joe]: ['openid', 'email'] },
      [robot]: { [jane]: ['openid', 'offline_access'], [joe]: ['email'] },
    });
    await expect.poll(() => kindsOf(amara), soon).toContain('first-read Robot');
    const news = { kind: 'appeared', app: { id: robot, name: 'Robot' }, members: 2 };
    const scopesAfter = ['email', 'offline_access', 'openid'];
    expect((await changes(amara)).changes).toMatchObject([{ ...news, scopesAfter }]);
    // As it was then, whatever became of it.
    await readLater({ [notes]: { [jane]: ['openid'] }, [robot]: { [jane]: ['openid'] } });
    await expect.poll(() => kindsOf(amara), soon).toContain(`gone Robot ${joe}`);
    expect((await changes(amara, ['appeared'])).changes).toMatchObject([{ ...news, scopesAfter }]);
  });

  test('says that some is still to be recorded until all is', async () => {
    await views.grants();
    await expect.poll(async () => (await changes(amara)).pending, soon).toBe(false);
    expect(await kindsOf(amara)).toEqual(['first-read Notes']);
    const { news } = await views.overview();
    expect(news).toMatchObject({ changes: [{ appearedAt: null, granted: 0 }], pending: false });
  });

  test('and is other the next time shows as granted, gone, grown, appeared and vanished', async () => {
    await views.grants();
    await expect.poll(() => kindsOf(amara), soon).toEqual(['first-read Notes']);
    const at = await readLater({
      [notes]: { [jane]: ['openid', 'full_access'] },
      [robot]: { [joe]: ['email'] },
    });
    await expect
      .poll(() => kindsOf(amara), soon)
      .toEqual([
        'appeared Robot',
        'first-read Notes',
        'first-read Robot',
        `gone Notes ${joe}`,
        `scopes-grown Notes ${jane}`,
      ]);
    const grown = (await views.member(jane)).apps[0];
    expect(grown?.seen).toMatchObject({ isFromStart: true, scopesThen: ['openid'] });
    expect(grown?.seen?.scopesSince).toBeGreaterThanOrEqual(at);
    const left = await views.member(joe);
    expect(left.past).toMatchObject([{ app: { id: notes }, scopes: ['email', 'openid'] }]);
    expect(left.past[0]?.goneSince).toBeGreaterThanOrEqual(at);
    expect(left.apps).toMatchObject([{ app: { id: robot }, seen: { scopesThen: ['email'] } }]);

    await readLater({ [notes]: { [jane]: ['openid', 'full_access'] } });
    await expect.poll(() => kindsOf(amara), soon).toContain('vanished Robot');
    expect((await views.member(joe)).past.map(({ app }) => app.id).toSorted()).toEqual([
      notes,
      robot,
    ]);
  });

  test('is not gone because it could not be read', async () => {
    const grants = { [notes]: { [jane]: ['openid'] }, [robot]: { [joe]: ['email'] } };
    await readLater(grants);
    await expect.poll(() => kindsOf(amara), soon).toHaveLength(2);
    await stack.faults({
      kind: 'null-body',
      path: '/connected_apps/{connected_app_id}',
      id: notes,
    });
    await readLater({ ...grants, [robot]: { [jane]: ['email'] } });
    await expect.poll(() => kindsOf(amara), soon).toContain(`gone Robot ${joe}`);
    expect((await kindsOf(amara)).filter((text) => text.includes('Notes'))).toEqual([
      'first-read Notes',
    ]);
    const { seen } = (await views.member(jane)).apps.find(({ app }) => app.id === notes) ?? {};
    expect(seen).toMatchObject({ scopesThen: ['openid'] });
  });

  test('of somebody whom nobody knows is on their page when it is gone', async () => {
    const nobody = memberId(7);
    await readLater({ [notes]: { [nobody]: ['openid'] } });
    expect((await views.member(nobody)).apps).toHaveLength(1);
    await expect.poll(() => kindsOf(amara), soon).toEqual(['first-read Notes']);
    await readLater({ [notes]: { [jane]: ['openid'] } });
    await expect.poll(() => kindsOf(amara), soon).toContain(`gone Notes ${nobody}`);
    expect(await views.member(nobody)).toMatchObject({ apps: [], past: [{ scopes: ['openid'] }] });
  });

  test('is news to everybody, and marked as new for who was here before', async () => {
    expect((await views.overview()).news).toMatchObject({ lastVisitAt: null, sinceVisit: [] });
    await expect.poll(() => kindsOf(amara), soon).toEqual(['first-read Notes']);
    stack.clock.offset += 35 * 60_000;
    amara = await stack.signIn(email);
    views = viewsOf(amara);
    const at = await readLater({ [notes]: { [jane]: ['openid'] }, [robot]: { [joe]: ['email'] } });
    await expect.poll(() => kindsOf(amara), soon).toContain(`gone Notes ${joe}`);
    await expect.poll(() => kindsOf(amara), soon).toContain('appeared Robot');
    const { news } = await views.overview();
    expect(news?.lastVisitAt).toBeLessThan(at);
    expect(news?.lastVisitAt).toBeGreaterThan(news?.from ?? Infinity);
    for (const some of [news?.changes, news?.sinceVisit]) {
      expect(some?.map(({ app, gone }) => [app.name, gone]).toSorted()).toEqual([
        ['Notes', 1],
        ['Robot', 0],
      ]);
    }
    expect((await views.apps()).apps.map(({ name, isNew }) => [name, isNew])).toEqual([
      ['Notes', false],
      ['Robot', true],
    ]);
    const priya = await stack.signIn('priya.raghunathan@consulting.example', 'Acme Robotics');
    const toPriya = (await viewsOf(priya).overview()).news;
    expect(toPriya).toMatchObject({ lastVisitAt: null, sinceVisit: [] });
    expect(toPriya?.changes).toEqual(news?.changes);
  });

  test('goes further back than seven days for who was away for longer', async () => {
    await readLater({ [notes]: { [jane]: ['openid'] } });
    await views.overview();
    await expect.poll(() => kindsOf(amara), soon).toEqual(['first-read Notes']);
    await readLater({ [notes]: { [jane]: ['openid', 'email'] } });
    await expect.poll(() => kindsOf(amara), soon).toContain(`scopes-grown Notes ${jane}`);
    const longAgo = Date.now() - 20 * 24 * 60 * 60_000;
    await execute(database, `update viewer_visits set last_at = ${longAgo}`);
    const { news } = await views.overview();
    expect(news?.lastVisitAt).toBe(longAgo);
    expect(news?.from).toBe(news?.lastVisitAt);
    expect(news?.sinceVisit).toEqual(news?.changes);
  });

  test('and is being written when the server stops harms nothing', async () => {
    await views.grants();
    await stack.restart();
    await readLater({ [notes]: { [jane]: ['openid'] }, [robot]: { [joe]: ['email'] } });
    await expect.poll(() => kindsOf(amara), soon).toContain('first-read Robot');
    expect(stack.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describePostgres('two servers on one database', () => {
  test('remember together what either has read', async () => {
    const database = await createSchema();
    const stacks = [
      await startStack({ env: environmentOf(database) }),
      await startStack({ env: environmentOf(database) }),
    ] as const;
    const [first, second] = stacks;
    const visitors = [await first.signIn(email), await second.signIn(email)] as const;
    for (const stack of stacks) await put(stack, { [notes]: { [memberId(1)]: ['openid'] } });
    await Promise.all(visitors.map((visitor) => viewsOf(visitor).grants()));
    for (const visitor of visitors)
      await expect.poll(() => kindsOf(visitor), soon).toEqual(['first-read Notes']);
    for (const stack of stacks) {
      await put(stack, { [notes]: { [memberId(1)]: ['openid', 'email'] } });
      stack.clock.offset += 61_000;
    }
    await Promise.all(visitors.map((visitor) => viewsOf(visitor).grants()));
    for (const visitor of visitors) {
      await expect
        .poll(() => kindsOf(visitor), soon)
        .toEqual(['first-read Notes', `scopes-grown Notes ${memberId(1)}`]);
    }
    const seen = await Promise.all(
      visitors.map(async (visitor) => (await viewsOf(visitor).member(memberId(1))).apps[0]?.seen),
    );
    expect(seen[0]).toMatchObject({ isFromStart: true, scopesThen: ['openid'] });
    expect(seen[1]).toEqual(seen[0]);
    await Promise.all(stacks.map((stack) => stack.close()));
    await database.drop();
  }, 120_000);
});
