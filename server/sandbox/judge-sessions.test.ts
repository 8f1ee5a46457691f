import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acme,
  acmeId,
  amara,
  amaraId,
  amaraMember,
  foundryId,
  globexId,
  noor,
  priya,
  sam,
  tomasz,
  tomaszId,
  unknownId,
} from './judge-fixtures.ts';
import {
  aJwt,
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

type Authenticate = Parameters<Judge['stytch']['sessions']['authenticate']>[0];
const authenticate = (request: Authenticate) => judge.stytch.sessions.authenticate(request);
const signIn = (email: string) => judge.signIn(email, acmeId);
const dead = refusal(404, 'session_not_found');

const revoke = (...request: Parameters<Judge['stytch']['sessions']['revoke']>) =>
  judge.stytch.sessions.revoke(...request);
const list = (member_id: string, organization_id = acmeId) =>
  judge.stytch.sessions.get({ organization_id, member_id });

async function isDead(session_token: string): Promise<void> {
  expect(await refusalOf(authenticate({ session_token }))).toStrictEqual(dead);
}

const ask = async (
  email: string,
  resource_id: string,
  action: string,
  organization_id = acmeId,
) => {
  const { session_token } = await signIn(email);
  return await authenticate({
    session_token,
    authorization_check: { organization_id, resource_id, action },
  });
};

describe('authenticating a session', () => {
  test.each(['session_token', 'session_jwt'] as const)('works by %s', async (kind) => {
    const entered = await signIn(amara);
    expect(await authenticate({ [kind]: entered[kind] })).toStrictEqual({
      ...success,
      member_session: {
        ...entered.member_session,
        last_accessed_at: expect.stringMatching(/Z$/),
      },
      session_token: entered.session_token,
      session_jwt: aJwt,
      member: amaraMember,
      organization: acme,
      verdict: null,
    });
  });

  test('leaves the expiry alone without a duration, and moves it with one', async () => {
    const { session_token, member_session } = await signIn(amara);
    judge.clock.offset += 60_000;
    const later = await authenticate({ session_token });
    expect(later.member_session.expires_at).toBe(member_session?.expires_at);
    expect(Date.parse(later.member_session.last_accessed_at)).toBeGreaterThan(
      Date.parse(member_session?.last_accessed_at ?? ''),
    );
    const longer = await authenticate({ session_token, session_duration_minutes: 120 });
    const { expires_at, last_accessed_at } = longer.member_session;
    expect(Date.parse(expires_at) - Date.parse(last_accessed_at)).toBe(7_200_000);
    const refused = await refusalOf(authenticate({ session_token, session_duration_minutes: 1 }));
    expect(refused).toStrictEqual(refusal(400, 'invalid_session_duration_minutes'));
  });

  test('takes an expired JWT as long as its session lives, and not longer', async () => {
    const { session_jwt } = await signIn(amara);
    judge.clock.offset += 59 * 60_000;
    expect((await authenticate({ session_jwt })).status_code).toBe(200);
    judge.clock.offset += 2 * 60_000;
    expect(await refusalOf(authenticate({ session_jwt }))).toStrictEqual(dead);
  });

  test('keeps custom claims, deletes those set to null and ignores reserved ones', async () => {
    const { session_token } = await signIn(amara);
    const set = { theme: 'dark', beta: true, sub: 'somebody-else', exp: 1 };
    const kept = await authenticate({ session_token, session_custom_claims: set });
    expect(kept.member_session.custom_claims).toStrictEqual({ theme: 'dark', beta: true });
    const local = await judge.stytch.sessions.authenticateJwtLocal({
      session_jwt: kept.session_jwt,
      current_date: new Date(Date.now() + judge.clock.offset),
    });
    expect(local).toMatchObject({ member_id: amaraId, custom_claims: { theme: 'dark' } });
    const gone = await authenticate({
      session_token,
      session_custom_claims: { theme: null, beta: null },
    });
    expect(gone.member_session.custom_claims).toBeNull();
    const large = authenticate({ session_token, session_custom_claims: { a: 'x'.repeat(4096) } });
    expect(await refusalOf(large)).toStrictEqual(refusal(400, 'custom_claims_too_large'));
  });

  test('needs exactly one of token and JWT', async () => {
    const { session_token, session_jwt } = await signIn(amara);
    const both = await refusalOf(authenticate({ session_token, session_jwt }));
    expect(both).toStrictEqual(refusal(400, 'too_many_session_arguments'));
    const neither = await refusalOf(authenticate({}));
    expect(neither).toStrictEqual(refusal(400, 'no_session_arguments'));
  });

  test.each([
    ['session_token', unknownToken],
    ['session_jwt', 'e30.e30.e30'],
  ])('is refused for an unknown %s "%s"', async (kind, value) => {
    expect(await refusalOf(authenticate({ [kind]: value }))).toStrictEqual(dead);
  });

  test.each([
    ['session_token', 'no-such-token', 'invalid_session_token'],
    ['session_token', '', 'invalid_session_token'],
    ['session_jwt', 'no-such-jwt', 'unable_to_parse_session_jwt'],
  ])('is a bad request for a %s "%s", which is none', async (kind, value, errorType) => {
    const malformed = refusal(400, errorType);
    expect(await refusalOf(authenticate({ [kind]: value }))).toStrictEqual(malformed);
    expect(await refusalOf(revoke({ [kind]: value }))).toStrictEqual(malformed);
  });
});

describe('an authorization check', () => {
  test.each([
    [amara, 'stytch.member', 'get.connected-apps', ['stytch_admin']],
    [noor, 'stytch.member', 'get.connected-apps', ['consent_reader']],
    [tomasz, 'stytch.self', 'revoke.connected-app', ['stytch_member']],
    [amara, 'documents', 'read', ['stytch_member', 'stytch_admin']],
  ])('of %s for %s %s names the granting roles', async (email, resource, action, roles) => {
    const { verdict } = await ask(email, resource, action);
    expect(verdict).toStrictEqual({ authorized: true, granting_roles: roles });
  });

  test.each([
    [tomasz, 'stytch.member', 'get.connected-apps'],
    [noor, 'stytch.member', 'search'],
    [amara, 'no.such.resource', 'read'],
  ])('of %s for %s %s is refused', async (email, resource, action) => {
    const refused = await refusalOf(ask(email, resource, action));
    expect(refused).toStrictEqual(refusal(403, 'session_authorization_error'));
  });

  test('knows the roles that only one organization has', async () => {
    const { session_token, organization } = await judge.signIn(sam, 'northwind-support');
    const { organization_id } = organization;
    const inspect = { organization_id, resource_id: 'grantscope.support', action: 'inspect' };
    const { verdict } = await authenticate({ session_token, authorization_check: inspect });
    expect(verdict?.granting_roles).toEqual(['support_inspector']);
  });

  test('takes the slug for the id, and refuses another organization', async () => {
    const named = await ask(amara, 'stytch.member', 'search', 'acme-robotics');
    expect(named.verdict?.authorized).toBe(true);
    for (const organization of [globexId, 'globex', unknownId('organization')]) {
      const refused = await refusalOf(ask(amara, 'stytch.member', 'search', organization));
      expect(refused).toStrictEqual(refusal(403, 'session_authorization_tenancy_error'));
    }
  });
});

describe('the sessions of a member', () => {
  test('are those that live, by id and by external id', async () => {
    await judge.stytch.sessions.revoke({ member_id: amaraId });
    const [one, two] = [await signIn(amara), await signIn(amara)];
    const listed = await list(amaraId);
    expect(listed).toStrictEqual({
      ...success,
      member_sessions: [one.member_session, two.member_session],
    });
    expect((await list('hr|1001', 'acme-robotics')).member_sessions).toHaveLength(2);
    judge.clock.offset += 3_600_001;
    expect((await list(amaraId)).member_sessions).toStrictEqual([]);
  });

  test('are refused for a member of another organization', async () => {
    const refused = await refusalOf(list(amaraId, globexId));
    expect(refused).toStrictEqual(refusal(404, 'member_not_found'));
  });
});

describe('revoking a session', () => {
  test('works by token, JWT and id, and ends that one alone', async () => {
    const [one, two, three, four] = [
      await signIn(amara),
      await signIn(amara),
      await signIn(amara),
      await signIn(amara),
    ];
    expect(await revoke({ session_token: one.session_token })).toStrictEqual(success);
    await revoke({ session_jwt: two.session_jwt });
    await revoke({ member_session_id: three.member_session?.member_session_id ?? '' });
    for (const { session_token } of [one, two, three]) await isDead(session_token);
    expect((await authenticate({ session_token: four.session_token })).status_code).toBe(200);
  });

  test('by member id ends all of theirs, and a second time is success', async () => {
    const [one, two] = [await signIn(tomasz), await signIn(tomasz)];
    expect(await revoke({ member_id: tomaszId })).toStrictEqual(success);
    for (const { session_token } of [one, two]) await isDead(session_token);
    expect(await revoke({ member_id: tomaszId })).toStrictEqual(success);
  });

  test('needs exactly one argument', async () => {
    expect(await refusalOf(revoke({}))).toStrictEqual(refusal(400, 'no_session_revoke_arguments'));
    const two = await refusalOf(revoke({ session_token: 'x', member_id: amaraId }));
    expect(two).toStrictEqual(refusal(400, 'too_many_session_revoke_arguments'));
  });

  test('of all own sessions is allowed to a plain member', async () => {
    const [one, two] = [await signIn(tomasz), await signIn(tomasz)];
    const authorization = { session_token: two.session_token };
    expect(await revoke({ member_id: tomaszId }, { authorization })).toStrictEqual(success);
    for (const { session_token } of [one, two]) await isDead(session_token);
  });

  test('of somebody else needs the permission, the organization and a live session', async () => {
    const victim = { session_token: (await signIn(amara)).session_token };
    const attempt = async (session_token: string) =>
      await refusalOf(revoke(victim, { authorization: { session_token } }));
    const plain = await attempt((await signIn(tomasz)).session_token);
    const foreign = await attempt((await judge.signIn(priya, globexId)).session_token);
    const nobody = await attempt(unknownToken);
    const authorization = { session_token: unknownToken };
    expect(
      await refusalOf(revoke({ session_token: unknownToken }, { authorization })),
    ).toStrictEqual(dead);
    expect([plain, foreign, nobody]).toStrictEqual([
      refusal(403, 'session_authorization_error'),
      refusal(403, 'session_authorization_tenancy_error'),
      dead,
    ]);
    expect((await authenticate(victim)).status_code).toBe(200);
    const admin = (await signIn(priya)).session_token;
    await revoke(victim, { authorization: { session_token: admin } });
    await isDead(victim.session_token);
  });

  test('of a member leaves their grants in place', async () => {
    await revoke({ member_id: amaraId });
    const app = { organization_id: acmeId, connected_app_id: foundryId };
    const { active_members } = await judge.stytch.organizations.getConnectedApp(app);
    expect(active_members.length).toBeGreaterThan(20);
  });
});
