import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { acmeId, amara, amaraId, foundryId, noor, priya } from './judge-fixtures.ts';
import { refusal, refusalOf, shrinkInitech, startJudge, type Judge } from './judge.ts';
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
const totalOf = async (organization: string) => {
  const request = { organization_ids: [organization], limit: 1 };
  const { results_metadata } = await judge.stytch.organizations.members.search(request);
  return results_metadata.total;
};
const holdersOf = async (organization_id: string) => {
  const app = { organization_id, connected_app_id: foundryId };
  return (await judge.stytch.organizations.getConnectedApp(app)).active_members.length;
};
const authenticate = (session_token: string) =>
  judge.stytch.sessions.authenticate({ session_token });
const dead = refusal(404, 'session_not_found');

describe('reset', () => {
  test('brings back the seed and forgets sessions, faults and calls', async () => {
    const before = await holdersOf(acmeId);
    const { session_token } = await judge.signIn(amara, acmeId);
    const credentials = { email_address: amara, code: '000000' };
    const half = await judge.stytch.otps.email.discovery.authenticate(credentials);
    await judge.stytch.organizations.members.connectedApps.revoke({
      organization_id: acmeId,
      member_id: amaraId,
      connected_app_id: foundryId,
    });
    await control('POST', 'seed', { organization: 'hooli', members: 5 });
    await control('POST', 'member', { email: noor, roles: [] });
    await control('PUT', 'faults', [{ kind: 'reset', path: 'rbac/policy' }]);

    expect(await control('POST', 'reset')).toEqual({ status: 200, body: { reset: true } });

    expect((await control('GET', 'calls')).body).toEqual([]);
    expect((await control('GET', 'faults')).body).toEqual([]);
    expect([await holdersOf(acmeId), await totalOf('hooli')]).toEqual([before, 1]);
    expect(await refusalOf(authenticate(session_token))).toStrictEqual(dead);
    const { intermediate_session_token } = half;
    expect(
      await refusalOf(judge.stytch.discovery.organizations.list({ intermediate_session_token })),
    ).toStrictEqual(refusal(404, 'intermediate_session_not_found'));
    const { member } = await judge.stytch.organizations.members.get({
      organization_id: acmeId,
      email_address: noor,
    });
    expect(member.roles.map(({ role_id }) => role_id)).toEqual(['stytch_member', 'consent_reader']);
  });
});

describe('seed size', () => {
  test('grows or shrinks an organization, with grants to match', async () => {
    const grown = { organization: 'acme-robotics', members: 2500 };
    expect(await control('POST', 'seed', grown)).toEqual({ status: 200, body: grown });
    expect(await totalOf('acme-robotics')).toBe(2500);
    expect(await holdersOf('acme-robotics')).toBeGreaterThan(1900);
    expect((await judge.signIn(amara, 'acme-robotics')).member_authenticated).toBe(true);
    await control('POST', 'seed', { organization: 'acme-robotics', members: 4 });
    expect(await totalOf('acme-robotics')).toBe(4);
    expect(await totalOf('globex')).toBe(1204);
  });

  test('is refused for an unknown organization and a senseless number', async () => {
    const unknown = await control('POST', 'seed', { organization: 'nobody', members: 5 });
    expect(unknown).toMatchObject({ status: 404, body: { error_type: 'organization_not_found' } });
    for (const members of [0, -1, 1.5, 1_000_001]) {
      const { status } = await control('POST', 'seed', { organization: 'hooli', members });
      expect(status).toBe(422);
    }
  });
});

const callSchema = z.array(
  z.strictObject({
    at: z.int(),
    method: z.string(),
    path: z.string(),
    query: z.string(),
    headers: z.array(z.string()),
    status: z.int(),
  }),
);

describe('the call log', () => {
  test('tells method, path, query, status and which headers were there, not their values', async () => {
    const { session_token } = await judge.signIn(amara, acmeId);
    await control('DELETE', 'calls');
    const authorization = { session_token };
    await judge.stytch.organizations.connectedApps({ organization_id: acmeId }, { authorization });
    await judge.stytch.organizations.members
      .get({
        organization_id: acmeId,
        email_address: 'a+b@acme-robotics.example',
      })
      .catch(() => null);
    const { body } = await control('GET', 'calls');
    const log = callSchema.parse(body);
    expect(log).toMatchObject([
      {
        method: 'GET',
        path: `/v1/b2b/organizations/${acmeId}/connected_apps`,
        query: '',
        status: 200,
      },
      {
        method: 'GET',
        path: `/v1/b2b/organizations/${acmeId}/member`,
        query: 'email_address=a%2Bb%40acme-robotics.example',
        status: 404,
      },
    ]);
    expect(log[0]?.headers).toEqual(
      expect.arrayContaining(['authorization', 'user-agent', 'x-stytch-member-session']),
    );
    expect(log[1]?.headers).not.toContain('x-stytch-member-session');
    expect(JSON.stringify(body)).not.toContain(session_token);
    expect(JSON.stringify(body)).not.toContain(judge.sandbox.secret);
  });

  test('keeps calls in order, unknown routes and refused ones too, but not its own', async () => {
    const { origin } = judge.sandbox;
    await fetch(`${origin}/v1/nothing`);
    await fetch(`${origin}/v1/b2b/organizations/..%2F..%2Fx`);
    await fetch(`${origin}/logos/0.png`);
    const { body } = await control('GET', 'calls');
    expect(callSchema.parse(body).map(({ path, status }) => `${status} ${path}`)).toEqual([
      '400 /v1/nothing',
      '400 /v1/b2b/organizations/..%2F..%2Fx',
    ]);
    expect(await control('DELETE', 'calls')).toEqual({ status: 200, body: { cleared: true } });
    expect((await control('GET', 'calls')).body).toEqual([]);
  });
});

