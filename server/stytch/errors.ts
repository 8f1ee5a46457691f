/** How an upstream call failed, in our words. */
export type UpstreamKind =
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'truncated'
  | 'error'
  | 'invalid'
  | 'too-large'
  | 'rate-limited'
  | 'credentials'
  | 'redirect'
  | 'session-expired'
  | 'forbidden'
  | 'tenancy'
  | 'not-found'
  | 'refused'
  | 'aborted';

interface Facts {
  status?: number | null;
  upstreamRequestId?: string | null;
  retryAfterSeconds?: number | null;
}

/**
 * The only thing that a failed call lets out of this folder: no body, header, token or text of the
 * upstream, so that it may be logged whole.
 */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly kind: UpstreamKind;
  /** The operation's name, for example `connectedApps.get`. */
  readonly operation: string;
  readonly status: number | null;
  readonly upstreamRequestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(kind: UpstreamKind, operation: string, facts: Facts = {}) {
    super(`Stytch call ${operation} failed: ${kind}`);
    this.kind = kind;
    this.operation = operation;
    this.status = facts.status ?? null;
    this.upstreamRequestId = facts.upstreamRequestId ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

/** Whether Stytch knows no such thing. */
export function isNotFound(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.kind === 'not-found';
}

const longestWait = 60;
const defaultWait = 5;

/**
 * Seconds of a Retry-After header, given as seconds or as an HTTP date (RFC 9110 §10.2.3); at most
 * 60, and 5 where it is missing or unreadable.
 */
export function retryAfterSeconds(header: string | undefined, now: number): number {
  if (header === undefined) return defaultWait;
  const isDate = /^[A-Z][a-z]+, .+ GMT$/.test(header);
  const seconds = /^\d+$/.test(header)
    ? Number(header)
    : ((isDate ? Date.parse(header) : Number.NaN) - now) / 1000;
  return Number.isNaN(seconds)
    ? defaultWait
    : Math.min(longestWait, Math.max(1, Math.ceil(seconds)));
}

/** Error types of a dead session (https://stytch.com/docs/b2b/api/errors). */
const deadSession = new Set([
  'session_not_found',
  'invalid_session_token',
  'unable_to_parse_session_jwt',
  'intermediate_session_not_found',
]);

const badCredentials = new Set([
  'unauthorized_credentials',
  'invalid_project_id_authentication',
  'invalid_secret_authentication',
]);

/** What an error answer means, by status and `error_type`. */
export function kindOfAnswer(status: number, errorType: string | null): UpstreamKind {
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'error';
  if (errorType !== null && badCredentials.has(errorType)) return 'credentials';
  if (errorType !== null && deadSession.has(errorType)) return 'session-expired';
  if (errorType === 'session_authorization_tenancy_error') return 'tenancy';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return 'refused';
}

const tlsCodes = /^(EPROTO$|ERR_(TLS|SSL)_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET))/;

/** What a transport failure means. `timedOut` says that our own deadline fired. */
export function kindOfFailure(error: unknown, timedOut: boolean, aborted: boolean): UpstreamKind {
  if (timedOut) return 'timeout';
  if (aborted) return 'aborted';
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (tlsCodes.test(code)) return 'tls';
  if (/TIMED?OUT/.test(code)) return 'timeout';
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'too-large';
  if (error instanceof Error && error.name === 'HTTPParserError') return 'invalid';
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return 'truncated';
  return 'unreachable';
}
