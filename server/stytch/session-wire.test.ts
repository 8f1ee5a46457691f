import { describe, expect, test } from 'vitest';
import { authenticatedSchema, codeAnswerSchema, enteredSchema } from './session-wire.ts';

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

test('a code without an intermediate token is no success', () => {
  const answer = { email_address: 'a@b.example', discovered_organizations: [] };
  const withToken = { ...answer, intermediate_session_token: '' };
  expect(codeAnswerSchema.safeParse(withToken).success).toBe(false);
});

describe('entering an organization', () => {
  test('that accepts no e-mail code leads nowhere', () => {
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
});

describe('the factors of a session', () => {
  const email = { type: 'email_otp', delivery_method: 'email' };
  const app = { type: 'totp', delivery_method: 'authenticator_app' };
  test.each([
    ['an e-mail code and an app', [email, app], true],
    ['an app and a password', [app, { delivery_method: 'knowledge' }], true],
    ['an e-mail code and a text message', [email, { delivery_method: 'sms' }], true],
    [
      'single sign-on and a recovery code',
      [{ delivery_method: 'sso_saml' }, { delivery_method: 'recovery_code' }],
      true,
    ],
    ['an e-mail code and a link', [email, { type: 'magic_link', delivery_method: 'email' }], false],
    ['two first factors', [email, { delivery_method: 'oauth_google' }], false],
    ['an app alone', [app, app], false],
    ['an app and something unreadable', [app, null, {}, 'x', { delivery_method: 1 }], false],
    ['an e-mail code, an app and something unreadable', [null, email, app], true],
    ['somebody in their place', [{ delivery_method: 'impersonation' }], false],
    ['none', [], false],
    ['nothing', null, false],
    ['no list', 'email authenticator_app', false],
  ])('of %s hold a second one or not', (_what, factors, expected) => {
    expect(authenticatedSchema.parse(withFactors(factors)).secondFactor).toBe(expected);
  });
});
