import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { UpstreamError } from '../stytch/errors.ts';
import { describeError, requestIdOf } from './log.ts';
import { toAppError, toProblem } from './problems.ts';

/**
 * How loud a problem is. A tenancy refusal means that we asked for another organization's data, which
 * must never happen; a browser that went away is nobody's failure.
 */
function levelOf(status: number, cause: unknown): 'error' | 'warn' | 'info' {
  const kind = cause instanceof UpstreamError ? cause.kind : null;
  if (kind === 'aborted') return 'info';
  return status >= 500 || kind === 'tenancy' ? 'error' : 'warn';
}

/** Turns every error into problem+json, and logs what the person is not told. */
export function errorHandler(logger: Logger, publicOrigin: string): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const appError = toAppError(error);
    const requestId = requestIdOf(request);
    const problem = toProblem(appError, requestId, publicOrigin);
    const level = levelOf(problem.status, appError.cause);
    const cause = appError.cause === undefined ? undefined : describeError(appError.cause);
    logger[level]({ requestId, code: appError.code, status: problem.status, cause }, 'problem');
    // An answer in lines has said itself how it failed.
    if (response.writableEnded) return;
    if (response.headersSent) {
      next(error);
      return;
    }
    if (problem.retry_after_s !== undefined) {
      response.setHeader('Retry-After', String(problem.retry_after_s));
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}
