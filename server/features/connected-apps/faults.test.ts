import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '#contract/problem.ts';
import { createCertificate } from '../../testing/certificate.ts';
import { readTruth } from '../../testing/grants.ts';
import { startListener } from '../../testing/listener.ts';
import { freePort, startStack, type Stack } from '../../testing/start.ts';
import type { Answer, Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let amara: Visitor;
let id: string;

beforeAll(async () => {
  stack = await startStack();
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  id = (await readTruth(stack, 'acme-robotics')).appIds[0] ?? '';
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

const problemOf = ({ text }: Answer) => z.parse(problemSchema, JSON.parse(text));
const ofStytch: unknown = expect.stringMatching(/^request-id-test-/);
const status = (code: number, errorType?: string) => ({ kind: 'status', status: code, errorType });

const faults: [fault: Record<string, unknown>, answer: number, problem: Record<string, unknown>][] =
  [
    [status(500), 502, { code: 'upstream-error', retryable: true, upstream_request_id: ofStytch }],
    [{ kind: 'html', status: 502 }, 502, { code: 'upstream-error', retryable: true }],
    [{ kind: 'html', status: 200 }, 502, { code: 'upstream-invalid' }],
    [{ kind: 'invalid-json' }, 502, { code: 'upstream-invalid' }],
    [{ kind: 'null-body' }, 502, { code: 'upstream-invalid' }],
    [{ ...status(200), body: { status_code: 500 } }, 502, { code: 'upstream-invalid' }],
    [{ kind: 'truncated' }, 502, { code: 'upstream-truncated', retryable: true }],
    [{ kind: 'reset' }, 502, { code: 'upstream-truncated', retryable: true }],
    [
      { kind: 'redirect', location: 'https://evil.example/' },
      502,
      { code: 'upstream-redirect', retryable: false },
    ],
    [{ kind: 'huge', bytes: 68_000_000 }, 502, { code: 'upstream-too-large', retryable: false }],
    [
      status(401, 'unauthorized_credentials'),
      502,
      { code: 'upstream-credentials', retryable: false },
    ],
    [status(403, 'session_authorization_error'), 403, { code: 'not-allowed' }],
    [status(404, 'connected_app_not_found'), 404, { code: 'not-found' }],
    [status(400, 'bad_request'), 502, { code: 'upstream-error' }],
  ];

const waits: [retryAfter: string | null, seconds: number][] = [
  ['7', 7],
  [null, 5],
  ['999999', 60],
  ['Fri, 01 Jan 2100 00:00:00 GMT', 60],
];

describe.each([
  ['connected_apps', '/api/connected-apps'],
  ['/connected_apps/{connected_app_id}', '/api/connected-apps/:id'],
  ['/connected_apps/{connected_app_id}', '/api/connected-apps/:id/reach'],
])('with Stytch failing at %s, %s', (path, route) => {
  const view = () => amara.get(route.replace(':id', id));

  test.each(faults)('%j is %i, in our words', async (fault, code, problem) => {
    await stack.faults({ ...fault, path });
    const answer = await view();
    expect({ status: answer.status, problem: problemOf(answer) }).toMatchObject({
      status: code,
      problem: { ...problem, status: code },
    });
    expect(answer.text).not.toMatch(/fault switch|Bad gateway|evil\.example|stytch\.com/);
  });

  test.each(waits)('a pause of %s is passed on as %i seconds', async (retryAfter, seconds) => {
    await stack.faults({ kind: 'rate-limited', retryAfter, path });
    const answer = await view();
    expect({ status: answer.status, problem: problemOf(answer) }).toMatchObject({
      status: 503,
      problem: { code: 'upstream-rate-limited', retryable: true, retry_after_s: seconds },
    });
    expect(answer.headers['retry-after']).toBe(String(seconds));
  });
});

test('answers that never end are 504, however they do not end', async () => {
  const hasty = await startStack({ deadlineMs: 1000 });
  const visitor = await hasty.signIn('amara.okafor@acme-robotics.example');
  await hasty.faults(
    { kind: 'hang', path: 'connected_apps' },
    { kind: 'drip', bytesPerSecond: 100, path: '/connected_apps/{connected_app_id}' },
    { kind: 'latency', ms: 3000, path: 'members/search' },
  );
  const ids = ['member-test-00000000-0000-4000-8000-000000000000'];
  const answers = await Promise.all([
    visitor.get('/api/connected-apps'),
    visitor.get(`/api/connected-apps/${id}`),
    visitor.get(`/api/connected-apps/${id}/reach`),
    visitor.post('/api/members/lookup', { ids }),
  ]);
  await hasty.close();
  const late = { status: 504, code: 'upstream-timeout' };
  expect(answers.map(({ status: code, json }) => ({ status: code, code: json.code }))).toEqual(
    answers.map(() => late),
  );
});

test('a wait is no failure', async () => {
  await stack.faults({ kind: 'latency', ms: 100, path: '*' });
  expect((await amara.get(`/api/connected-apps/${id}`)).status).toBe(200);
});

test('no failure so far has signed anybody out, and a sound answer is the next one', async () => {
  expect((await amara.get('/api/session')).json.state).toBe('signed-in');
  expect((await amara.get('/api/connected-apps')).status).toBe(200);
});

describe('a server that cannot reach Stytch', () => {
  test('because nobody listens says so, and keeps the session for later', async () => {
    await stack.restart({ STYTCH_BASE_URL: `http://localhost:${await freePort()}` });
    const answer = await amara.get('/api/connected-apps');
    expect({ status: answer.status, problem: problemOf(answer) }).toMatchObject({
      status: 502,
      problem: {
        code: 'upstream-unreachable',
        detail: 'Stytch cannot be reached. Nothing was changed.',
        retryable: true,
      },
    });
    await stack.restart();
    expect((await amara.get('/api/connected-apps')).status).toBe(200);
  });

  test('because the certificate is not to be trusted sends it nothing, and logs an error', async () => {
    const impostor = await startListener(undefined, await createCertificate());
    await stack.restart({ STYTCH_BASE_URL: impostor.origin });
    const before = stack.logLines.length;
    const answer = await amara.get('/api/connected-apps');
    expect({ status: answer.status, problem: problemOf(answer) }).toMatchObject({
      status: 502,
      problem: { code: 'upstream-tls', retryable: false },
    });
    expect(impostor.arrivals).toEqual([]);
    const errors = stack.logLines.slice(before).filter((line) => line.includes('"level":50'));
    expect(errors.map((line): unknown => JSON.parse(line))).toMatchObject([
      { code: 'upstream-tls', cause: { kind: 'tls' } },
    ]);
    await stack.restart();
    await impostor.close();
  });
});

test('a session that Stytch no longer knows ends here too, whichever view finds out', async () => {
  for (const path of ['/api/connected-apps', `/api/connected-apps/${id}`]) {
    const visitor = await stack.signIn('amara.okafor@acme-robotics.example');
    await stack.faults({ ...status(404, 'session_not_found'), path: '*' });
    const answer = await visitor.get(path);
    expect({ status: answer.status, problem: problemOf(answer) }).toMatchObject({
      status: 401,
      problem: { code: 'session-expired', detail: 'Your session has ended. Sign in again.' },
    });
    await stack.faults();
    const { json } = await visitor.get('/api/session');
    expect(json).toMatchObject({ state: 'signed-out', ended: 'ended-at-stytch' });
  }
});

test('a call into another organization, which must never happen, is logged as an error', async () => {
  const before = stack.logLines.length;
  await stack.faults({
    ...status(403, 'session_authorization_tenancy_error'),
    path: '/connected_apps/{connected_app_id}',
  });
  expect((await amara.get(`/api/connected-apps/${id}`)).status).toBe(404);
  const errors = stack.logLines.slice(before).filter((line) => line.includes('"level":50'));
  expect(errors.map((line): unknown => JSON.parse(line))).toMatchObject([
    { code: 'not-found', cause: { kind: 'tenancy', operation: 'connectedApps.get' } },
  ]);
});
