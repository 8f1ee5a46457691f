import type { Problem, ProblemCode } from '#contract/problem.ts';
import { AppError } from '../errors.ts';
import { UpstreamError, type UpstreamKind } from '../stytch/errors.ts';
import { UnsafeIdError } from '../stytch/ids.ts';

interface ProblemKind {
  status: number;
  title: string;
  detail: string;
  retryable: boolean;
}

const kind = (status: number, title: string, detail: string, retryable = false): ProblemKind => ({
  status,
  title,
  detail,
  retryable,
});

const nothingChanged = 'Nothing was changed.';

/** Status and standard words of every problem code. */
const problemKinds = {
  'bad-request': kind(400, 'Bad request', 'The request could not be read.'),
  'invalid-request': kind(422, 'Invalid request', 'Some of the request is not valid.'),
  'not-signed-in': kind(401, 'Not signed in', 'Sign in to see this.'),
  'session-expired': kind(401, 'Session ended', 'Your session has ended. Sign in again.'),
  'another-session': kind(
    409,
    'Signed in as somebody else',
    'This browser is now signed in as somebody else. Nothing was changed.',
  ),
  'not-allowed': kind(403, 'Not allowed', 'Your roles do not allow this.'),
  'forbidden-origin': kind(403, 'Refused', 'The request did not come from this application.'),
  'not-found': kind(404, 'Not found', 'There’s nothing here, or you don’t have access to it.'),
  'method-not-allowed': kind(405, 'Method not allowed', 'This address doesn’t take that method.'),
  'precondition-failed': kind(412, 'Precondition failed', 'The current version is another one.'),
  'payload-too-large': kind(413, 'Too large', 'The request body is larger than 64 kB.'),
  'uri-too-long': kind(414, 'Address too long', 'The address is longer than 12,288 characters.'),
  'unsupported-media-type': kind(415, 'Unsupported type', 'The request body must be JSON.'),
  'misdirected-request': kind(421, 'Wrong host', 'This server does not answer for that host.'),
  'too-many-requests': kind(429, 'Too many requests', 'Wait a moment and try again.', true),
  'sign-in-code-wrong': kind(422, 'Wrong code', 'That code is wrong or has expired.'),
  'sign-in-code-used': kind(
    422,
    'Used code',
    'That code has been used or has expired. Ask for a new one.',
  ),
  'sign-in-email-refused': kind(
    422,
    'Email not accepted',
    'Stytch cannot send a code to this email address. Check it, or use another.',
  ),
  'sign-in-not-here': kind(
    403,
    'Not let in',
    'This organization does not let you sign in here with this email address. Ask its administrator.',
  ),
  'member-locked': kind(
    403,
    'Account locked',
    'Stytch has locked your account for a while, after too many wrong codes. Try again later.',
  ),
  'organization-suspended': kind(
    403,
    'Organization suspended',
    'Stytch has suspended this organization: nobody can sign in to it or read it until that ends.',
  ),
  'sign-in-expired': kind(401, 'Start again', 'This sign-in has expired. Ask for a new code.'),
  'sign-in-second-factor': kind(
    403,
    'Second factor needed',
    'This organization asks you for a second factor. Grantscope takes the codes of an authenticator app, and you have set up none there.',
  ),
  'sign-in-other-method': kind(
    403,
    'Other sign-in needed',
    'This organization does not accept an email code, and Grantscope takes nothing else yet.',
  ),
  'session-store-unavailable': kind(
    503,
    'Sessions unavailable',
    'Sessions can’t be read right now. You’re still signed in.',
    true,
  ),
  'record-unavailable': kind(
    503,
    'Record unavailable',
    'Grantscope’s history can’t be read right now.',
    true,
  ),
  'audit-unavailable': kind(
    503,
    'Cannot be recorded',
    'Every view is recorded. Recording isn’t possible right now, so nothing is shown.',
    true,
  ),
  'case-needed': kind(
    403,
    'No case',
    'Support needs an open case to view an organization. Open one first.',
  ),
  'case-ended': kind(403, 'Case ended', 'This case has ended. Reopen it to continue.'),
  'case-budget': kind(
    429,
    'Too many organizations',
    'You’ve reached the hourly limit of organizations.',
    true,
  ),
  'upstream-unreachable': kind(
    502,
    'Stytch cannot be reached',
    `Stytch cannot be reached. ${nothingChanged}`,
    true,
  ),
  'upstream-tls': kind(
    502,
    'Stytch cannot be trusted',
    `The connection to Stytch is not secure, so it was not used. ${nothingChanged}`,
  ),
  'upstream-timeout': kind(
    504,
    'Stytch takes too long',
    `Stytch didn't respond in time. ${nothingChanged}`,
    true,
  ),
  'upstream-truncated': kind(
    502,
    'Response cut off',
    `Stytch's response was cut off, so it isn't shown. ${nothingChanged}`,
    true,
  ),
  'upstream-error': kind(
    502,
    'Stytch reported an error',
    `Stytch reported an error. ${nothingChanged}`,
    true,
  ),
  'upstream-invalid': kind(
    502,
    'Unexpected response',
    `Stytch sent a response that can’t be read. ${nothingChanged}`,
    true,
  ),
  'upstream-too-large': kind(
    502,
    'Response too large',
    `Stytch's response is too large. ${nothingChanged}`,
  ),
  'upstream-rate-limited': kind(
    503,
    'Stytch is limiting requests',
    `Stytch is limiting requests. Try again in a moment. ${nothingChanged}`,
    true,
  ),
  'upstream-credentials': kind(
    502,
    'Service misconfigured',
    `Stytch does not accept this server's credentials. Tell whoever runs it. ${nothingChanged}`,
  ),
  'upstream-wrong-project': kind(
    502,
    'Service misconfigured',
    `This server's project at Stytch is not a B2B project of this environment. Tell whoever runs it. ${nothingChanged}`,
  ),
  'upstream-captcha': kind(
    502,
    'Service misconfigured',
    `Stytch asks for a captcha, which this server cannot solve. Tell whoever runs it. ${nothingChanged}`,
  ),
  'upstream-not-stytch': kind(
    502,
    'Not Stytch',
    `Something between this server and Stytch, such as a firewall, responded in its place. ${nothingChanged}`,
    true,
  ),
  'upstream-redirect': kind(
    502,
    'Unexpected response',
    `Stytch responded with a redirect, which is never followed. ${nothingChanged}`,
  ),
  internal: kind(500, 'Something went wrong', 'Something went wrong in Grantscope.', true),
} satisfies Record<ProblemCode, ProblemKind>;

