import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acme,
  acmeId,
  amara,
  amaraId,
  amaraMember,
  globexId,
  priya,
  tomasz,
  yuki,
} from './judge-fixtures.ts';
import {
  aJwt,
  aTime,
  aToken,
  idOf,
  refusal,
  refusalOf,
  startJudge,
  success,
  unknownToken,
  type Judge,
} from './judge.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
afterAll(() => judge.close());

const authenticate = (email: string, code = '000000') =>
  judge.stytch.otps.email.discovery.authenticate({ email_address: email, code });
type Discovery = Judge['stytch']['discovery'];
const discover = (by: Parameters<Discovery['organizations']['list']>[0]) =>
  judge.stytch.discovery.organizations.list(by);
const exchange = (request: Parameters<Discovery['intermediateSessions']['exchange']>[0]) =>
  judge.stytch.discovery.intermediateSessions.exchange(request);

describe('an email code', () => {
  test('is sent to any address, known or not', async () => {
    const { discovery } = judge.stytch.otps.email;
    const known = await discovery.send({ email_address: tomasz });
    const unknown = await discovery.send({ email_address: 'nobody@elsewhere.example' });
    expect([known, unknown]).toStrictEqual([success, success]);
  });

  test('is refused for what is no address', async () => {
    const call = judge.stytch.otps.email.discovery.send({ email_address: 'no address' });
    expect(await refusalOf(call)).toStrictEqual(refusal(400, 'invalid_email'));
  });

  test('answers with an intermediate session and the organizations of the address', async () => {
    expect(await authenticate(amara.toUpperCase())).toStrictEqual({
      ...success,
      intermediate_session_token: aToken,
      intermediate_session_token_expires_at: aTime,
      email_address: amara,
      discovered_organizations: [
        {
          member_authenticated: true,
          organization: acme,
          membership: { type: 'active_member', details: null, member: amaraMember },
          primary_required: null,
          mfa_required: null,
        },
      ],
    });
  });

  test.each(['000001', '', '0000000'])('that is wrong ("%s") is refused', async (code) => {
    const refused = await refusalOf(authenticate(amara, code));
    expect(refused).toStrictEqual(refusal(404, 'otp_code_not_found'));
  });

  test('of an unknown address leads to no organization', async () => {
    const { discovered_organizations } = await authenticate('nobody@elsewhere.example');
    expect(discovered_organizations).toStrictEqual([]);
  });

  test('tells of a pending membership and of a second factor', async () => {
    const pending = await authenticate('mallory@acme-robotics.example');
    expect(pending.discovered_organizations.map(({ membership }) => membership?.type)).toEqual([
      'pending_member',
    ]);
    const { discovered_organizations } = await authenticate(yuki);
    expect(discovered_organizations).toMatchObject([
      {
        member_authenticated: false,
        primary_required: null,
        mfa_required: {
          member_options: {
            mfa_phone_number: '+15005550006',
            totp_registration_id: idOf('member-totp'),
          },
          secondary_auth_initiated: null,
        },
      },
    ]);
  });
});

describe('discovered organizations', () => {
  test('are listed as often as asked, and alike, without using the token up', async () => {
    const { intermediate_session_token, discovered_organizations } = await authenticate(priya);
    const once = await discover({ intermediate_session_token });
    const again = await discover({ intermediate_session_token });
    expect(once).toStrictEqual({
      ...success,
      email_address: priya,
      discovered_organizations,
      organization_id_hint: null,
    });
    expect(again.discovered_organizations).toStrictEqual(discovered_organizations);
    expect(
      discovered_organizations.map(({ organization }) => organization?.organization_name),
    ).toEqual(['Acme Robotics', 'Globex', 'Initech Global']);
  });

  test('are listed for a session by token and by JWT', async () => {
    const { session_token, session_jwt } = await judge.signIn(amara, acmeId);
    for (const by of [{ session_token }, { session_jwt }]) {
      expect(await discover(by)).toMatchObject({
        email_address: amara,
        discovered_organizations: [{ organization: acme }],
      });
    }
  });

  test('need exactly one argument', async () => {
    const none = await refusalOf(discover({}));
    const both = await refusalOf(discover({ intermediate_session_token: 'x', session_token: 'y' }));
    expect([none, both]).toStrictEqual([
      refusal(400, 'no_session_arguments'),
      refusal(400, 'too_many_session_arguments'),
    ]);
  });

  test('are refused to a token that nobody was given', async () => {
    const refused = await refusalOf(discover({ intermediate_session_token: unknownToken }));
    expect(refused).toStrictEqual(refusal(404, 'intermediate_session_not_found'));
  });
});

