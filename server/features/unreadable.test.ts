import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decodeTable, parseTable, readTruth } from '../testing/grants.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { viewsOf, type Views } from '../testing/views.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';

const listPath = '{organization_id}/connected_apps';
const appPath = 'connected_apps/{connected_app_id}';
const ownPath = '{member_id}/connected_apps';
const ofLookup = z.object({ ids: z.array(z.string()), unreadable: z.int() });

let stack: Stack;
let amara: Visitor;
let views: Views;
let truth: Awaited<ReturnType<typeof readTruth>>;

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  views = viewsOf(amara);
  truth = await readTruth(stack, 'acme-robotics');
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

const firstApp = () => truth.appIds[0] ?? '';
const viewApp = () => amara.get(`/api/connected-apps/${firstApp()}`);
const lookUp = (ids: string[]) => amara.post('/api/members/lookup', { ids });
const memberIds = () => truth.members.map(({ memberId }) => memberId);
const edit = (path: string, set: Record<string, unknown>) =>
  stack.faults({ kind: 'edit', path, set });

const ofChanges = z.object({ changes: z.array(z.unknown()), pending: z.boolean() });

/** All that is recorded as changed, and whether some is still to be. */
async function readChanges() {
  const body = { from: 0, to: 8e15, app: null, member: null, kinds: [], after: null };
  return ofChanges.parse(JSON.parse((await amara.post('/api/changes', body)).text));
}

/** What has changed, once all that was read is written down. */
async function written() {
  const soon = { timeout: 60_000, interval: 100 };
  await expect.poll(async () => (await readChanges()).pending, soon).toBe(false);
  return (await readChanges()).changes;
}

/** What is kept for a minute is too old after this. Time only ever goes on. */
function aMinuteLater() {
  stack.clock.offset += 61_000;
}

describe('one record that cannot be read is counted, and hides no other', () => {
  // https://github.com/supabase/supabase-flutter/issues/1854
  test.each<[what: string, set: Record<string, unknown>]>([
    ['a logo that is a number', { 'connected_apps.6.logo_url': 5 }],
    ['a name that is a number', { 'connected_apps.6.name': 12 }],
    ['a description that is an object', { 'connected_apps.6.description': {} }],
    ['an id that is null', { 'connected_apps.6.connected_app_id': null }],
    ['null in its place', { 'connected_apps.6': null }],
  ])('in the list of apps: %s', async (_what, set) => {
    await edit(listPath, set);
    const { apps, unreadable } = await views.apps();
    expect({ apps: apps.length, unreadable }).toEqual({ apps: 11, unreadable: 1 });
    aMinuteLater();
    const { graph, apps: charted } = await views.overview();
    expect(graph.unreadable).toEqual({ apps: 1, grants: 0 });
    expect(charted).toHaveLength(11);
  });

  test('in the list of apps, and a name that shows nothing is none', async () => {
    await edit(listPath, {
      'connected_apps.3.name': null,
      'connected_apps.4.name': '   ',
      'connected_apps.5.name': '\u200b',
    });
    const { apps, unreadable } = await views.apps();
    expect(apps.filter(({ name }) => name === '')).toHaveLength(3);
    expect(unreadable).toBe(0);
  });

  test.each<[what: string, set: Record<string, unknown>]>([
    ['scopes that are a number', { 'active_members.0.granted_scopes': 5 }],
    ['no id', { 'active_members.0.member_id': null }],
    ['null in their place', { 'active_members.0': null }],
  ])('among the members of an app: %s', async (_what, set) => {
    const whole = decodeTable(await viewApp()).size;
    await edit(appPath, set);
    const { members, unreadable } = parseTable(await viewApp());
    expect({ members: members.ids.length, unreadable }).toEqual({
      members: whole - 1,
      unreadable: 1,
    });
    aMinuteLater();
    const { graph } = await views.members();
    expect(graph.unreadable).toEqual({ apps: 0, grants: truth.appIds.length });
  });

  test.each<[what: string, set: Record<string, unknown>]>([
    ['scopes that are a number', { 'connected_apps.0.scopes_granted': 5 }],
    ['a logo that is a number', { 'connected_apps.0.logo_url': 5 }],
  ])('among what a member connected: %s', async (_what, set) => {
    const whole = (await views.mine()).apps.length;
    await edit(ownPath, set);
    const { apps, unreadable } = await views.mine();
    expect({ apps: apps.length, unreadable }).toEqual({ apps: whole - 1, unreadable: 1 });
  });

  test('among names', async () => {
    aMinuteLater();
    await edit('members/search', { 'members.2.name': 5, 'members.3.organization_id': null });
    const { ids, unreadable } = ofLookup.parse((await lookUp(memberIds())).json);
    expect({ found: ids.length, unreadable }).toEqual({
      found: memberIds().length - 2,
      unreadable: 2,
    });
    await stack.faults();
    // Nobody is taken for nobody because they could not be read a moment ago.
    const again = ofLookup.parse((await lookUp(memberIds())).json);
    expect(again).toMatchObject({ unreadable: 0 });
    expect(again.ids).toHaveLength(memberIds().length);
  });

  test('in the policy, of which what it may change is not known', async () => {
    aMinuteLater();
    await edit('rbac/policy', { 'policy.scopes.0.scope': 5 });
    expect(parseTable(await viewApp()).missing).toEqual(['some-definitions']);
  });

  test('and nothing is recorded as gone', async () => {
    await views.grants();
    const before = await written();
    await stack.faults(
      { kind: 'edit', path: listPath, set: { 'connected_apps.6.name': 12 } },
      { kind: 'edit', path: appPath, set: { 'active_members.0': null } },
    );
    for (let round = 0; round < 2; round += 1) {
      aMinuteLater();
      await views.grants();
    }
    expect(await written()).toEqual(before);
  });
});

