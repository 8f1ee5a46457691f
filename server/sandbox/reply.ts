import { randomUUID } from 'node:crypto';

/** A response of the sandbox: always JSON, like Stytch's. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/** A failure in Stytch's form. Resources throw it, and the server turns it into a response. */
export class StytchFailure extends Error {
  override readonly name = 'StytchFailure';
  readonly status: number;
  readonly errorType: string;

  constructor(status: number, errorType: string, message: string) {
    super(message);
    this.status = status;
    this.errorType = errorType;
  }
}

/** A time as Stytch writes it: UTC, whole seconds. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A request id in Stytch's form. */
export function requestId(): string {
  return `request-id-test-${randomUUID()}`;
}

/** A success; every one carries `status_code` and `request_id`. */
export function ok(body: Record<string, unknown> = {}): Reply {
  return { status: 200, body: { ...body, request_id: requestId(), status_code: 200 } };
}

/**
 * Error types whose `error_url` lacks `/b2b/`: a test project mixes both forms, by type (responses of
 * test.stytch.com printed in kweizh/stytch-benchmark, April 2026).
 */
const generalErrors = new Set([
  'route_not_found',
  'invalid_project_id_authentication',
  'invalid_session_token',
]);

/** The five fields of every error body (https://stytch.com/docs/b2b/api/errors). */
export function failureReply(failure: StytchFailure): Reply {
  const docs = generalErrors.has(failure.errorType) ? 'docs/api' : 'docs/b2b/api';
  return {
    status: failure.status,
    body: {
      status_code: failure.status,
      request_id: requestId(),
      error_type: failure.errorType,
      error_message: failure.message,
      error_url: `https://stytch.com/${docs}/errors/${failure.status}#${failure.errorType}`,
    },
  };
}
