import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Router } from 'express';
import { AppError } from '../errors.ts';
import { setShellHeaders } from './headers.ts';

/**
 * Serves the built client: hashed assets for a year, and the page for every address that looks like
 * one of ours. An unknown file is 404, never the page, so that no cache stores it as an asset.
 */
export function clientFiles(clientDir: string, secure: boolean): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const shellFile = join(clientDir, 'index.html');
  const shell = existsSync(shellFile) ? readFileSync(shellFile) : null;
  const assets = express.static(join(clientDir, 'assets'), {
    // Its own header would give way to the one that every answer already has.
    cacheControl: false,
    etag: false,
    fallthrough: true,
    index: false,
    redirect: false,
    setHeaders: (response) =>
      void response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
  });
  router.use('/assets', compression(), assets);
  router.use('/assets', () => {
    throw new AppError('not-found');
  });
  router.use((request, response, next) => {
    const isPage = request.method === 'GET' || request.method === 'HEAD';
    const isFile = request.path.includes('.');
    const isOurs = !/^\/(?:api|assets|problems)(?:\/|$)/i.test(request.path);
    if (shell === null || !isPage || !isOurs || isFile) {
      next();
      return;
    }
    setShellHeaders(response, secure);
    response.type('html').send(shell);
  });
  return router;
}