describe('exchanging the intermediate session', () => {
  test('starts a session of an hour and uses the token up', async () => {
    const { intermediate_session_token } = await authenticate(amara);
    const request = { intermediate_session_token, organization_id: acmeId };
    const entered = await exchange(request);
    expect(entered).toStrictEqual({
      ...success,
      member_id: amaraId,
      member: amaraMember,
      organization: acme,
      member_authenticated: true,
      intermediate_session_token: '',
      intermediate_session_token_expires_at: null,
      primary_required: null,
      mfa_required: null,
      member_device: null,
      session_token: aToken,
      session_jwt: aJwt,
      member_session: {
        member_session_id: idOf('session'),
        member_id: amaraId,
        organization_id: acmeId,
        organization_slug: 'acme-robotics',
        started_at: aTime,
        last_accessed_at: aTime,
        expires_at: aTime,
        authentication_factors: [
          {
            type: 'email_otp',
            delivery_method: 'email',
            last_authenticated_at: aTime,
            created_at: aTime,
            updated_at: aTime,
            sequence_order: 'PRIMARY',
            email_factor: { email_id: expect.stringMatching(/^email-test-/), email_address: amara },
          },
        ],
        roles: ['stytch_member', 'stytch_admin'],
        custom_claims: null,
      },
    });
    const { started_at = '', expires_at = '' } = entered.member_session ?? {};
    expect(Date.parse(expires_at) - Date.parse(started_at)).toBe(3_600_000);
    expect(await refusalOf(exchange(request))).toStrictEqual(
      refusal(404, 'intermediate_session_not_found'),
    );
  });

  test('leaves a member with a second factor half signed in', async () => {
    const { intermediate_session_token } = await authenticate(yuki);
    expect(await exchange({ intermediate_session_token, organization_id: globexId })).toMatchObject(
      {
        member_authenticated: false,
        session_token: '',
        session_jwt: '',
        member_session: null,
        intermediate_session_token,
        intermediate_session_token_expires_at: aTime,
        mfa_required: { secondary_auth_initiated: null },
        primary_required: null,
      },
    );
  });

  test('activates a pending member', async () => {
    const entered = await judge.signIn('mallory@acme-robotics.example', acmeId);
    expect(entered.member).toMatchObject({ status: 'active', email_address_verified: true });
  });

  test('is refused for an organization that the address does not belong to, or nobody knows', async () => {
    const { intermediate_session_token } = await authenticate(amara);
    const foreign = await refusalOf(
      exchange({ intermediate_session_token, organization_id: globexId }),
    );
    const unknown = await refusalOf(
      exchange({ intermediate_session_token, organization_id: 'no-such-organization' }),
    );
    expect([foreign, unknown]).toStrictEqual([
      refusal(404, 'member_not_found'),
      refusal(404, 'organization_not_found'),
    ]);
  });

  test('is refused for a lifetime out of bounds and keeps the token', async () => {
    const { intermediate_session_token } = await authenticate(amara);
    const request = { intermediate_session_token, organization_id: acmeId };
    for (const session_duration_minutes of [4, 527_041]) {
      const refused = await refusalOf(exchange({ ...request, session_duration_minutes }));
      expect(refused).toStrictEqual(refusal(400, 'invalid_session_duration_minutes'));
    }
    expect((await exchange(request)).member_authenticated).toBe(true);
  });

  test('is refused after ten minutes', async () => {
    const { intermediate_session_token } = await authenticate(amara);
    judge.clock.offset += 600_001;
    const refused = await refusalOf(
      exchange({ intermediate_session_token, organization_id: acmeId }),
    );
    expect(refused).toStrictEqual(refusal(404, 'intermediate_session_not_found'));
  });
});
