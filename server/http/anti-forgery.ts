import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { AppError } from '../errors.ts';

const checked = new WeakSet<Request>();

/** Whether the check has passed: a route that finds it skipped refuses, whatever the reason. */
export function passedAntiForgery(request: Request): boolean {
  return checked.has(request);
}

const logoPath = /^\/api\/(?:support\/organizations\/[^/]+\/)?connected-apps\/[^/]+\/logo$/;

/**
 * Refuses every API request that our own page did not make: a custom header, which no form or image
 * can set, and `Sec-Fetch-Site: same-origin`, since a sibling subdomain passes SameSite cookies
 * (OWASP CSRF Prevention Cheat Sheet). A browser without Fetch Metadata must send our `Origin`;
 * an `<img>` cannot set headers, so logos are told by `Sec-Fetch-Dest` instead.
 */
export function antiForgery(publicOrigin: string): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const { headers } = request;
    const site = headers['sec-fetch-site'];
    const ours = site === undefined ? headers.origin === publicOrigin : site === 'same-origin';
    const foreign = headers.origin !== undefined && headers.origin !== publicOrigin;
    const isLogo =
      request.method === 'GET' && logoPath.test(request.originalUrl.split('?', 1)[0] ?? '');
    const intended = isLogo
      ? site === 'same-origin' && headers['sec-fetch-dest'] === 'image'
      : headers['x-csrf'] === '1';
    if (headers['sec-fetch-dest'] === 'document' || foreign || !intended) {
      throw new AppError('forbidden-origin');
    }
    if (!ours && (site !== undefined || request.method !== 'GET')) {
      throw new AppError('forbidden-origin');
    }
    checked.add(request);
    next();
  };
}
