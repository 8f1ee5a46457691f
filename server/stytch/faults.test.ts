import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { controlsOf, type Controls } from '../testing/controls.ts';
import { startListener, type Listener } from '../testing/listener.ts';
import { createStytch, type Stytch } from './client.ts';
import { UpstreamError } from './errors.ts';
import type { Caller } from './types.ts';

let sandbox: Sandbox;
let controls: Controls;
let stytch: Stytch;
/** Like `stytch`, but with a short deadline. */
let hasty: Stytch;
let caller: Caller;
let elsewhere: Listener;

beforeAll(async () => {
  sandbox = await startSandbox();
  controls = controlsOf(sandbox.origin);
  elsewhere = await startListener();
  const options = { ...credentials(), maxResponseBytes: 200_000 };
  stytch = createStytch(options);
  hasty = createStytch({ ...options, deadlineMs: 300 });
  caller = await signIn();
});
afterAll(async () => {
  await stytch.close();
  await hasty.close();
  await elsewhere.close();
  await sandbox.close();
});
afterEach(() => controls.faults());

function credentials() {
  const { origin: baseUrl, projectId, secret } = sandbox;
  return { baseUrl, projectId, secret };
}

async function signIn(): Promise<Caller> {
  const email = 'amara.okafor@acme-robotics.example';
  const { intermediateSessionToken, organizations } = await stytch.discovery.authenticateEmailCode(
    email,
    '000000',
  );
  const organizationId = organizations[0]?.organizationId ?? '';
  const entered = await stytch.discovery.enterOrganization(
    intermediateSessionToken,
    organizationId,
    60,
  );
  if (entered.kind !== 'signed-in') throw new Error(entered.kind);
  return { organizationId, sessionToken: entered.session.sessionToken };
}

