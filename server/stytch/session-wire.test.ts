import { describe, expect, test } from 'vitest';
import {
  authenticatedSchema,
  codeResponseSchema,
  confirmedSchema,
  enteredSchema,
} from './session-wire.ts';

const organization = { organization_id: 'organization-test-1', organization_name: 'Acme' };
const member = {
  member_id: 'member-test-1',
  organization_id: 'organization-test-1',
  email_address: 'a@b.example',
  name: 'A',
  status: 'active',
};

function withFactors(authentication_factors: unknown) {
  return {
    member_session: {
      member_session_id: 'session-test-1',
      expires_at: '2026-03-02T09:30:00Z',
      roles: [],
      authentication_factors,
    },
    session_token: 'token',
    member,
    organization,
  };
}

describe('a session', () => {
  test.each([
    ['2026-03-02T09:30:00Z', 0],
    ['2026-03-02T09:30:00', 0],
    ['2026-03-02 09:30:00', 0],
    [' 2026-03-02 09:30:00 +01:00', -3_600_000],
    ['2026-03-02T09:30:00.250z', 250],
    ['soon', null],
    [null, null],
    [undefined, null],
  ])('that ends at %j does', (expires_at, later) => {
    const answer = withFactors([]);
    const session = { ...answer.member_session, expires_at };
    const read = authenticatedSchema.parse({ ...answer, member_session: session }).expiresAt;
    expect(read).toBe(later === null ? null : Date.parse('2026-03-02T09:30:00Z') + later);
  });

  test('that is confirmed without its token keeps the one that is known', () => {
    const { session_token: _token, ...answer } = withFactors([]);
    expect(confirmedSchema('known').parse(answer).sessionToken).toBe('known');
    expect(confirmedSchema('known').parse(withFactors([])).sessionToken).toBe('token');
    expect(authenticatedSchema.safeParse(answer).success).toBe(false);
  });

  test('is there whatever of the member and the organization cannot be read', () => {
    const parsed = authenticatedSchema.parse({
      ...withFactors([]),
      member: { ...member, name: 5, email_address: null, roles: ['stytch_admin'] },
      organization: {
        organization_id: 'organization-test-1',
        organization_name: '\u200b ',
        allowed_third_party_connected_apps: [5],
        third_party_connected_apps_allowed_type: 'RESTRICTED',
        custom_roles: 'none',
      },
    });
    expect(parsed.member).toMatchObject({ name: '', email: '' });
    expect(parsed.organization).toMatchObject({
      name: 'organization-test-1',
      thirdPartyApps: { mode: 'unknown' },
      customRoles: { items: [], unreadable: 1 },
    });
  });
});

const discovered = (list: unknown) =>
  codeResponseSchema.parse({ intermediate_session_token: 'i', discovered_organizations: list })
    .discovered_organizations;

describe('discovered organizations', () => {
  test('are none where Stytch says null', () => {
    expect(discovered(null)).toEqual({ items: [], unreadable: 0 });
  });

  test('are each judged by itself, one without a name being called by its slug', () => {
    const membership = { type: 'active_member' };
    const { items, unreadable } = discovered([
      { organization, membership },
      { organization: { organization_id: 'o2', organization_slug: 'two' }, membership },
      { organization: { organization_name: 'No id' }, membership },
      { organization: null, membership },
      { organization, membership: null },
      'x',
    ]);
    expect(items.map(({ name, membership: how }) => `${name} ${how}`)).toEqual([
      'Acme ',
      'two active_member',
    ]);
    expect(unreadable).toBe(2);
  });
});

test('a code without an intermediate token is no success', () => {
  const answer = { email_address: 'a@b.example', discovered_organizations: [] };
  const withToken = { ...answer, intermediate_session_token: '' };
  expect(codeResponseSchema.safeParse(withToken).success).toBe(false);
});

describe('entering an organization', () => {
  test('that accepts no email code leads nowhere', () => {
    const answer = { member_authenticated: false, primary_required: {} };
    expect(enteredSchema.parse(answer)).toEqual({ kind: 'primary-required' });
    expect(enteredSchema.safeParse({ ...answer, member_authenticated: true }).success).toBe(false);
  });

  const asked = {
    member_authenticated: false,
    member_id: 'member-test-1',
    intermediate_session_token: 'half',
    organization,
    primary_required: null,
  };

  test.each([
    [{ mfa_phone_number: '', totp_registration_id: 'member-totp-test-1' }, true],
    [{ mfa_phone_number: '+15005550006', totp_registration_id: '' }, false],
    [{ phone_number: '+15005550006' }, false],
    [null, false],
    [undefined, false],
  ])('that asks for a second factor says with what it can be given: %j', (options, expected) => {
    const answer = { ...asked, mfa_required: { member_options: options } };
    expect(enteredSchema.parse(answer)).toMatchObject({
      kind: 'mfa-required',
      half: {
        organizationId: 'organization-test-1',
        memberId: 'member-test-1',
        intermediateSessionToken: 'half',
      },
      organization: { name: 'Acme' },
      hasAuthenticator: expected,
    });
    expect(enteredSchema.safeParse({ ...answer, member_authenticated: true }).success).toBe(false);
    const without = { ...answer, intermediate_session_token: '' };
    expect(enteredSchema.safeParse(without).success).toBe(false);
  });

  test('that is half done for no reason given is no answer', () => {
    expect(enteredSchema.safeParse({ ...asked, mfa_required: null }).success).toBe(false);
  });

  // https://github.com/stytchauth/stytch-python/issues/150
  test.each([
    {},
    { member_authenticated: null, mfa_required: null, primary_required: null },
    { member_authenticated: true, mfa_required: null },
  ])('is done where a session is there and Stytch says no more than %j', (said) => {
    const entered = enteredSchema.parse({ ...withFactors([]), ...said });
    expect(entered).toMatchObject({ kind: 'signed-in', session: { sessionToken: 'token' } });
  });

  test.each([
    { member_authenticated: false },
    { primary_required: {} },
    { mfa_required: { member_options: null } },
  ])('is not done where Stytch says %j, whatever else is there', (said) => {
    const entered = enteredSchema.safeParse({ ...withFactors([]), ...said }).data;
    expect(entered?.kind).not.toBe('signed-in');
  });
});

describe('the factors of a session', () => {
  const email = { type: 'email_otp', delivery_method: 'email' };
  const app = { type: 'totp', delivery_method: 'authenticator_app' };
  test.each([
    ['an email code and an app', [email, app], true],
    ['an app and a password', [app, { delivery_method: 'knowledge' }], true],
    ['an email code and a text message', [email, { delivery_method: 'sms' }], true],
    [
      'single sign-on and a recovery code',
      [{ delivery_method: 'sso_saml' }, { delivery_method: 'recovery_code' }],
      true,
    ],
    ['an email code and a link', [email, { type: 'magic_link', delivery_method: 'email' }], false],
    ['two first factors', [email, { delivery_method: 'oauth_google' }], false],
    ['an app alone', [app, app], false],
    ['an app and something unreadable', [app, null, {}, 'x', { delivery_method: 1 }], false],
    ['an email code, an app and something unreadable', [null, email, app], true],
    ['somebody in their place', [{ delivery_method: 'impersonation' }], false],
    ['none', [], false],
    ['nothing', null, false],
    ['no list', 'email authenticator_app', false],
  ])('of %s hold a second one or not', (_what, factors, expected) => {
    expect(authenticatedSchema.parse(withFactors(factors)).secondFactor).toBe(expected);
  });
});
