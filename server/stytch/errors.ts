/** How an upstream call failed, in our terms. */
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
  /** A consumer project, or one of the other environment. */
  | 'wrong-project'
  | 'redirect'
  /** Something between us and Stytch responded instead: a firewall, a proxy, another host. */
  | 'not-stytch'
  | 'session-expired'
  | 'forbidden'
  | 'tenancy'
  | 'not-found'
  | 'suspended'
  /** A person is locked for a while; this is not a rate limit. */
  | 'locked'
  | 'captcha'
  | 'email-refused'
  | 'other-method'
  | 'not-let-in'
  | 'code-wrong'
  /** A code that was right but has been used. */
  | 'code-used'
  /** Any other refusal. */
  | 'refused'
  | 'aborted';

interface Facts {
  status?: number | null;
  upstreamRequestId?: string | null;
  retryAfterSeconds?: number | null;
  reason?: string | null;
}

/**
 * The only thing about a failed call that leaves this folder. It contains no body, header, token or upstream
 * text, so it can be logged whole.
 */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly kind: UpstreamKind;
  /** The operation's name, for example `connectedApps.get`. */
  readonly operation: string;
  readonly status: number | null;
  readonly upstreamRequestId: string | null;
  readonly retryAfterSeconds: number | null;
  /**
   * For the log: what went wrong with the connection, and to which host, for example `ENOTFOUND
   * api.stytch.com`.
   */
  readonly reason: string | null;

  constructor(kind: UpstreamKind, operation: string, facts: Facts = {}) {
    super(`Stytch call ${operation} failed: ${kind}`);
    this.kind = kind;
    this.operation = operation;
    this.status = facts.status ?? null;
    this.upstreamRequestId = facts.upstreamRequestId ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
    this.reason = facts.reason ?? null;
  }
}

/** Whether Stytch reports that the thing does not exist. */
export function isNotFound(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.kind === 'not-found';
}

const longestWait = 60;
const defaultWait = 5;

/**
 * Seconds from a Retry-After header, given as seconds or as an HTTP date (RFC 9110 §10.2.3); at most 60, and
 * 5 if it is missing or unreadable.
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

/**
 * What error types mean, whatever the response status (https://stytch.com/docs/b2b/api/errors, and the union
 * of types in @stytch/vanilla-js).
 */
const kindsOfTypes: Readonly<Record<string, UpstreamKind>> = {
  session_not_found: 'session-expired',
  invalid_session_token: 'session-expired',
  unable_to_parse_session_jwt: 'session-expired',
  intermediate_session_not_found: 'session-expired',
  unauthorized_credentials: 'credentials',
  invalid_project_id_authentication: 'credentials',
  invalid_secret_authentication: 'credentials',
  invalid_b2b_endpoint: 'wrong-project',
  wrong_stack_live: 'wrong-project',
  wrong_stack_test: 'wrong-project',
  session_authorization_tenancy_error: 'tenancy',
  session_authorization_error: 'forbidden',
  organization_suspended: 'suspended',
  user_lock_limit_reached: 'locked',
  captcha_required: 'captcha',
  captcha_failed: 'captcha',
  inactive_email: 'email-refused',
  invalid_email: 'email-refused',
  invalid_email_domain: 'email-refused',
  operation_restricted_by_organization_auth_methods: 'other-method',
  invalid_intermediate_session_token_for_organization: 'other-method',
  insufficient_factors: 'other-method',
  action_not_allowed_email_domain_is_claimed: 'not-let-in',
  email_jit_provisioning_not_allowed: 'not-let-in',
  invalid_email_for_jit_provisioning: 'not-let-in',
  operation_restricted_by_organization_mfa_methods: 'not-let-in',
  otp_code_not_found: 'code-wrong',
  unable_to_authenticate_totp: 'code-wrong',
  unable_to_auth_otp_code: 'code-used',
  totp_code_already_authenticated: 'code-used',
  search_timeout: 'timeout',
  // A Stytch host that lacks this path; it says nothing about the requested record.
  route_not_found: 'refused',
};

/** Who sent a failed response and what it says, as far as that can be read. */
export interface FailureWords {
  /** Whether it has the form of Stytch's errors. */
  isStytchs: boolean;
  errorType: string | null;
}

/**
 * What an error response means: by its type first, then by its status. Any host can send 401, 403 or 404 with
 * a page of its own, so those alone say nothing about a session, role or id.
 */
export function kindOfResponse(
  status: number,
  { isStytchs, errorType }: FailureWords,
): UpstreamKind {
  // A server's own failure is never about the member, whatever it says.
  if (status >= 500) return 'error';
  const type = errorType ?? '';
  if (Object.hasOwn(kindsOfTypes, type)) return kindsOfTypes[type] ?? 'refused';
  if (status === 429 || /rate_limit|quota|too_many_requests/.test(type)) return 'rate-limited';
  if (!isStytchs) return 'not-stytch';
  return status === 404 ? 'not-found' : 'refused';
}

const tlsCodes = /^(EPROTO$|ERR_(TLS|SSL)_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET))/;

/** The code of an error or of its cause: `fetch` and proxies wrap the socket's error. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}

/** Where a connection failed, as far as the error says; contains no foreign text. */
function placeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('hostname' in error && typeof error.hostname === 'string') return error.hostname;
  if (!('address' in error) || typeof error.address !== 'string') return placeOf(error.cause);
  const port = 'port' in error && typeof error.port === 'number' ? `:${error.port}` : '';
  return `${error.address}${port}`;
}

/** What went wrong with a connection to a host, for the log; null if we ended it ourselves. */
export function reasonOf(error: unknown, host: string): string | null {
  const message = error instanceof Error ? error.message : '';
  const [, refusal] = /^Proxy response \((\d{3})\)/.exec(message) ?? [];
  if (refusal !== undefined) return `the proxy answered ${refusal}`;
  const code = codeOf(error);
  return /^[A-Z][A-Z0-9_]*$/.test(code) ? `${code} ${placeOf(error) ?? host}` : null;
}

/** What a transport failure means. `timedOut` says that our own deadline passed. */
export function kindOfFailure(error: unknown, timedOut: boolean, aborted: boolean): UpstreamKind {
  if (timedOut) return 'timeout';
  if (aborted) return 'aborted';
  const code = codeOf(error);
  if (tlsCodes.test(code)) return 'tls';
  if (/TIMED?OUT/.test(code)) return 'timeout';
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'too-large';
  if (error instanceof Error && error.name === 'HTTPParserError') return 'invalid';
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return 'truncated';
  return 'unreachable';
}
