import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acmeId, amara, amaraId, foundryId, globexId, jo, tomasz, yuki } from './judge-fixtures.ts';
import { plainHttp } from './plain.ts';
import { answers, models } from './python-models.ts';
import { operations } from './routes.ts';
import { startSandbox, type Sandbox } from './server.ts';

/**
 * A check from another language: lists what the models of Stytch's Python package would refuse, over plain
 * HTTP, so that no package of ours tidies a response first.
 */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plainTypes: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  int: Number.isInteger,
  bool: (value) => typeof value === 'boolean',
  time: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  object: isObject,
};

/** What the Python models would refuse in a value, by place. */
function refusedIn(value: unknown, type: string, place: string): string[] {
  if (type.endsWith('?')) {
    return value === null || value === undefined ? [] : refusedIn(value, type.slice(0, -1), place);
  }
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${place} is no list`];
    return value.flatMap((one, index) => refusedIn(one, type.slice(0, -2), `${place}.${index}`));
  }
  if (type.startsWith('{')) {
    if (!isObject(value)) return [`${place} is no object`];
    return Object.entries(value).flatMap(([key, one]) =>
      refusedIn(one, type.slice(1, -1), `${place}.${key}`),
    );
  }
  const plain = plainTypes[type];
  if (plain !== undefined) return plain(value) ? [] : [`${place} is no ${type}`];
  const model = models[type];
  if (model === undefined) throw new Error(`no model ${type}`);
  return refusedFields(value, model, place);
}

function refusedFields(value: unknown, fields: Readonly<Record<string, string>>, place: string) {
  if (!isObject(value)) return [`${place} is no object`];
  return Object.entries(fields).flatMap(([name, type]) =>
    refusedIn(value[name], type, `${place}.${name}`),
  );
}

const common = { status_code: 'int', request_id: 'string' };

/** Refusals by the models since the test began, and responses that were no success. */
let complaints: string[] = [];
beforeEach(() => {
  complaints = [];
});

/** Calls an operation and checks the response. */
async function call(key: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const [method = ''] = key.split(' ');
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await plainHttp(sandbox).api(method, path, init);
  const answer: unknown = await response.json();
  const fields = { ...common, ...answers[key] };
  if (response.status !== 200) complaints.push(`${key}: ${response.status}`);
  complaints.push(...refusedFields(answer, fields, key));
  return isObject(answer) ? answer : {};
}

const send = 'POST /v1/b2b/otps/email/discovery/send';
const authenticate = 'POST /v1/b2b/otps/email/discovery/authenticate';
const exchange = 'POST /v1/b2b/discovery/intermediate_sessions/exchange';
const at = (key: string) => key.split(' ')[1] ?? '';

async function enter(email_address: string, organization_id: string) {
  const code = '000000';
  await call(send, at(send), { email_address });
  const found = await call(authenticate, at(authenticate), { email_address, code });
  const { intermediate_session_token } = found;
  const discover = 'POST /v1/b2b/discovery/organizations';
  await call(discover, at(discover), { intermediate_session_token });
  return await call(exchange, at(exchange), { intermediate_session_token, organization_id });
}

const organization = `/v1/b2b/organizations/${acmeId}`;
const template = '/v1/b2b/organizations/{organization_id}';
/** Calls that need only the seed. */
const reads: [key: string, path: string, body?: object][] = [
  ['GET /v1/b2b/sessions/jwks/{project_id}', '/v1/b2b/sessions/jwks/PROJECT'],
  ['GET /v1/b2b/rbac/policy', '/v1/b2b/rbac/policy'],
  ['GET /v1/b2b/rbac/organizations/{organization_id}', `/v1/b2b/rbac/organizations/${globexId}`],
  [
    'POST /v1/b2b/organizations/search',
    '/v1/b2b/organizations/search',
    { limit: 2, query: { operator: 'AND', operands: [] } },
  ],
  [
    'POST /v1/b2b/organizations/members/search',
    '/v1/b2b/organizations/members/search',
    { organization_ids: [acmeId, globexId], limit: 1000 },
  ],
  [
    'GET /v1/b2b/organizations/members/dangerously_get/{member_id}',
    `/v1/b2b/organizations/members/dangerously_get/${amaraId}`,
  ],
  [`GET ${template}`, `/v1/b2b/organizations/${globexId}`],
  [`GET ${template}/member`, `${organization}/member?member_id=${amaraId}`],
  [`GET ${template}/connected_apps`, `/v1/b2b/organizations/${globexId}/connected_apps`],
  [`GET ${template}/connected_apps`, '/v1/b2b/organizations/hooli/connected_apps'],
  [
    `GET ${template}/connected_apps/{connected_app_id}`,
    `${organization}/connected_apps/${foundryId}`,
  ],
  [
    `GET ${template}/members/{member_id}/connected_apps`,
    `${organization}/members/${amaraId}/connected_apps`,
  ],
  ['POST /v1/connected_apps/clients/search', '/v1/connected_apps/clients/search', { limit: 1000 }],
  ['GET /v1/connected_apps/clients/{client_id}', `/v1/connected_apps/clients/${foundryId}`],
  ['GET /v1/debug/whoami', '/v1/debug/whoami'],
];

describe('the Python package takes', () => {
  test('every operation, and knows no other', () => {
    expect(Object.keys(answers).toSorted()).toEqual(operations.map(([key]) => key).toSorted());
  });

  test.each(reads)('%s %s', async (key, path, body) => {
    await call(key, path.replace('PROJECT', sandbox.projectId), body);
    expect(complaints).toEqual([]);
  });

  test.each([
    ['an admin', amara, acmeId],
    ['a plain member', tomasz, acmeId],
  ])('what %s meets from the code to signing out', async (_, email, organization_id) => {
    const { session_token, member_id } = await enter(email, organization_id);
    const session = 'POST /v1/b2b/sessions/authenticate';
    await call(session, at(session), { session_token, session_custom_claims: { a: 1 } });
    const check = { organization_id, resource_id: 'documents', action: 'read' };
    await call(session, at(session), { session_token, authorization_check: check });
    const who = `organization_id=${organization_id}&member_id=${String(member_id)}`;
    await call('GET /v1/b2b/sessions', `/v1/b2b/sessions?${who}`);
    const revoke = 'POST /v1/b2b/sessions/revoke';
    await call(revoke, at(revoke), { session_token });
    expect(complaints).toEqual([]);
  });

  test.each([
    ['an authenticator app', jo, 'northwind-support'],
    ['an authenticator app and a phone', yuki, globexId],
  ])('what a member with %s meets', async (_, email, organization_id) => {
    const { intermediate_session_token, member_id } = await enter(email, organization_id);
    const totp = 'POST /v1/b2b/totp/authenticate';
    const half = { organization_id, member_id, intermediate_session_token };
    await call(totp, at(totp), { ...half, code: '000000' });
    expect(complaints).toEqual([]);
  });

  test('what a member meets whom SSO is required of, or who is acted for', async () => {
    const http = plainHttp(sandbox);
    const authMethods = { type: 'RESTRICTED', allowed: ['sso'] };
    await http.control('POST', 'organization', { organization: 'acme-robotics', authMethods });
    await http.control('POST', 'member', {
      email: amara,
      ssoRoles: ['x'],
      impersonator: 'a@b.example',
    });
    expect((await enter(amara, acmeId))['member_session']).toBeNull();
    await http.control('POST', 'organization', {
      organization: 'acme-robotics',
      authMethods: { type: 'ALL_ALLOWED', allowed: [] },
    });
    expect((await enter(amara, acmeId))['member_session']).not.toBeNull();
    expect(complaints).toEqual([]);
  });

  test('a revocation', async () => {
    const key = `POST ${template}/members/{member_id}/connected_apps/{connected_app_id}/revoke`;
    await call(key, `${organization}/members/${amaraId}/connected_apps/${foundryId}/revoke`, {});
    expect(complaints).toEqual([]);
  });

  test('errors', async () => {
    const response = await plainHttp(sandbox).api('GET', '/v1/b2b/organizations/nobody');
    expect(refusedIn(await response.json(), 'StytchError', 'error')).toEqual([]);
  });
});

describe('it refuses', () => {
  test.each([
    [{ total: null, next_cursor: null }, ['x.total is no int']],
    [{ next_cursor: 5 }, ['x.total is no int', 'x.next_cursor is no string']],
    [{ total: 1.5 }, ['x.total is no int']],
    [[], ['x is no object']],
  ])('%j as metadata', (value, refused) => {
    expect(refusedIn(value, 'ResultsMetadata', 'x')).toEqual(refused);
  });

  test('a null list, a null in a list and a date that is none', () => {
    expect(refusedIn(null, 'string[]', 'x')).toEqual(['x is no list']);
    expect(refusedIn(['a', null], 'string[]', 'x')).toEqual(['x.1 is no string']);
    expect(refusedIn('soon', 'time', 'x')).toEqual(['x is no time']);
  });
});
