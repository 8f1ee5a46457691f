import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type RequestHandler, type Router } from 'express';
import { AppError } from '../errors.ts';
import { setShellHeaders } from './headers.ts';
import { pathOf } from './log.ts';

/** `If-Match: *` asks for whatever there is (RFC 9110 §13.1.1); our file server takes it for a version. */
const anyVersion: RequestHandler = (request, _response, next) => {
  if (request.headers['if-match'] === '*') delete request.headers['if-match'];
  next();
};

/** Names with dots in them, as the scope `files.read` and the app `https://agent.example/client.json`. */
const namedPage = /^(?:\/organizations\/[^/]+)?\/(?:scopes\/.|(?:apps|diagnose\/[^/]+)\/https)/;

/** Whether an address is one of the page, and not of a file that is not there. */
function isPageAddress(path: string): boolean {
  if (/^\/(?:api|assets|problems)(?:\/|$)/i.test(path)) return false;
  return namedPage.test(path) || !path.includes('.');
}

/**
 * Serves the built client: hashed assets for a year, and the page for every address that looks like one of
 * ours. An unknown file is 404, never the page, so that no cache stores it as an asset.
 */
export function clientFiles(clientDir: string, secure: boolean): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const shellFile = join(clientDir, 'index.html');
  const shell = existsSync(shellFile) ? readFileSync(shellFile) : null;
  const assets = express.static(join(clientDir, 'assets'), {
    // Its own header would give way to the one that every answer already has.
    cacheControl: false,
    etag: false,
    // Files are small: whoever asks for a part is given the whole (RFC 9110 §14.2).
    acceptRanges: false,
    fallthrough: true,
    index: false,
    redirect: false,
    setHeaders: (response) =>
      void response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
  });
  router.use('/assets', anyVersion, compression(), assets);
  router.use('/assets', () => {
    throw new AppError('not-found');
  });
  router.use((request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (shell === null || !isRead || !isPageAddress(pathOf(request))) {
      next();
      return;
    }
    // A browser reads two slashes as the beginning of a host (WHATWG URL, relative slash state).
    if (/^[/\\]{2}/.test(request.url)) {
      response.redirect(308, request.url.replace(/^[/\\]+/, '/'));
      return;
    }
    setShellHeaders(response, secure);
    response.type('html').send(shell);
  });
  return router;
}
