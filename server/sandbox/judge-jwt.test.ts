import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { ClientError } from 'stytch';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { acmeId, amara, amaraId, globexId, noor, sam, tomasz } from './judge-fixtures.ts';
import {
  aTime,
  createClient,
  idOf,
  refusal,
  refusalOf,
  startJudge,
  success,
  type Judge,
} from './judge.ts';

let judge: Judge;
let jwt = '';
beforeAll(async () => {
  judge = await startJudge();
});
beforeEach(async () => {
  ({ session_jwt: jwt } = await judge.signIn(amara, acmeId));
});
afterAll(() => judge.close());

const calls = async () => {
  const response = await fetch(`${judge.sandbox.origin}/__sandbox/calls`);
  const log: unknown = await response.json();
  return JSON.stringify(log);
};
const forget = () => fetch(`${judge.sandbox.origin}/__sandbox/calls`, { method: 'DELETE' });
const search = { organization_id: acmeId, resource_id: 'stytch.member', action: 'search' };

const local = (
  request: Partial<Parameters<Judge['stytch']['sessions']['authenticateJwtLocal']>[0]> = {},
) => judge.stytch.sessions.authenticateJwtLocal({ session_jwt: jwt, ...request });

/** The code of the ClientError that a call must throw. */
async function localCode(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(() => null).catch((caught: unknown) => caught);
  if (error instanceof ClientError) return error.code;
  throw new Error('no ClientError', { cause: error });
}

describe('the key set', () => {
  test('holds the public key that signed the JWT, and no other part', async () => {
    const project = { project_id: judge.sandbox.projectId };
    const answer = await judge.stytch.sessions.getJWKS(project);
    expect(answer).toStrictEqual({
      ...success,
      keys: [
        {
          kty: 'RSA',
          use: 'sig',
          key_ops: ['verify'],
          alg: 'RS256',
          kid: idOf('jwk'),
          x5c: [],
          x5tS256: '',
          n: expect.stringMatching(/^[\w-]{342}$/),
          e: 'AQAB',
        },
      ],
    });
    const [head = '', body = '', signature = ''] = jwt.split('.');
    const key = createPublicKey({ key: { ...answer.keys[0] }, format: 'jwk' });
    const signed = Buffer.from(`${head}.${body}`);
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toStrictEqual({
      alg: 'RS256',
      kid: answer.keys[0]?.kid,
      typ: 'JWT',
    });
  });

  test('needs no credentials, and belongs to one project', async () => {
    const url = `${judge.sandbox.origin}/v1/b2b/sessions/jwks`;
    expect((await fetch(`${url}/${judge.sandbox.projectId}`)).status).toBe(200);
    const call = judge.stytch.sessions.getJWKS({ project_id: 'project-test-other' });
    expect(await refusalOf(call)).toStrictEqual(refusal(404, 'project_not_found'));
  });
});

test('the JWT carries the claims of Stytch for five minutes', async () => {
  const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
  const { iat } = z.looseObject({ iat: z.int() }).parse(claims);
  expect(claims).toStrictEqual({
    iss: `stytch.com/${judge.sandbox.projectId}`,
    aud: [judge.sandbox.projectId],
    sub: amaraId,
    iat,
    nbf: iat,
    exp: iat + 300,
    'https://stytch.com/session': {
      id: idOf('session'),
      started_at: aTime,
      last_accessed_at: aTime,
      expires_at: aTime,
      attributes: { ip_address: '', user_agent: '' },
      authentication_factors: [expect.objectContaining({ type: 'email_otp' })],
      roles: ['stytch_member', 'stytch_admin'],
    },
    'https://stytch.com/organization': { organization_id: acmeId, slug: 'acme-robotics' },
  });
  const at = (seconds: number) => local({ current_date: new Date((iat + seconds) * 1000) });
  expect((await at(299)).member_id).toBe(amaraId);
  expect(await localCode(at(300))).toBe('jwt_invalid');
  expect(await localCode(at(-1))).toBe('jwt_invalid');
});

