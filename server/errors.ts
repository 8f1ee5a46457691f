import type { Problem, ProblemCode } from '#contract/problem.ts';

/** What an `AppError` may carry beside its code. */
export interface AppErrorOptions {
  /** Our own words for the person; the code's standard sentence when left out. */
  detail?: string;
  cause?: unknown;
  retryAfterSeconds?: number | null;
  upstreamRequestId?: string | null;
  needs?: { resource: string; action: string };
  errors?: { path: string; message: string }[];
}

/** The client disconnected before the response. Not a failure: nothing is sent. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/**
 * The only error that features throw. `http/error-handler.ts` turns it into problem+json; its `cause` is
 * logged as a projection and never sent to the browser.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | null;
  readonly upstreamRequestId: string | null;
  readonly needs: Problem['needs'];
  readonly errors: Problem['errors'];

  constructor(code: ProblemCode, options: AppErrorOptions = {}) {
    super(options.detail ?? code, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.upstreamRequestId = options.upstreamRequestId ?? null;
    this.needs = options.needs;
    this.errors = options.errors;
  }
}
