import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { everyCall } from './judge-calls.ts';
import { createClient, idOf, refusal, refusalOf, startJudge, type Judge } from './judge.ts';
import { operations } from './routes.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
afterAll(() => judge.close());

const jwks = 'GET /v1/b2b/sessions/jwks/{project_id}';
const calls = Object.entries(everyCall);
const guarded = calls.filter(([key]) => key !== jwks);
const callSchema = z.array(z.object({ method: z.string(), path: z.string(), status: z.int() }));

function withCredentials(change: { projectId?: string; secret?: string }) {
  return createClient({ ...judge.sandbox, ...change });
}

/** A plain request with valid credentials, without the package. */
async function plain(method: string, path: string, headers: Record<string, string> = {}) {
  const { origin, projectId, secret } = judge.sandbox;
  const authorization = `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}`;
  const response = await fetch(origin + path, { method, headers: { authorization, ...headers } });
  const body: unknown = await response.json();
  return { status: response.status, type: response.headers.get('content-type'), body };
}

const failed = (status: number, errorType: string) => {
  const { error_details: _, ...body } = refusal(status, errorType);
  return { status, type: 'application/json', body };
};

test('the judge drives every operation, and no other', () => {
  expect(Object.keys(everyCall).toSorted()).toEqual(operations.map(([key]) => key).toSorted());
});

test.each(calls)(
  '%s is the route that the package calls, answered with JSON',
  async (key, call) => {
    await fetch(`${judge.sandbox.origin}/__sandbox/calls`, { method: 'DELETE' });
    // Some calls name a missing session, which also shows that the route is right.
    const outcome = await call(judge.stytch).then(
      () => 'done',
      async (error: unknown) => (await refusalOf(Promise.reject(error)))['error_type'],
    );
    expect(outcome).toMatch(/^done$|session_not_found$/);
    const response = await fetch(`${judge.sandbox.origin}/__sandbox/calls`);
    const log = callSchema.parse(await response.json());
    const template = new RegExp(`^${key.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    expect(log).toEqual([
      {
        method: key.split(' ')[0],
        path: expect.any(String),
        status: outcome === 'done' ? 200 : 404,
      },
    ]);
    expect(`${log[0]?.method} ${log[0]?.path}`).toMatch(template);
  },
);

describe('credentials', () => {
  test.each(guarded)('with a wrong secret are refused by %s', async (_, call) => {
    const stytch = withCredentials({ secret: 'secret-test-wrong=' });
    expect(await refusalOf(call(stytch))).toStrictEqual(refusal(401, 'unauthorized_credentials'));
  });

  test.each(guarded)('with a malformed project id are a bad request to %s', async (_, call) => {
    const stytch = withCredentials({ projectId: 'project-test-1' });
    expect(await refusalOf(call(stytch))).toStrictEqual(
      refusal(400, 'invalid_project_id_authentication'),
    );
  });

  test('of another project are refused', async () => {
    const stytch = withCredentials({
      projectId: 'project-live-00000000-0000-4000-8000-000000000001',
    });
    const refused = await refusalOf(stytch.organizations.search({}));
    expect(refused).toStrictEqual(refusal(401, 'unauthorized_credentials'));
  });

  test.each(['', 'Bearer x', 'Basic', 'Basic !!!'])('"%s" are a bad request', async (value) => {
    expect(await plain('GET', '/v1/b2b/rbac/policy', { authorization: value })).toEqual(
      failed(400, 'invalid_project_id_authentication'),
    );
  });
});

describe('a route that does not exist', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/v1/b2b/organizations'],
    ['GET', '/v1/b2b/organizations/'],
    ['DELETE', '/v1/b2b/organizations/acme-robotics'],
    ['PUT', '/v1/b2b/rbac/policy'],
    ['GET', '/v1/b2b/organizations/acme-robotics/connected_apps/'],
    ['GET', '/v1/users/search'],
  ])('%s %s is JSON all the same', async (method, path) => {
    expect(await plain(method, path)).toEqual(failed(404, 'route_not_found'));
  });
});

test('a body that is no JSON is a bad request', async () => {
  const { origin } = judge.sandbox;
  const credentials = Buffer.from(`${judge.sandbox.projectId}:${judge.sandbox.secret}`);
  const response = await fetch(`${origin}/v1/b2b/organizations/search`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials.toString('base64')}` },
    body: '{"limit":',
  });
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 400,
    body: { status_code: 400, error_type: 'bad_request', request_id: idOf('request-id') },
  });
});