describe('members', () => {
  test('change status and roles in every organization of the address', async () => {
    await shrinkInitech(judge.sandbox);
    const change = { email: priya, status: 'pending', roles: ['consent_reader'] };
    expect(await control('POST', 'member', change)).toEqual({ status: 200, body: { changed: 3 } });
    const { member } = await judge.stytch.organizations.members.get({
      organization_id: 'globex',
      email_address: priya,
    });
    expect(member).toMatchObject({ status: 'pending', is_admin: false });
    const none = await control('POST', 'member', { email: 'nobody@hooli.example', roles: [] });
    expect(none.body).toEqual({ changed: 0 });
  });

  test('lose their sessions all at once', async () => {
    const { session_token } = await judge.signIn(amara, acmeId);
    expect((await control('POST', 'end-sessions')).body).toEqual({ ended: true });
    expect(await refusalOf(authenticate(session_token))).toStrictEqual(dead);
    expect((await judge.signIn(amara, acmeId)).member_authenticated).toBe(true);
  });
});

test('every token handed out is told, for scans', async () => {
  const entered = await judge.signIn(amara, acmeId);
  const again = await authenticate(entered.session_token);
  await control('POST', 'reset');
  const { body } = await control('GET', 'issued');
  const issued = z.array(z.string()).parse(body);
  expect(issued).toEqual(
    expect.arrayContaining([entered.session_token, entered.session_jwt, again.session_jwt]),
  );
  expect(issued).toHaveLength(new Set(issued).size);
});

test('the grants of an organization are told as they are', async () => {
  const { body } = await control('GET', 'grants/acme-robotics');
  expect(body).toMatchObject({
    members: expect.arrayContaining([
      expect.objectContaining({ memberId: amaraId, email: amara, status: 'active' }),
    ]),
    apps: expect.arrayContaining([
      expect.objectContaining({
        clientId: foundryId,
        holders: expect.arrayContaining([
          { memberId: amaraId, scopes: expect.arrayContaining(['openid']) },
        ]),
      }),
    ]),
  });
});

test('other grants take the place of those of one organization, until a reset', async () => {
  const clientId = 'connected-app-test-of-no-seed';
  const holders = [
    { memberId: amaraId, scopes: ['openid', 'documents:read'] },
    { memberId: 'nobody', scopes: [] },
  ];
  const body = { apps: [{ clientId, name: 'Own', holders }] };
  const before = await holdersOf('globex');
  expect(await control('PUT', 'grants/acme-robotics', body)).toEqual({
    status: 200,
    body: { apps: 1 },
  });
  const { connected_apps: apps } = await judge.stytch.organizations.connectedApps({
    organization_id: acmeId,
  });
  expect(apps).toMatchObject([{ connected_app_id: clientId, name: 'Own' }]);
  const { active_members: members } = await judge.stytch.organizations.getConnectedApp({
    organization_id: acmeId,
    connected_app_id: clientId,
  });
  expect(members).toEqual(
    holders.map(({ memberId, scopes }) => ({ member_id: memberId, granted_scopes: scopes })),
  );
  expect(await holdersOf('globex')).toBe(before);
  await control('POST', 'reset');
  expect(await holdersOf(acmeId)).toBeGreaterThan(2);
  expect((await control('GET', 'grants/acme-robotics')).body).not.toMatchObject(body);
});

test.each([
  ['GET', 'nothing', 404],
  ['GET', 'reset', 404],
  ['POST', 'grants/acme-robotics', 404],
  ['GET', 'grants/nobody', 404],
  ['PUT', 'grants/acme-robotics', 422],
  ['POST', 'seed', 422],
  ['POST', 'member', 422],
])('%s %s is refused with %i', async (method, path, status) => {
  expect((await control(method, path)).status).toBe(status);
});

test('a body that is no JSON is refused', async () => {
  const url = `${judge.sandbox.origin}/__sandbox/faults`;
  expect((await fetch(url, { method: 'PUT', body: '[' })).status).toBe(400);
});
