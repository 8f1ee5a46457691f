import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { pino, type DestinationStream, type Logger } from 'pino';
import { UpstreamError } from '../stytch/errors.ts';

/** One JSON line an event on stdout, or on the given stream. */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: () => `,"at":"${new Date().toISOString()}"` };
  return stream === undefined ? pino(options) : pino(options, stream);
}

/**
 * What of an error may be logged. Never the error itself: errors of other libraries hold headers,
 * bodies and addresses.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof UpstreamError) {
    const { kind, operation, status, upstreamRequestId } = error;
    return { kind, operation, status, upstreamRequestId };
  }
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  // Frames only: the first line of a stack is the message.
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  return { type: error.name, code, stack };
}

const requestIds = new WeakMap<object, string>();

/** The id of a request: in its problem body and in every log line about it. */
export function requestIdOf(request: Request): string {
  const known = requestIds.get(request);
  if (known !== undefined) return known;
  const id = randomUUID();
  requestIds.set(request, id);
  return id;
}

/** Logs each request once: method, path without its query, status and duration. */
export function logRequests(logger: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.on('close', () => {
      logger.info(
        {
          requestId: requestIdOf(request),
          method: request.method,
          path: request.originalUrl.split('?', 1)[0],
          status: response.writableFinished ? response.statusCode : 'aborted',
          ms: Math.round(performance.now() - started),
        },
        'request',
      );
    });
    next();
  };
}