// https://github.com/casdoor/casdoor/issues/4859
describe('null in the place of a list is an empty one', () => {
  test.each<[path: string, place: string, ask: () => Promise<Answer>]>([
    [listPath, 'connected_apps', () => amara.get('/api/connected-apps')],
    [ownPath, 'connected_apps', () => amara.get('/api/me/connected-apps')],
    [appPath, 'active_members', viewApp],
    ['members/search', 'members', () => lookUp(memberIds())],
    ['members/search', 'results_metadata', () => lookUp(memberIds())],
    ['rbac/policy', 'policy.scopes', viewApp],
    ['b2b/organizations/{organization_id}', 'organization.custom_roles', viewApp],
  ])('%s: %s', async (path, place, ask) => {
    aMinuteLater();
    await edit(path, { [place]: null });
    expect((await ask()).status).toBe(200);
  });

  test('for somebody whom no organization knows', async () => {
    const nobody = stack.visitor();
    await nobody.post('/api/sign-in/email', { email: 'nobody@acme.example' });
    await edit('otps/email/discovery/authenticate', { discovered_organizations: null });
    const { status, json } = await nobody.post('/api/sign-in/code', { code: '000000' });
    expect({ status, state: json.state, organizations: json.organizations }).toEqual({
      status: 200,
      state: 'choose-organization',
      organizations: [],
    });
  });
});

describe('roles of an organization', () => {
  test('need no call that Stytch must open for a project first', async () => {
    await stack.faults({
      kind: 'status',
      path: 'rbac/organizations/{organization_id}',
      status: 401,
      errorType: 'enterprise_endpoint',
    });
    await stack.takeCalls();
    const dolores = await stack.signIn('dolores.reyes@globex.example');
    expect((await dolores.get('/api/connected-apps')).status).toBe(200);
    const paths = (await stack.takeCalls()).map(({ path }) => path);
    expect(paths.filter((path) => path.includes('/rbac/organizations/'))).toEqual([]);
  });
});

// https://github.com/restfb/restfb/issues/916
describe('a search whose pages do not end', () => {
  test.each<[cursors: string[], items: string, most: number]>([
    [[''], 'first-page', 1],
    [['abc'], 'first-page', 2],
    [['abc', 'def'], 'first-page', 2],
    [['abc'], 'none', 1],
  ])(
    'with the cursors %j and %s is ended after one search more at most',
    async (cursors, items, most) => {
      aMinuteLater();
      await stack.faults({ kind: 'cursor', path: 'members/search', cursors, items });
      await stack.takeCalls();
      expect((await lookUp(memberIds())).status).toBe(200);
      const searches = (await stack.takeCalls()).filter(({ path }) => path.endsWith('/search'));
      expect(searches.length).toBeLessThanOrEqual(most);
    },
  );
});

// https://github.com/jupyterhub/oauthenticator/issues/820
test('scopes that a client ran together are the same scopes on the page of the app and of the member', async () => {
  const app = firstApp();
  const member = [...(truth.grants.get(app) ?? new Map<string, string[]>()).keys()][0] ?? '';
  const own = await views.member(member);
  const at = own.apps.findIndex((entry) => entry.app.id === app);
  const row = parseTable(await viewApp()).members.ids;
  const place = Array.from({ length: row.length }, (_, index) => row.at(index)).indexOf(member);
  await stack.faults(
    {
      kind: 'edit',
      path: appPath,
      set: {
        [`active_members.${place}.granted_scopes`]: ['openid files:read billing:export', ' ', ''],
      },
    },
    {
      kind: 'edit',
      path: ownPath,
      set: { [`connected_apps.${at}.scopes_granted`]: 'openid,files:read, billing:export openid' },
    },
  );
  const scopes = ['billing:export', 'files:read', 'openid'];
  expect(decodeTable(await viewApp()).get(member)).toEqual(scopes);
  const page = await views.member(member);
  expect(page.apps[at]?.scopes.map(({ name }) => name).toSorted()).toEqual(scopes);
});
