import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { foundryId, globexId } from './judge-fixtures.ts';
import { startJudge, type Judge } from './judge.ts';
import { plainHttp } from './plain.ts';
import { createState, type Tenant } from './state.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
  await plainHttp(judge.sandbox).control('POST', 'reset');
});
afterAll(() => judge.close());

const state = createState();
const membersOf = (tenant: Tenant) => [...tenant.members.values()];
const statusesOf = (members: { status: string }[]) =>
  [...new Set(members.map(({ status }) => status))].toSorted();
const acme = state.tenant('acme-robotics');
const acmeApps = [...acme.grants.keys()].flatMap((clientId) => state.apps.get(clientId) ?? []);
const acmeMembers = membersOf(acme);

describe('the organizations', () => {
  test.each([
    ['Acme Robotics', 'acme-robotics', 38, 12],
    ['Globex', 'globex', 1204, 64],
    ['Initech Global', 'initech-global', 100_000, 9],
    ['Hooli', 'hooli', 1, 0],
    ['Northwind Support', 'northwind-support', 6, 0],
  ])('%s (%s) has %i members and %i apps', async (name, slug, members, apps) => {
    const { organization } = await judge.stytch.organizations.get({ organization_id: slug });
    const search = { organization_ids: [slug], limit: 1 };
    const found = await judge.stytch.organizations.members.search(search);
    const { connected_apps } = await judge.stytch.organizations.connectedApps({
      organization_id: slug,
    });
    expect({
      name: organization.organization_name,
      members: found.results_metadata.total,
      apps: connected_apps.length,
    }).toEqual({ name, members, apps });
  });

  test('Initech Global has one app that all 100,000 use, and no other', async () => {
    const { grants } = state.tenant('initech-global');
    const [[most, holders] = ['', new Map()], ...others] = [...grants];
    expect(Math.max(...others.map(([, some]) => some.size))).toBeLessThan(60_000);
    const app = { organization_id: 'initech-global', connected_app_id: most };
    const { active_members } = await judge.stytch.organizations.getConnectedApp(app);
    const ids = new Set(active_members.map(({ member_id }) => member_id));
    expect([ids.size, holders.size]).toEqual([100_000, 100_000]);
  });

  test('everybody has an address and an id of their own', () => {
    for (const { slug } of state.organizations()) {
      const members = membersOf(state.tenant(slug));
      const distinct = new Set(members.map(({ email }) => email)).size;
      expect({ slug, distinct }).toEqual({ slug, distinct: members.length });
    }
  });
});

describe('the accounts', () => {
  const accountSchema = z.array(
    z.strictObject({
      email: z.string(),
      organization: z.string(),
      role: z.string(),
      note: z.string(),
    }),
  );

  test('are one at least for every role, and each can sign in with it', async () => {
    const { body } = await plainHttp(judge.sandbox).control('GET', 'accounts');
    const accounts = accountSchema.parse(body);
    const { policy } = await judge.stytch.rbac.policy();
    const roles = new Set(accounts.map(({ role }) => role));
    expect([...roles].toSorted()).toEqual(
      [...(policy?.roles.map(({ role_id }) => role_id) ?? []), 'support_inspector'].toSorted(),
    );
    for (const { email, organization, role } of accounts) {
      const { discovered_organizations } = await judge.stytch.otps.email.discovery.authenticate({
        email_address: email,
        code: '000000',
      });
      const entry = discovered_organizations.find(
        (one) => one.organization?.organization_name === organization,
      );
      // An email code brings none of an SSO group's roles.
      const held = entry?.membership?.member?.roles
        .filter(({ sources }) => sources.some(({ type }) => type === 'direct_assignment'))
        .map(({ role_id }) => role_id);
      expect({ email, type: entry?.membership?.type, held }).toEqual({
        email,
        type: 'active_member',
        held: role === 'stytch_member' ? [role] : ['stytch_member', role],
      });
    }
  });
});