/** The error of a call that must fail. */
async function failureOf(call: Promise<unknown>): Promise<UpstreamError> {
  const error: unknown = await call.then(
    () => new Error('the call did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof UpstreamError) return error;
  throw error;
}

const requestId: unknown = expect.stringMatching(/^request-id-test-/);
const plain = { status: null, upstreamRequestId: null, retryAfterSeconds: null };
const status = (code: number, errorType?: string) => ({ kind: 'status', status: code, errorType });

const faults: [fault: Record<string, unknown>, expected: Record<string, unknown>][] = [
  [status(500), { ...plain, kind: 'error', status: 500, upstreamRequestId: requestId }],
  [
    { ...status(503), headers: { 'retry-after': '7' } },
    { kind: 'error', retryAfterSeconds: 7 },
  ],
  [
    { kind: 'html', status: 502 },
    { ...plain, kind: 'error', status: 502 },
  ],
  [
    { kind: 'html', status: 200 },
    { ...plain, kind: 'invalid', status: 200 },
  ],
  [{ kind: 'invalid-json' }, { ...plain, kind: 'invalid', status: 200 }],
  [{ kind: 'null-body' }, { ...plain, kind: 'invalid', status: 200 }],
  [
    {
      ...status(200),
      body: { status_code: 500, connected_apps: [], request_id: 'request-id-test-1' },
    },
    { kind: 'invalid', status: 200, upstreamRequestId: 'request-id-test-1' },
  ],
  [{ kind: 'truncated' }, { ...plain, kind: 'truncated' }],
  [{ kind: 'reset' }, { ...plain, kind: 'truncated' }],
  [{ kind: 'hang' }, { ...plain, kind: 'timeout' }],
  [
    { kind: 'latency', ms: 600 },
    { ...plain, kind: 'timeout' },
  ],
  [
    { kind: 'drip', bytesPerSecond: 200 },
    { ...plain, kind: 'timeout' },
  ],
  [
    { kind: 'redirect', location: 'http://localhost:1/' },
    { ...plain, kind: 'redirect', status: 302 },
  ],
  [
    { kind: 'huge', bytes: 200_001 },
    { ...plain, kind: 'too-large', status: 200 },
  ],
  [
    { kind: 'rate-limited', retryAfter: '7' },
    { kind: 'rate-limited', status: 429, retryAfterSeconds: 7, upstreamRequestId: requestId },
  ],
  [
    { kind: 'rate-limited', retryAfter: null },
    { kind: 'rate-limited', retryAfterSeconds: 5 },
  ],
  [
    { kind: 'rate-limited', retryAfter: '999999' },
    { kind: 'rate-limited', retryAfterSeconds: 60 },
  ],
  [status(401, 'unauthorized_credentials'), { kind: 'credentials', status: 401 }],
  [status(404, 'session_not_found'), { kind: 'session-expired', status: 404 }],
  [status(403, 'session_authorization_error'), { kind: 'forbidden', status: 403 }],
  [status(403, 'session_authorization_tenancy_error'), { kind: 'tenancy', status: 403 }],
  [status(404, 'connected_app_not_found'), { kind: 'not-found', status: 404 }],
  [status(400, 'bad_request'), { kind: 'refused', status: 400 }],
];

describe('a call that meets', () => {
  test.each(faults)('%j fails, and says how and no more', async (fault, expected) => {
    await controls.takeCalls();
    await controls.faults({ ...fault, path: 'connected_apps' });
    const client = expected['kind'] === 'timeout' ? hasty : stytch;
    const error = await failureOf(client.connectedApps.list(caller));
    expect(error).toMatchObject({ ...expected, operation: 'connectedApps.list' });
    // Reads are sent once more if no byte of a response arrived.
    const times = fault['kind'] === 'reset' ? 2 : 1;
    let calls = 0;
    await expect.poll(async () => (calls += (await controls.takeCalls()).length)).toBe(times);

    const printed = inspect(error, { depth: 20, showHidden: true, getters: true });
    const { projectId, secret } = sandbox;
    const authorization = Buffer.from(`${projectId}:${secret}`).toString('base64');
    const token = String(caller.sessionToken);
    const secrets = [secret, authorization, token, 'fault switch', 'Bad gateway'];
    expect(secrets.filter((text) => printed.includes(text))).toEqual([]);
  });

  test('a token that is no header value fails without repeating it', async () => {
    const sessionToken = 'canary\r\nx-evil: 1';
    const error = await failureOf(stytch.connectedApps.list({ ...caller, sessionToken }));
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary');
  });

  test('nothing but a short wait succeeds', async () => {
    await controls.faults({ kind: 'latency', ms: 50, path: 'connected_apps' });
    expect((await stytch.connectedApps.list(caller)).items.length).toBe(12);
  });
});

test('a search has a time of its own', async () => {
  const patient = createStytch({ ...credentials(), deadlineMs: 300, searchDeadlineMs: 30_000 });
  await controls.faults({ kind: 'latency', ms: 600, path: '*' });
  expect(await patient.members.count(caller)).toBe(38);
  expect((await failureOf(patient.rbac.policy())).kind).toBe('timeout');
  await patient.close();
});

describe('credentials', () => {
  test.each([
    ['secret', { secret: 'secret-test-wrong-0000000000' }, 401],
    ['project id', { projectId: 'nonsense' }, 400],
  ])('with a wrong %s are told from a dead session', async (_, wrong, code) => {
    const other = createStytch({ ...credentials(), ...wrong });
    const error = await failureOf(other.rbac.policy());
    await other.close();
    expect(error).toMatchObject({ kind: 'credentials', status: code });
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('of status %i is never followed', async (code) => {
    const location = `${elsewhere.origin}/v1/b2b/stolen`;
    await controls.faults({ kind: 'redirect', location, status: code, path: '*' });
    for (const call of [stytch.connectedApps.list(caller), stytch.members.count(caller)]) {
      expect(await failureOf(call)).toMatchObject({ kind: 'redirect', status: code });
    }
    expect(elsewhere.arrivals).toEqual([]);
  });
});

describe('what goes out', () => {
  const always = ['accept', 'accept-encoding', 'authorization', 'connection', 'host', 'user-agent'];
  const body = ['content-length', 'content-type'];
  const session = ['x-stytch-member-session'];

  test.each<[name: string, call: () => Promise<unknown>, headers: string[]]>([
    ['a read without a member', () => stytch.rbac.policy(), []],
    ['a read for a member', () => stytch.connectedApps.list(caller), session],
    ['a search for a member', () => stytch.members.count(caller), [...body, ...session]],
    ['a sign-in', () => stytch.discovery.sendEmailCode('a@acme-robotics.example'), body],
  ])('with %s are exactly the headers of the list', async (_, call, headers) => {
    await controls.takeCalls();
    await call();
    const [sent] = await controls.takeCalls();
    expect(sent?.headers).toEqual([...always, ...headers].toSorted());
  });
});

describe('an abort', () => {
  test('cancels the call upstream at once', async () => {
    await controls.takeCalls();
    await controls.faults({ kind: 'drip', bytesPerSecond: 20, path: 'connected_apps', times: 1 });
    const leaving = new AbortController();
    const failed = failureOf(stytch.connectedApps.list(caller, { signal: leaving.signal }));
    await expect.poll(() => controls.control('GET', 'faults')).toEqual([]);
    leaving.abort();
    expect(await failed).toMatchObject({ ...plain, kind: 'aborted' });
    // The sandbox finishes a response that drips for minutes only when nobody reads it any more.
    await expect.poll(() => controls.control('GET', 'calls')).toMatchObject([{ status: 200 }]);
  });

  test('before the call sends nothing', async () => {
    await controls.takeCalls();
    const error = await failureOf(stytch.rbac.policy({ signal: AbortSignal.abort() }));
    expect(error.kind).toBe('aborted');
    expect(await controls.takeCalls()).toEqual([]);
  });
});
