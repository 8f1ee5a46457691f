import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectedAppListSchema, reachSchema } from '#contract/connected-apps.ts';
import { decodeTable, parseTable, readTruth } from '../../testing/grants.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let amara: Visitor;
let truth: Awaited<ReturnType<typeof readTruth>>;

beforeAll(async () => {
  stack = await startStack();
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  truth = await readTruth(stack, 'acme-robotics');
});
afterAll(() => stack.close());

const list = (text: string) => z.parse(connectedAppListSchema, JSON.parse(text));

describe('the list of apps', () => {
  test('holds every app that somebody connected, and how many members there are', async () => {
    const before = Date.now();
    const { status, text } = await amara.get('/api/connected-apps');
    const { asOf, memberCount, apps } = list(text);
    expect({ status, memberCount, ids: apps.map(({ id }) => id) }).toEqual({
      status: 200,
      memberCount: 38,
      ids: truth.appIds,
    });
    expect(asOf).toBeGreaterThanOrEqual(before);
    expect(asOf).toBeLessThanOrEqual(Date.now());
  });

  test('keeps names as they are, tells apps without a logo, and never says where a logo lies', async () => {
    const { text } = await amara.get('/api/connected-apps');
    const { apps } = list(text);
    const byName = (name: string) => apps.filter((app) => app.name === name);
    expect(byName('Claudine').map(({ hasLogo }) => hasLogo)).toEqual([false, false]);
    expect(byName('🚀 Launchpad')).toMatchObject([
      { clientType: 'third_party_public', hasLogo: false, policy: 'allowed' },
    ]);
    expect(byName('<b>Bold</b> Reports')).toMatchObject([
      { description: 'Charts <script>alert(1)</script> for "everyone" & more.', hasLogo: true },
    ]);
    expect(byName('Ledgerline')[0]?.description.length).toBeGreaterThan(4000);
    expect(text).not.toContain('/logos/');
  });

  test('says what the policy of the organization does not allow', async () => {
    const dolores = await stack.signIn('dolores.reyes@globex.example');
    const { apps, memberCount } = list((await dolores.get('/api/connected-apps')).text);
    const restricted = apps.filter(({ policy }) => policy === 'restricted');
    expect({ memberCount, apps: apps.length, restricted: restricted.length }).toEqual({
      memberCount: 1204,
      apps: 64,
      restricted: 1,
    });
  });

  test('is empty for an organization without apps', async () => {
    const gavin = await stack.signIn('gavin.belson@hooli.example');
    const { apps, memberCount } = list((await gavin.get('/api/connected-apps')).text);
    expect({ apps, memberCount }).toEqual({ apps: [], memberCount: 1 });
  });
});

describe('an app', () => {
  test('has exactly the members and scopes that Stytch has, for every app there is', async () => {
    for (const id of truth.appIds) {
      const answer = await amara.get(`/api/connected-apps/${id}`);
      expect(decodeTable(answer)).toEqual(truth.grants.get(id));
    }
  });

  test('comes with its card, the classes and words of its scopes, and nothing missing', async () => {
    const [id = ''] = truth.appIds;
    const answer = await amara.get(`/api/connected-apps/${id}`);
    const { status, headers } = answer;
    const { app, scopes, missing, memberCount } = parseTable(answer);
    expect({ status, app, missing, memberCount }).toEqual({
      status: 200,
      app: {
        id,
        name: 'Foundry Notes',
        description: 'Meeting notes and summaries that file themselves into your documents.',
        clientType: 'third_party',
        clientTypeRaw: 'third_party',
        hasLogo: true,
        policy: 'allowed',
      },
      missing: [],
      memberCount: 38,
    });
    const scope = (name: string) => scopes.find((known) => known.name === name);
    expect(scope('openid')).toMatchObject({
      class: 'identity',
      description: 'Confirms who the member is.',
    });
    expect(scope('documents:write')?.class).toBe('write');
    expect(scope('documents:write')?.description).toMatch(/\w/);
    expect(scopes[0]?.class).toBe('high-risk');
    expect(headers).toMatchObject({
      'content-type': 'application/vnd.grantscope.grant-table',
      'cache-control': 'no-store',
    });
  });

  test('that two organizations use is to each of them its own', async () => {
    const [id = ''] = truth.appIds;
    const email = 'priya.raghunathan@consulting.example';
    const inAcme = await stack.signIn(email, 'Acme Robotics');
    const inGlobex = await stack.signIn(email, 'Globex');
    const globex = await readTruth(stack, 'globex');
    const path = `/api/connected-apps/${id}`;
    const [acmeView, globexView] = await Promise.all([inAcme.get(path), inGlobex.get(path)]);
    expect(decodeTable(acmeView)).toEqual(truth.grants.get(id));
    expect(decodeTable(globexView)).toEqual(globex.grants.get(id));
  });

  test('without the right to read members has no number of members, and misses nothing', async () => {
    const noor = await stack.signIn('noor.haddad@acme-robotics.example');
    await stack.takeCalls();
    const [id = ''] = truth.appIds;
    const { memberCount, missing } = parseTable(await noor.get(`/api/connected-apps/${id}`));
    expect({ memberCount, missing }).toEqual({ memberCount: null, missing: [] });
    const searches = (await stack.takeCalls()).filter(({ path }) => path.endsWith('/search'));
    expect(searches).toEqual([]);
  });
});

describe('the reach of an app', () => {
  test('counts its people, and for each scope those who granted it', async () => {
    for (const id of truth.appIds) {
      const { text } = await amara.get(`/api/connected-apps/${id}/reach`);
      const { people, scopes } = z.parse(reachSchema, JSON.parse(text));
      const held = truth.grants.get(id) ?? new Map<string, string[]>();
      const all = [...held.values()].flat();
      expect(people).toBe(held.size);
      expect(new Set(scopes.map(({ name }) => name))).toEqual(new Set(all));
      for (const scope of scopes) {
        expect(scope.people).toBe(all.filter((name) => name === scope.name).length);
      }
    }
  });
});

describe('every call upstream', () => {
  test('for a view carries the session of the viewer wherever Stytch takes it, and nothing of the browser', async () => {
    await stack.takeCalls();
    const [id = ''] = truth.appIds;
    await amara.get(`/api/connected-apps/${id}`, {
      'x-stytch-member-session': 'forged',
      'x-forwarded-for': '203.0.113.9',
      'accept-language': 'pl',
    });
    const calls = await stack.takeCalls();
    const names = 'accept accept-encoding authorization connection host user-agent'.split(' ');
    expect(calls).toMatchObject([
      {
        path: expect.stringMatching(/\/connected_apps\/connected-app-test-[\w-]+$/),
        headers: [...names, 'x-stytch-member-session'],
      },
    ]);
  });
});
