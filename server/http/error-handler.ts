import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { BrokenOff } from '../errors.ts';
import { UpstreamError } from '../stytch/errors.ts';
import { describeError, pathOf, requestIdOf } from './log.ts';
import { toAppError, toProblem } from './problems.ts';

/** What servers log for a client that has gone, by the custom of nginx; never sent. */
const brokenOff = 499;

function isBrokenOff(error: unknown, response: Response): boolean {
  const isAborted = error instanceof UpstreamError && error.kind === 'aborted';
  return error instanceof BrokenOff || (isAborted && response.destroyed);
}

/**
 * How loud a problem is. A tenancy refusal means that we asked for another organization's data, which
 * must never happen.
 */
function levelOf(status: number, cause: unknown): 'error' | 'warn' | 'info' {
  const kind = cause instanceof UpstreamError ? cause.kind : null;
  return status >= 500 || kind === 'tenancy' ? 'error' : 'warn';
}

/** Turns every error into problem+json and logs what the client is not told. */
export function errorHandler(logger: Logger, publicOrigin: string): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const appError = toAppError(error);
    const requestId = requestIdOf(request);
    const problem = toProblem(appError, requestId, publicOrigin);
    const about = { requestId, method: request.method, path: pathOf(request) };
    if (isBrokenOff(error, response)) {
      logger.info({ ...about, status: brokenOff }, 'broken off');
      response.destroy();
      return;
    }
    const level = levelOf(problem.status, appError.cause);
    const cause = appError.cause === undefined ? undefined : describeError(appError.cause);
    logger[level]({ ...about, code: appError.code, status: problem.status, cause }, 'problem');
    // An answer in lines has said itself how it failed.
    if (response.writableEnded) return;
    if (response.headersSent) {
      next(error);
      return;
    }
    if (problem.retry_after_s !== undefined) {
      response.setHeader('Retry-After', String(problem.retry_after_s));
    }
    // An asset may have been about to be sent, for a year.
    response.setHeader('Cache-Control', 'no-store');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}
