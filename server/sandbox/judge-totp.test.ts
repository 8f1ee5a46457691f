import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acmeId, amara, amaraId, globexId, jo, yuki } from './judge-fixtures.ts';
import {
  aJwt,
  aTime,
  aToken,
  idOf,
  refusal,
  refusalOf,
  startJudge,
  success,
  type Judge,
} from './judge.ts';
import { plainHttp } from './plain.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
afterAll(() => judge.close());

type Request = Parameters<Judge['stytch']['totps']['authenticate']>[0];
const authenticate = (request: Request) => judge.stytch.totps.authenticate(request);

/** Parameters of the last step of a sign-in that waits for the second factor. */
async function half(email: string, organization: string) {
  const entered = await judge.signIn(email, organization);
  expect(entered.member_authenticated).toBe(false);
  return {
    organization_id: entered.organization.organization_id,
    member_id: entered.member_id,
    intermediate_session_token: entered.intermediate_session_token,
    code: '000000',
  };
}
const notFound = refusal(404, 'intermediate_session_not_found');

const factors = [
  expect.objectContaining({ type: 'email_otp', sequence_order: 'PRIMARY' }),
  {
    type: 'totp',
    delivery_method: 'authenticator_app',
    last_authenticated_at: aTime,
    created_at: aTime,
    updated_at: aTime,
    sequence_order: 'SECONDARY',
    authenticator_app_factor: { totp_id: idOf('member-totp') },
  },
];

describe('a code of an authenticator app', () => {
  test('finishes a sign-in: the session has both factors, and the token is used up', async () => {
    const request = await half(jo, 'northwind-support');
    const done = await authenticate({ ...request, session_duration_minutes: 480 });
    expect(done).toStrictEqual({
      ...success,
      member_id: request.member_id,
      member: expect.objectContaining({
        email_address: jo,
        mfa_enrolled: true,
        mfa_phone_number: '',
        default_mfa_method: 'totp',
      }),
      organization: expect.objectContaining({ organization_slug: 'northwind-support' }),
      session_token: aToken,
      session_jwt: aJwt,
      member_session: expect.objectContaining({
        member_id: request.member_id,
        authentication_factors: factors,
        roles: ['stytch_member', 'support_inspector'],
      }),
      member_device: null,
    });
    const { started_at = '', expires_at = '' } = done.member_session ?? {};
    expect(Date.parse(expires_at) - Date.parse(started_at)).toBe(480 * 60_000);
    expect(await refusalOf(authenticate(request))).toStrictEqual(notFound);
    const { session_token } = done;
    const again = await judge.stytch.sessions.authenticate({ session_token });
    expect(again.member_session.authentication_factors).toEqual(factors);
  });

  test.each(['000001', '', '0000000'])('that is wrong ("%s") is refused', async (code) => {
    const request = await half(yuki, globexId);
    const refused = await refusalOf(authenticate({ ...request, code }));
    expect(refused).toStrictEqual(refusal(401, 'unable_to_authenticate_totp'));
    expect((await authenticate(request)).member_session?.member_id).toBe(request.member_id);
  });

  test('comes too late after ten minutes', async () => {
    const request = await half(yuki, globexId);
    judge.clock.offset += 600_001;
    expect(await refusalOf(authenticate(request))).toStrictEqual(notFound);
  });

  test('is refused for a member who did not give the first factor', async () => {
    const { intermediate_session_token } = await half(yuki, globexId);
    const { member_id } = await half(jo, 'northwind-support');
    const other = { organization_id: 'northwind-support', member_id, code: '000000' };
    const { session_token } = await judge.signIn(amara, acmeId);
    for (const first of [{ intermediate_session_token }, { session_token }]) {
      const refused = await refusalOf(authenticate({ ...other, ...first }));
      expect(refused).toStrictEqual(refusal(404, 'member_not_found'));
    }
  });

  test('is refused to a member without an app', async () => {
    const { session_token } = await judge.signIn(amara, acmeId);
    const request = { organization_id: acmeId, member_id: amaraId, code: '000000' };
    expect(await refusalOf(authenticate({ ...request, session_token }))).toStrictEqual(
      refusal(404, 'totp_not_found'),
    );
  });

  test('adds its factor to a session that there is', async () => {
    const member = { email: amara, mfaMethods: ['totp'] };
    const { session_token } = await judge.signIn(amara, acmeId);
    await plainHttp(judge.sandbox).control('POST', 'member', member);
    const request = { organization_id: acmeId, member_id: amaraId, code: '000000' };
    const { member_session } = await authenticate({ ...request, session_token });
    expect(member_session?.authentication_factors).toEqual(factors);
    await plainHttp(judge.sandbox).control('POST', 'member', { ...member, mfaMethods: [] });
  });

  test('needs exactly one argument for the first factor', async () => {
    const request = await half(yuki, globexId);
    const { intermediate_session_token: _, ...none } = request;
    const refused = [
      await refusalOf(authenticate(none)),
      await refusalOf(authenticate({ ...request, session_token: 'x' })),
    ];
    expect(refused).toStrictEqual([
      refusal(400, 'no_session_arguments'),
      refusal(400, 'too_many_session_arguments'),
    ]);
  });
});

test('whoever has only a phone is sent its code when they enter, and not before', async () => {
  const member = { email: yuki, mfaMethods: ['sms_otp'] };
  await plainHttp(judge.sandbox).control('POST', 'member', member);
  const required = {
    member_options: { mfa_phone_number: '+15005550006', totp_registration_id: '' },
  };
  const listed = await judge.stytch.otps.email.discovery.authenticate({
    email_address: yuki,
    code: '000000',
  });
  expect(listed.discovered_organizations[0]?.mfa_required).toEqual({
    ...required,
    secondary_auth_initiated: null,
  });
  const { mfa_required } = await judge.signIn(yuki, globexId);
  expect(mfa_required).toEqual({ ...required, secondary_auth_initiated: 'sms_otp' });
});
