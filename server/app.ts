import express, { type Express } from 'express';
import type { Store as SessionStore } from 'express-session';
import type { Logger } from 'pino';
import { routes } from '#contract/routes.ts';
import { AppError } from './errors.ts';
import { antiForgery } from './http/anti-forgery.ts';
import { guardStore, sessionMiddleware } from './http/browser-session.ts';
import { clientAddresses } from './http/client-address.ts';
import { cspReports } from './http/csp-report.ts';
import { errorHandler } from './http/error-handler.ts';
import type { Handlers } from './http/handler.ts';
import { securityHeaders } from './http/headers.ts';
import { createLimiter, requestLimits } from './http/limits.ts';
import { logRequests } from './http/log.ts';
import { createMount, type Gate } from './http/mount.ts';
import { clientFiles } from './http/static.ts';

/** Everything that the application is made of. */
export interface AppDeps {
  publicOrigin: string;
  trustedProxyHops: number;
  sessionSecrets: readonly string[];
  sessionStore: SessionStore;
  clientDir: string;
  logger: Logger;
  gate: Omit<Gate, 'secure' | 'publicOrigin'>;
  handlers: Handlers;
  /** Whether the store answers; for `/readyz`. */
  isReady: () => Promise<boolean>;
}

function apiRouter({ gate, handlers, publicOrigin }: AppDeps, secure: boolean): express.Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const mount = createMount(router, { ...gate, secure, publicOrigin });
  mount.visitor(routes.session, handlers.session);
  mount.visitor(routes.signInEmail, handlers.signInEmail);
  mount.visitor(routes.signInCode, handlers.signInCode);
  mount.visitor(routes.signInOrganization, handlers.signInOrganization);
  mount.visitor(routes.signInSecondFactor, handlers.signInSecondFactor);
  mount.visitor(routes.signOut, handlers.signOut);
  mount.member(routes.connectedApps, handlers.connectedApps);
  mount.member(routes.connectedApp, handlers.connectedApp);
  mount.member(routes.connectedAppReach, handlers.connectedAppReach);
  mount.member(routes.connectedAppLogo, handlers.connectedAppLogo);
  mount.member(routes.myConnectedApps, handlers.myConnectedApps);
  mount.member(routes.grants, handlers.grants);
  mount.member(routes.overview, handlers.overview);
  // Before the route of one member, which would take its address.
  mount.member(routes.memberLookup, handlers.memberLookup);
  mount.member(routes.members, handlers.members);
  mount.member(routes.member, handlers.member);
  mount.member(routes.scopes, handlers.scopes);
  mount.member(routes.scope, handlers.scope);
  mount.member(routes.changes, handlers.changes);
  mount.member(routes.diagnosis, handlers.diagnosis);
  mount.member(routes.activity, handlers.activity);
  mount.member(routes.supportVisits, handlers.supportVisits);
  mount.support(routes.desk, handlers.desk);
  mount.support(routes.findCustomers, handlers.findCustomers);
  mount.support(routes.openCase, handlers.openCase);
  mount.support(routes.caseState, handlers.caseState);
  mount.support(routes.extendCase, handlers.extendCase);
  mount.support(routes.endCase, handlers.endCase);
  mount.support(routes.findMember, handlers.findMember);
  mount.support(routes.revealEmail, handlers.revealEmail);

  mount.finish();
  return router;
}

/** The order of everything a request passes, on one screen. */
export function createApp(deps: AppDeps): Express {
  const { publicOrigin, logger } = deps;
  const secure = publicOrigin.startsWith('https://');
  const app = express();
  app.set('query parser', 'simple');
  app.set('strict routing', true);
  app.set('case sensitive routing', true);
  app.disable('x-powered-by');
  app.disable('etag');

  app.use(clientAddresses(deps.trustedProxyHops));
  app.use(logRequests(logger));
  app.use(securityHeaders(secure));
  app.get('/livez', (_request, response) => void response.type('text').send('ok'));
  app.get('/readyz', async (_request, response) => {
    const ready = await deps.isReady();
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ok' : 'database degraded');
  });
  app.use(requestLimits(publicOrigin));
  app.post('/csp-report', cspReports(logger, createLimiter(30, 60)));
  app.use(
    '/api',
    antiForgery(publicOrigin),
    guardStore(sessionMiddleware(deps.sessionStore, deps.sessionSecrets, secure)),
  );
  app.use(apiRouter(deps, secure));
  app.use(clientFiles(deps.clientDir, secure));
  app.use(() => {
    throw new AppError('not-found');
  });
  app.use(errorHandler(logger, publicOrigin));
  return app;
}
