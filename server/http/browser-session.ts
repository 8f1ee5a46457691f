import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Request, RequestHandler, Response } from 'express';
import session, { type Store } from 'express-session';
import { AppError } from '../errors.ts';
import { clientAddressOf } from './client-address.ts';
import type { BrowserSession } from './handler.ts';
import { requestIdOf } from './log.ts';

declare module 'express-session' {
  interface SessionData {
    /** Parsed by the session feature whenever it is read. */
    state?: unknown;
  }
}

/** `__Host-Http-` cookies can be neither set by scripts nor tossed from a sibling (RFC 6265bis). */
function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-Http-sid' : 'sid';
}

/** Reads and keeps sessions in the store; no cookie before there is something to keep. */
export function sessionMiddleware(
  store: Store,
  secrets: readonly string[],
  secure: boolean,
): RequestHandler {
  const middleware = session({
    store,
    secret: [...secrets],
    name: sessionCookieName(secure),
    genid: () => randomBytes(32).toString('base64url'),
    saveUninitialized: false,
    resave: false,
    rolling: false,
    proxy: true,
    cookie: { path: '/', httpOnly: true, secure, sameSite: 'strict' },
  });
  return (request, response, next) => {
    // express-session asks this header whether its cookie may be secure. The configured origin knows,
    // whatever the proxies in front say or leave out (expressjs/session#165).
    request.headers['x-forwarded-proto'] = secure ? 'https' : 'http';
    middleware(request, response, next);
  };
}

/** A failing store is 503: it must neither sign anybody out nor let anybody through. */
function storeFailure(error: unknown): AppError {
  return new AppError('session-store-unavailable', { cause: error, retryAfterSeconds: 5 });
}

async function stored(
  request: Request,
  work: (done: (error?: unknown) => void) => void,
): Promise<void> {
  await promisify(work)().catch((error: unknown) => {
    // A session that is left in place would be stored once more, and get its cookie regardless.
    Reflect.deleteProperty(request, 'session');
    throw storeFailure(error);
  });
}

/** Passes store errors of the session middleware on as 503. */
export function guardStore(middleware: RequestHandler): RequestHandler {
  return (request, response, next) => {
    middleware(request, response, (error?: unknown) => {
      // express-session leaves the session out, silently, when its store has disconnected.
      const lost = error === undefined && request.session === undefined;
      next(error === undefined && !lost ? undefined : storeFailure(error));
    });
  };
}

/** An image sends no header: the address of a logo holds the mark. */
function believedBy({ headers, query }: Request): string | null {
  const mark = headers['viewer'] ?? query['viewer'];
  return typeof mark === 'string' ? mark : null;
}

/** The session of one request, as features see it. */
export function browserSession(
  request: Request,
  response: Response,
  secure: boolean,
): BrowserSession {
  const name = sessionCookieName(secure);
  const known = (request.headers.cookie ?? '').includes(`${name}=`);
  const save = () => stored(request, (done) => request.session.save(done));
  const drop = async () => {
    await stored(request, (done) => request.session.destroy(done));
    // While an answer is under way it is too late for its cookie; the session behind it is gone.
    if (response.headersSent) return;
    response.clearCookie(name, { path: '/', httpOnly: true, secure, sameSite: 'strict' });
  };
  return {
    known,
    from: {
      requestId: requestIdOf(request),
      clientAddress: clientAddressOf(request),
      sessionId: request.sessionID,
    },
    believed: believedBy(request),
    sayWhose: (mark) => void response.setHeader('Viewer', mark),
    read: () => request.session?.state,
    async write(state) {
      request.session.state = state;
      await save();
    },
    async renew(state) {
      await stored(request, (done) => request.session.regenerate(done));
      request.session.state = state;
      await save();
    },
    async end() {
      await drop();
      // Not "cookies": those are of the whole registrable domain, and so of our neighbours
      // (https://www.w3.org/TR/clear-site-data/#clear-cookies).
      response.setHeader('Clear-Site-Data', '"cache", "storage"');
    },
  };
}
