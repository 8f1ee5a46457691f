import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectedAppListSchema } from '#contract/connected-apps.ts';
import { decodeTable, parseTable, readTruth, type Holdings } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let amara: Visitor;
let id: string;
let held: Holdings | undefined;

beforeAll(async () => {
  stack = await startStack();
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  const truth = await readTruth(stack, 'acme-robotics');
  id = truth.appIds[0] ?? '';
  held = truth.grants.get(id);
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

/** What is kept for a minute is too old after this. Time only ever goes on. */
function aMinuteLater() {
  stack.clock.offset += 61_000;
}

const broken = (path: string) => ({ kind: 'status', status: 500, path });
const organization = broken('b2b/organizations/{organization_id}');
const search = broken('members/search');

async function viewApp() {
  const answer = await amara.get(`/api/connected-apps/${id}`);
  const { status } = answer;
  expect({ status, held: status === 200 ? decodeTable(answer) : answer.text }).toEqual({
    status: 200,
    held,
  });
  return parseTable(answer);
}

async function viewList() {
  const { status, text } = await amara.get('/api/connected-apps');
  expect(status).toBe(200);
  return z.parse(connectedAppListSchema, JSON.parse(text));
}

describe('a view comes all the same', () => {
  test('when the organization cannot be read: its policy is unknown, and that is said', async () => {
    aMinuteLater();
    await stack.faults(organization);
    const { missing, app, memberCount } = await viewApp();
    expect({ missing, policy: app.policy, memberCount }).toEqual({
      missing: ['policy'],
      policy: null,
      memberCount: 38,
    });
    const list = await viewList();
    expect(list.missing).toEqual(['policy']);
    expect(new Set(list.apps.map(({ policy }) => policy))).toEqual(new Set([null]));
  });

  test('when members cannot be counted', async () => {
    aMinuteLater();
    await stack.faults(search);
    const { missing, memberCount } = await viewApp();
    expect({ missing, memberCount }).toEqual({ missing: ['member-count'], memberCount: null });
    expect(await viewList()).toMatchObject({ missing: ['member-count'], memberCount: null });
  });

  test('when Stytch does not count members', async () => {
    aMinuteLater();
    const body = { members: [], results_metadata: { total: -1, next_cursor: null } };
    await stack.faults({ kind: 'status', status: 200, path: 'members/search', body });
    const { missing, memberCount } = await viewApp();
    expect({ missing, memberCount }).toEqual({ missing: ['member-count'], memberCount: null });
  });

  test('when several things fail at once, each of them said', async () => {
    aMinuteLater();
    await stack.faults(organization, search);
    expect((await viewApp()).missing).toEqual(['policy', 'member-count']);
  });

  test('when the policy is lost between the permission and the words of the scopes', async () => {
    aMinuteLater();
    await viewApp();
    // A server that has just started knows the session, and has yet to ask for the roles.
    await stack.restart();
    // Her sign-in reads the project's policy, not the roles of his organization.
    await stack.signIn('dolores.reyes@globex.example');
    const path = 'b2b/organizations/{organization_id}';
    await stack.faults({ kind: 'latency', ms: 200, path, times: 1 }, broken('rbac/policy'));
    const viewed = viewApp();
    await expect.poll(() => stack.control('GET', 'faults')).toMatchObject([{ status: 500 }]);
    aMinuteLater();
    const { missing, scopes } = await viewed;
    expect(missing).toEqual(['scope-descriptions']);
    const describedAs = new Map(scopes.map(({ name, description }) => [name, description]));
    expect(describedAs.get('documents:read')).toBeNull();
    expect(describedAs.get('openid')).toBe('Confirms who the member is.');
  });
});

test('a failure is not kept: the next view is whole again', async () => {
  aMinuteLater();
  await stack.faults(organization, search);
  await viewApp();
  await stack.faults();
  expect(await viewApp()).toMatchObject({
    missing: [],
    app: { policy: 'allowed' },
    memberCount: 38,
  });
});

test('what surrounds an app is read once for many views, the app itself every time', async () => {
  aMinuteLater();
  await viewApp();
  await stack.takeCalls();
  for (let view = 0; view < 3; view += 1) await viewApp();
  const calls = (await stack.takeCalls()).map(({ path }) => path.split('/').at(-2));
  expect(calls).toEqual(['connected_apps', 'connected_apps', 'connected_apps']);
});

test('views of one viewer at the same time share one read, those of two do not', async () => {
  const other = await stack.signIn('noor.haddad@acme-robotics.example');
  await Promise.all([viewApp(), other.get(`/api/connected-apps/${id}`)]);
  await stack.takeCalls();
  await stack.faults({ kind: 'latency', ms: 100, path: '{connected_app_id}' });
  const views = [viewApp(), viewApp(), viewApp(), other.get(`/api/connected-apps/${id}`)];
  await Promise.all(views);
  const calls = (await stack.takeCalls()).filter(({ path }) => path.endsWith(id));
  expect(calls).toHaveLength(2);
});

test('permissions that cannot be read let nobody in', async () => {
  aMinuteLater();
  await stack.faults(broken('rbac/policy'));
  const { status, json } = await amara.get('/api/connected-apps');
  expect({ status, code: json.code }).toEqual({ status: 502, code: 'upstream-error' });
});
