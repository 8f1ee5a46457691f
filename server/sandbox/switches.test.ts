import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acmeId, amara, globexId, meiLing, noor, tomasz } from './judge-fixtures.ts';
import { idOf, refusal, refusalOf, startJudge, success, type Judge } from './judge.ts';
import { plainHttp } from './plain.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
beforeEach(async () => {
  await control('POST', 'reset');
});
afterAll(() => judge.close());

const control = (method: string, path: string, body?: unknown) =>
  plainHttp(judge.sandbox).control(method, path, body);
const forbidden = refusal(403, 'session_authorization_error');

describe('what reading the apps of an organization needs', () => {
  const people = [
    { who: 'an admin', email: amara, needs: ['none', 'member', 'organization'] },
    { who: 'a consent reader', email: noor, needs: ['none', 'member'] },
    { who: 'a plain member', email: tomasz, needs: ['none'] },
  ];
  const cases = people.flatMap(({ who, email, needs }) =>
    ['none', 'member', 'organization'].map((switched) => ({
      who,
      email,
      switched,
      may: needs.includes(switched),
    })),
  );

  test.each(cases)('$who may with "$switched": $may', async ({ email, switched, may }) => {
    await control('PUT', 'switches', { organizationReads: switched });
    const { session_token } = await judge.signIn(email, acmeId);
    const by = { authorization: { session_token } };
    const list = judge.stytch.organizations.connectedApps({ organization_id: acmeId }, by);
    const outcome = await (may ? list : refusalOf(list));
    expect(outcome).toMatchObject(may ? success : forbidden);
  });

  test('with none it still is a session of the organization', async () => {
    await control('PUT', 'switches', { organizationReads: 'none' });
    const { session_token } = await judge.signIn(meiLing, globexId);
    const by = { authorization: { session_token } };
    const call = judge.stytch.organizations.connectedApps({ organization_id: acmeId }, by);
    expect(await refusalOf(call)).toStrictEqual(
      refusal(403, 'session_authorization_tenancy_error'),
    );
  });
});

/** The apps of Globex, and the one that its list lacks. */
async function readGlobex() {
  const { organization } = await judge.stytch.organizations.get({ organization_id: globexId });
  const allowed = new Set(organization.allowed_third_party_connected_apps);
  const { connected_apps } = await judge.stytch.organizations.connectedApps({
    organization_id: globexId,
  });
  const odd = connected_apps.filter(
    (app) => app.client_type.startsWith('third_party') && !allowed.has(app.connected_app_id),
  );
  return { count: connected_apps.length, odd: odd.map((app) => app.connected_app_id) };
}

describe('an app that the policy of the organization does not allow', () => {
  test('stays, and with "at-once" is gone from every read', async () => {
    const before = await readGlobex();
    expect(before.odd).toHaveLength(1);
    const app = { organization_id: globexId, connected_app_id: before.odd[0] ?? '' };
    const { active_members } = await judge.stytch.organizations.getConnectedApp(app);
    const holder = { organization_id: globexId, member_id: active_members[0]?.member_id ?? '' };
    const appsOf = async () =>
      (await judge.stytch.organizations.members.getConnectedApps(holder)).connected_apps.map(
        ({ connected_app_id }) => connected_app_id,
      );
    expect(await appsOf()).toContain(app.connected_app_id);

    await control('PUT', 'switches', { policyUninstalls: 'at-once' });
    expect(await readGlobex()).toEqual({ count: before.count - 1, odd: [] });
    expect(await appsOf()).not.toContain(app.connected_app_id);
    expect(await refusalOf(judge.stytch.organizations.getConnectedApp(app))).toStrictEqual(
      refusal(404, 'connected_app_not_found'),
    );
  });
});

describe('the switches', () => {
  const defaults = { policyUninstalls: 'never', organizationReads: 'member' };

  test('are turned one by one, and turned back by a reset', async () => {
    await control('PUT', 'switches', { policyUninstalls: 'at-once' });
    await control('PUT', 'switches', { organizationReads: 'none' });
    const turned = { policyUninstalls: 'at-once', organizationReads: 'none' };
    expect((await control('GET', 'switches')).body).toEqual(turned);
    await control('POST', 'reset');
    expect((await control('GET', 'switches')).body).toEqual(defaults);
  });

  test.each([{ policyUninstalls: 'later' }, { organizationReads: true }, { other: 'none' }])(
    'refuse %j and stay',
    async (change) => {
      expect(await control('PUT', 'switches', change)).toMatchObject({ status: 422 });
      expect((await control('GET', 'switches')).body).toEqual(defaults);
    },
  );
});

describe('an organization that takes some ways of signing in only', () => {
  test.each([
    [['sso'], { allowed_auth_methods: ['sso'] }],
    [['sso', 'email_otp'], null],
  ])('%j', async (allowed, required) => {
    const authMethods = { type: 'RESTRICTED', allowed };
    await control('POST', 'organization', { organization: 'acme-robotics', authMethods });
    const found = await judge.stytch.otps.email.discovery.authenticate({
      email_address: amara,
      code: '000000',
    });
    expect(found.discovered_organizations).toMatchObject([
      {
        member_authenticated: required === null,
        primary_required: required,
        organization: { auth_methods: 'RESTRICTED', allowed_auth_methods: allowed },
      },
    ]);
    const entered = await judge.signIn(amara, acmeId);
    expect(entered).toMatchObject({
      member_authenticated: required === null,
      primary_required: required,
      mfa_required: null,
    });
    expect(entered.session_token === '').toBe(required !== null);
    await control('POST', 'reset');
    expect((await judge.signIn(amara, acmeId)).member_authenticated).toBe(true);
  });
});

describe('a session', () => {
  test('lacks the roles that come from a group of an SSO connection', async () => {
    await control('POST', 'member', { email: tomasz, ssoRoles: ['stytch_admin'] });
    const { member, member_session, session_token } = await judge.signIn(tomasz, acmeId);
    const direct = { type: 'direct_assignment', details: {} };
    const details = { connection_id: idOf('saml-connection'), group: 'Platform admins' };
    expect(member.roles).toEqual([
      { role_id: 'stytch_member', sources: [direct] },
      { role_id: 'stytch_admin', sources: [{ type: 'sso_connection_group', details }] },
    ]);
    expect(member_session?.roles).toEqual(['stytch_member']);
    const by = { authorization: { session_token } };
    const list = judge.stytch.organizations.connectedApps({ organization_id: acmeId }, by);
    expect(await refusalOf(list)).toStrictEqual(forbidden);
  });

  test('of somebody who acts as the member says so', async () => {
    const impersonator = 'ops@vendor.example';
    await control('POST', 'member', { email: amara, impersonator });
    const { member_session } = await judge.signIn(amara, acmeId);
    expect(member_session?.authentication_factors).toMatchObject([
      {
        type: 'impersonated',
        delivery_method: 'impersonation',
        impersonated_factor: {
          impersonator_id: idOf('impersonator'),
          impersonator_email_address: impersonator,
        },
      },
    ]);
  });
});