describe('checking a JWT locally', () => {
  test('gives the member session without asking', async () => {
    await local();
    await forget();
    expect(await local()).toStrictEqual({
      member_session_id: idOf('session'),
      member_id: amaraId,
      organization_id: acmeId,
      organization_slug: 'acme-robotics',
      started_at: aTime,
      last_accessed_at: aTime,
      expires_at: expect.stringMatching(/\.000Z$/),
      authentication_factors: [expect.objectContaining({ delivery_method: 'email' })],
      roles: ['stytch_member', 'stytch_admin'],
      custom_claims: {},
    });
    expect(await calls()).toBe('[]');
  });

  test('refuses another key, another project and an old token', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [head = '', body = ''] = jwt.split('.');
    const forged = sign('sha256', Buffer.from(`${head}.${body}`), privateKey).toString('base64url');
    expect(await localCode(local({ session_jwt: `${head}.${body}.${forged}` }))).toBe(
      'jwt_invalid',
    );
    const projectId = 'project-test-00000000-0000-4000-8000-000000000002';
    const other = createClient({ ...judge.sandbox, projectId });
    expect(await localCode(other.sessions.authenticateJwtLocal({ session_jwt: jwt }))).toBe(
      'jwt_invalid',
    );
    const stale = local({ max_token_age_seconds: 10, current_date: new Date(Date.now() + 60_000) });
    expect(await localCode(stale)).toBe('jwt_too_old');
  });

  test.each([
    [amara, 'stytch.member', 'search', null],
    [amara, 'documents', 'delete', null],
    [noor, 'stytch.member', 'get.connected-apps', null],
    [noor, 'stytch.member', 'search', 'invalid_permissions'],
    [tomasz, 'stytch.member', 'get.connected-apps', 'invalid_permissions'],
    [tomasz, 'stytch.self', 'get.connected-apps', null],
  ])('of %s for %s %s comes to %s', async (email, resource_id, action, code) => {
    const { session_jwt } = await judge.signIn(email, acmeId);
    const check = { organization_id: acmeId, resource_id, action };
    const call = local({ session_jwt, authorization_check: check });
    expect(code === null ? (await call).organization_id : await localCode(call)).toBe(
      code ?? acmeId,
    );
  });

  test('knows the roles that only one organization has', async () => {
    const { session_jwt, organization } = await judge.signIn(sam, 'northwind-support');
    const { organization_id } = organization;
    const inspect = { organization_id, resource_id: 'grantscope.support', action: 'inspect' };
    const session = await local({ session_jwt, authorization_check: inspect });
    expect(session.roles).toContain('support_inspector');
  });

  test('refuses another organization', async () => {
    const check = { ...search, organization_id: globexId };
    expect(await localCode(local({ authorization_check: check }))).toBe('tenancy_mismatch');
  });
});

describe('checking a JWT locally first', () => {
  test('answers without the session endpoint, even after a revocation', async () => {
    await forget();
    await judge.stytch.sessions.revoke({ member_id: amaraId });
    const answer = await judge.stytch.sessions.authenticateJwt({
      session_jwt: jwt,
      authorization_check: search,
    });
    expect(answer).toMatchObject({ member_session: { member_id: amaraId }, session_jwt: jwt });
    expect(await calls()).not.toContain('sessions/authenticate');
  });

  test('asks when the token is to be fresh, and then hears of the revocation', async () => {
    const fresh = { session_jwt: jwt, max_token_age_seconds: 0 };
    const answer = await judge.stytch.sessions.authenticateJwt(fresh);
    expect(answer).toMatchObject({ ...success, member_session: { member_id: amaraId } });
    await judge.stytch.sessions.revoke({ member_id: amaraId });
    expect(await refusalOf(judge.stytch.sessions.authenticateJwt(fresh))).toStrictEqual(
      refusal(404, 'session_not_found'),
    );
  });

  test('asks when the local check denies, and is denied again', async () => {
    const check = { ...search, action: 'get.connected-apps' };
    const { session_jwt } = await judge.signIn(tomasz, acmeId);
    const call = judge.stytch.sessions.authenticateJwt({ session_jwt, authorization_check: check });
    expect(await refusalOf(call)).toStrictEqual(refusal(403, 'session_authorization_error'));
  });
});
