import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import { declaresTooMuch } from './body.ts';

const methods = new Set(['GET', 'HEAD', 'POST']);

/** The host, with any user, of a target that is a whole address (RFC 9112 §3.2.2); null for a path. */
function hostOfTarget(target: string): string | null {
  return /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(target)?.[1] ?? null;
}

/** Refuses what no route could want, before anything else looks at the request. */
export function requestLimits(publicOrigin: string): RequestHandler {
  const { host } = new URL(publicOrigin);
  return (request: Request, response: Response, next: NextFunction) => {
    // A scope may have a long name, each letter of which takes nine characters here.
    if (request.url.length > 12_288) throw new AppError('uri-too-long');
    if (!methods.has(request.method)) {
      response.setHeader('Allow', [...methods].join(', '));
      throw new AppError('method-not-allowed');
    }
    const hosts = request.rawHeaders.filter(
      (name, index) => index % 2 === 0 && name.toLowerCase() === 'host',
    );
    const named = hostOfTarget(request.url) ?? host;
    if (hosts.length !== 1 || request.headers.host !== host || named !== host) {
      throw new AppError('misdirected-request');
    }
    const isTooLong = declaresTooMuch(request);
    // What is left of such a body is never read, so that the connection cannot be used again.
    if (isTooLong || request.headers['transfer-encoding'] !== undefined) {
      response.setHeader('Connection', 'close');
    }
    if (isTooLong) throw new AppError('payload-too-large');
    next();
  };
}

/** Counts against a limit; throws 429 `too-many-requests` with the seconds to wait. */
export type Limiter = (key: string) => Promise<void>;

/** At most `points` in each `seconds` for each key, in this process. */
export function createLimiter(points: number, seconds: number): Limiter {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw new AppError('too-many-requests', { retryAfterSeconds });
    }
  };
}
