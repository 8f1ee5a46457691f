import { B2BClient, StytchError } from 'stytch';
import { expect, vi } from 'vitest';
import { plainHttp } from './plain.ts';
import { startSandbox, type Sandbox } from './server.ts';

/**
 * Stytch's own package, pointed at a sandbox of its own. What it reads without complaint, a client of Stytch
 * can read.
 */
export interface Judge {
  sandbox: Sandbox;
  stytch: B2BClient;
  /** Moves the sandbox's clock by adding milliseconds. */
  clock: { offset: number };
  /** Signs in by email code, into the organization given by id, slug or external id. */
  signIn(
    email: string,
    organization: string,
  ): ReturnType<B2BClient['discovery']['intermediateSessions']['exchange']>;
  close(): Promise<void>;
}

/** Stytch's client for these credentials. */
export function createClient(sandbox: Pick<Sandbox, 'origin' | 'projectId' | 'secret'>): B2BClient {
  // It warns once about an address that is not Stytch's. Only that warning is silenced.
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
  const client = new B2BClient({
    project_id: sandbox.projectId,
    secret: sandbox.secret,
    env: `${sandbox.origin}/`,
  });
  const warnings = [...warn.mock.calls];
  warn.mockRestore();
  expect(warnings).toEqual([
    [expect.stringContaining(`custom 'env' value ("${sandbox.origin}/")`)],
  ]);
  return client;
}

/** Shrinks the largest organization until the next reset, for tests that do not need its size. */
export async function shrinkInitech(sandbox: Sandbox): Promise<void> {
  const change = { organization: 'initech-global', members: 100 };
  await plainHttp(sandbox).control('POST', 'seed', change);
}

/** Starts a sandbox on a free port with its judge, with Initech Global shrunk. */
export async function startJudge(): Promise<Judge> {
  const clock = { offset: 0 };
  const sandbox = await startSandbox({ now: () => Date.now() + clock.offset });
  await shrinkInitech(sandbox);
  const stytch = createClient(sandbox);
  return {
    sandbox,
    stytch,
    clock,
    async signIn(email, organization) {
      const { intermediate_session_token } = await stytch.otps.email.discovery.authenticate({
        email_address: email,
        code: '000000',
      });
      return await stytch.discovery.intermediateSessions.exchange({
        intermediate_session_token,
        organization_id: organization,
      });
    },
    close: () => sandbox.close(),
  };
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

/** An id in Stytch's form, for example `session-test-…`. */
export function idOf(kind: string): unknown {
  return expect.stringMatching(new RegExp(`^${kind}-test-${uuid}$`));
}

/** A time in Stytch's form: UTC, whole seconds. */
export const aTime: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** An opaque token. */
export const aToken: unknown = expect.stringMatching(/^[\w-]{44}$/);

/** A compact JWS. */
export const aJwt: unknown = expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/);

/** A well-formed session or intermediate session token that belongs to no one. */
export const unknownToken = 'x'.repeat(44);

/** Fields of every success. */
export const success = { status_code: 200, request_id: idOf('request-id') };

/** The fields of the StytchError that a call must throw. Throws if it ends otherwise. */
export async function refusalOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome)) throw new Error(`no refusal but ${JSON.stringify(outcome.value)}`);
  if (!(outcome.error instanceof StytchError)) throw outcome.error;
  const { status_code, request_id, error_type, error_message, error_url, error_details } =
    outcome.error;
  return { status_code, request_id, error_type, error_message, error_url, error_details };
}

/** Error types whose page is outside the B2B docs. */
const general = new Set([
  'invalid_project_id_authentication',
  'invalid_session_token',
  'route_not_found',
]);

/** The fields of a StytchError with this status and type. */
export function refusal(status: number, errorType: string): Record<string, unknown> {
  return {
    status_code: status,
    request_id: idOf('request-id'),
    error_type: errorType,
    error_message: expect.stringMatching(/^[A-Z].*\.$/),
    error_url: `https://stytch.com/docs/${general.has(errorType) ? '' : 'b2b/'}api/errors/${status}#${errorType}`,
    error_details: undefined,
  };
}
