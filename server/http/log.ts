import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { pino, type DestinationStream, type Logger } from 'pino';
import { UpstreamError } from '../stytch/errors.ts';
import { logOutput } from './log-output.ts';

/** Characters that could move a terminal's cursor, end a line or turn a text round. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeCharacter(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** JSON escapes what stands below a space; what else is no plain text is escaped here (CWE-117). */
function escapeLine(line: string): string {
  return `${line.trimEnd().replaceAll(unprintable, escapeCharacter)}\n`;
}

/** One JSON line an event on stdout, or on the given stream. */
export function createLogger(level: string, stream: DestinationStream = logOutput(1)): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    hooks: { streamWrite: escapeLine },
  };
  return pino(options, stream);
}

/**
 * What of an error may be logged. Never the error itself: errors of other libraries hold headers,
 * bodies and addresses.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof UpstreamError) {
    const { kind, operation, status, upstreamRequestId, reason } = error;
    return { kind, operation, status, upstreamRequestId, ...(reason === null ? {} : { reason }) };
  }
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  // Frames only: a stack begins with the message, which may look like frames itself.
  const frames = error.stack?.replace(error.message, '').split('\n');
  const stack = frames?.filter((line) => line.startsWith('    at '));
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

/** The path of a request: without its query and, if it names a whole address, without host and user. */
export function pathOf({ originalUrl }: Request): string {
  return originalUrl.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
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
          path: pathOf(request),
          status: response.writableFinished ? response.statusCode : 'aborted',
          ms: Math.round(performance.now() - started),
        },
        'request',
      );
    });
    next();
  };
}