const upstreamCodes = {
  unreachable: 'upstream-unreachable',
  tls: 'upstream-tls',
  timeout: 'upstream-timeout',
  truncated: 'upstream-truncated',
  error: 'upstream-error',
  invalid: 'upstream-invalid',
  'too-large': 'upstream-too-large',
  'rate-limited': 'upstream-rate-limited',
  credentials: 'upstream-credentials',
  redirect: 'upstream-redirect',
  'session-expired': 'session-expired',
  forbidden: 'not-allowed',
  // Another organization's thing must look like a missing one.
  tenancy: 'not-found',
  'not-found': 'not-found',
  'wrong-project': 'upstream-wrong-project',
  captcha: 'upstream-captcha',
  'not-stytch': 'upstream-not-stytch',
  suspended: 'organization-suspended',
  locked: 'member-locked',
  'email-refused': 'sign-in-email-refused',
  'other-method': 'sign-in-other-method',
  'not-let-in': 'sign-in-not-here',
  'code-wrong': 'sign-in-code-wrong',
  'code-used': 'sign-in-code-used',
  refused: 'upstream-error',
  aborted: 'internal',
} satisfies Record<UpstreamKind, ProblemCode>;

/** What Express and its file server throw, by status (https://github.com/pillarjs/send#error-handling). */
const codesByStatus: Readonly<Record<number, ProblemCode>> = {
  404: 'not-found',
  412: 'precondition-failed',
};

/** The AppError for any thrown value; `internal` for unexpected ones. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof UpstreamError) {
    const code = upstreamCodes[error.kind];
    const { upstreamRequestId, retryAfterSeconds } = error;
    // With Stytch's id of the call, a thing that exists elsewhere could be told from one that does not.
    if (code === 'not-found') return new AppError(code, { cause: error });
    if (code === 'not-allowed') {
      // Ours did: theirs may have changed within the last minute, or ask for more.
      const detail = 'Stytch refused this: your roles do not allow it there.';
      return new AppError(code, { detail, cause: error, upstreamRequestId });
    }
    return new AppError(code, { cause: error, upstreamRequestId, retryAfterSeconds });
  }
  if (error instanceof UnsafeIdError) return new AppError('not-found', { cause: error });
  if (error instanceof URIError) return new AppError('bad-request', { cause: error });
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  const isTheirs = status >= 400 && status < 500;
  return new AppError(codesByStatus[status] ?? (isTheirs ? 'bad-request' : 'internal'), {
    cause: error,
  });
}

/** The RFC 9457 body for an error: our words, no stack, and only the request id from upstream. */
export function toProblem(error: AppError, requestId: string, publicOrigin: string): Problem {
  const { status, title, detail, retryable } = problemKinds[error.code];
  return {
    type: `${publicOrigin}/problems/${error.code}`,
    code: error.code,
    title,
    status,
    detail: error.detail ?? detail,
    instance: `urn:request:${requestId}`,
    retryable,
    ...(error.retryAfterSeconds === null ? {} : { retry_after_s: error.retryAfterSeconds }),
    ...(error.upstreamRequestId === null ? {} : { upstream_request_id: error.upstreamRequestId }),
    ...(error.needs === undefined ? {} : { needs: error.needs }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
  };
}
