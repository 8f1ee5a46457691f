import { randomUUID } from 'node:crypto';

/** An answer of the sandbox: always JSON, as Stytch's is. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/** A failure in Stytch's form; thrown by resources, turned into an answer by the server. */
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

/** A time as Stytch prints it: UTC, whole seconds. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A request id in Stytch's form. */
export function requestId(): string {
  return `request-id-test-${randomUUID()}`;
}

/** A success: every one carries `status_code` and `request_id`. */
export function ok(body: Record<string, unknown> = {}): Reply {
  return { status: 200, body: { ...body, request_id: requestId(), status_code: 200 } };
}

/** The five fields of every error body (https://stytch.com/docs/b2b/api/errors). */
export function failureReply(failure: StytchFailure): Reply {
  return {
    status: failure.status,
    body: {
      status_code: failure.status,
      request_id: requestId(),
      error_type: failure.errorType,
      error_message: failure.message,
      error_url: `https://stytch.com/docs/b2b/api/errors/${failure.status}#${failure.errorType}`,
    },
  };
}