describe('the people', () => {
  test.each([
    ['Arabic', /\p{Script=Arabic}/u],
    ['Hebrew', /\p{Script=Hebrew}/u],
    ['Japanese', /\p{Script=Han} \p{Script=Han}/u],
    ['Devanagari', /\p{Script=Devanagari}/u],
    ['Hangul', /\p{Script=Hangul}/u],
    ['Greek', /\p{Script=Greek}/u],
    ['Cyrillic', /\p{Script=Cyrillic}/u],
    ['emoji', /\p{Extended_Pictographic}/u],
    ['hostile', /<img /],
    ['right-to-left overriding', /\u202E/],
    ['invisible', /\u200B/],
    ['empty', /^$/],
    ['long', /^.{60,}$/],
  ])('of Acme Robotics include names that are %s', (_, pattern) => {
    expect(acmeMembers.some(({ name }) => pattern.test(name))).toBe(true);
  });

  test('are active, pending and deleted, and elsewhere invited', () => {
    expect(statusesOf(acmeMembers)).toEqual(['active', 'deleted', 'pending']);
    expect(statusesOf(membersOf(state.tenant(globexId)))).toEqual([
      'active',
      'deleted',
      'invited',
      'pending',
    ]);
  });

  test('hold grants as odd as life: forty scopes, a deleted member, an id of nobody', () => {
    const holders = [...(acme.grants.get(foundryId) ?? new Map<string, string[]>())];
    const statuses = holders.map(([id]) => acme.members.get(id)?.status ?? 'nobody');
    expect(new Set(statuses)).toEqual(new Set(['active', 'pending', 'deleted', 'nobody']));
    expect(Math.max(...holders.map(([, scopes]) => scopes.length))).toBe(40);
  });
});

describe('the apps of Acme Robotics', () => {
  test('are of all four client types', () => {
    expect([...new Set(acmeApps.map(({ clientType }) => clientType))].toSorted()).toEqual([
      'first_party',
      'first_party_public',
      'third_party',
      'third_party_public',
    ]);
  });

  test('include Arabic, Japanese and emoji names, two alike, and markup', () => {
    const names = acmeApps.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['دفتر اليومية', '議事録くん', '🚀 Launchpad', '<b>Bold</b> Reports']),
    );
    expect(names.filter((name) => name === 'Claudine')).toHaveLength(2);
    expect(new Set(names).size).toBe(11);
  });

  test('include a description of 4 kB', () => {
    const sizes = acmeApps.map(({ description }) => Buffer.byteLength(description));
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(4096);
  });

  test('have logos that are their own, null, empty and lost', () => {
    const kinds = new Set(acmeApps.map(({ logo }) => logo?.replace(/\d+/, 'N') ?? null));
    expect(kinds).toEqual(new Set(['/logos/N.png', '/logos/lost.png', null, '']));
  });
});

describe('the scopes', () => {
  test('are thirty custom ones or more, each described and with a permission', async () => {
    const { policy } = await judge.stytch.rbac.policy();
    const scopes = policy?.scopes ?? [];
    expect(new Set(scopes.map(({ scope }) => scope)).size).toBe(scopes.length);
    expect(scopes.length).toBeGreaterThanOrEqual(30);
    const poor = scopes.filter(
      ({ scope, description, permissions }) =>
        description.length < 10 || permissions.length === 0 || !scope.includes(':'),
    );
    expect(poor).toEqual([]);
  });

  test("that were granted are OpenID Connect's, described ones, and two described nowhere", async () => {
    const { policy } = await judge.stytch.rbac.policy();
    const described = new Set(policy?.scopes.map(({ scope }) => scope));
    const granted = new Set(
      [...acme.grants.values()].flatMap((holders) => [...holders.values()].flat()),
    );
    const others = [...granted].filter((scope) => !described.has(scope)).toSorted();
    expect(others).toEqual([
      'email',
      'full_access',
      'legacy:sync',
      'offline_access',
      'openid',
      'phone',
      'profile',
      'reports.v1',
    ]);
  });
});
