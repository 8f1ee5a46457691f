import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { DestinationStream, Logger } from 'pino';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { createConnectedAppHandlers } from './features/connected-apps/handlers.ts';
import { createLogoHandlers } from './features/logos/handlers.ts';
import { createChangeHandlers } from './features/changes/handlers.ts';
import { createGrantHandlers } from './features/grants/handlers.ts';
import { createOverviewHandlers } from './features/overview/handlers.ts';
import { createScopeHandlers } from './features/scopes/handlers.ts';
import { createMemberHandlers } from './features/members/handlers.ts';
import { createSessionHandlers } from './features/session/handlers.ts';
import { createSessionService } from './features/session/service.ts';
import { parseState } from './features/session/state.ts';
import { createAnswerReader, type AnswerReader } from './graph/answer-reader.ts';
import { createDirectory } from './graph/directory.ts';
import { createGraphs } from './graph/graphs.ts';
import { createGrantObserver, type GrantObserver } from './graph/observer.ts';
import { createSightingRecord } from './graph/record.ts';
import { createSummarise } from './graph/summaries.ts';
import { createObservations } from './store/observations.ts';
import { createLiveApps } from './graph/live-apps.ts';
import { createOrganizationFacts } from './graph/facts.ts';
import { createLimiter } from './http/limits.ts';
import type { ScopeBook } from './scopes/book.ts';
import { openScopeBook } from './scopes/rules-file.ts';
import { createLogger, describeError } from './http/log.ts';
import { openStore, type Store } from './store/database.ts';
import { createSeal } from './store/seal.ts';
import { DatabaseSessionStore } from './store/sessions.ts';
import { createStytch, type Stytch } from './stytch/client.ts';

/** A running server. */
export interface Running {
  /** Where it listens; browsers use `config.publicOrigin`. */
  port: number;
  logger: Logger;
  /** Stops taking requests, lets those in flight finish for 15 s, then closes everything. */
  close(): Promise<void>;
}

/** Where the program lies on disk. */
export interface Places {
  /** Directory of the built client. */
  clientDir: string;
  /** The worker thread `graph/worker`, as source or bundled. */
  worker: URL;
}

/** What tests may set. */
export interface Overrides {
  now?: () => number;
  logStream?: DestinationStream;
  /** Total time of an upstream call, ms. */
  deadlineMs?: number;
}

const drainMs = 15_000;
const sweepMs = 10 * 60_000;

/** Limits of the HTTP server itself, against slow and idle clients (Node.js `http.Server`). */
function listenerFor(config: Config): Server {
  const options = { connectionsCheckingInterval: 1000, maxHeaderSize: 16_384 };
  const server =
    config.tls === null
      ? createHttpServer(options)
      : createHttpsServer({
          ...options,
          cert: readFileSync(config.tls.certFile),
          key: readFileSync(config.tls.keyFile),
        });
  server.headersTimeout = 5000;
  server.requestTimeout = 10_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 1000;
  return server;
}

interface Parts {
  book: ScopeBook;
  stytch: Stytch;
  reader: AnswerReader;
  observer: GrantObserver;
  store: Store;
  sessionStore: DatabaseSessionStore;
  logger: Logger;
}

/** Everything that views read from, made once. */
function sourcesOf({ book, stytch, reader, observer, store, logger }: Parts, now: () => number) {
  const apps = createLiveApps({ stytch, reader, observer, now });
  const facts = createOrganizationFacts(stytch, now);
  const directory = createDirectory(stytch, now);
  const graphs = createGraphs({ stytch, apps, directory, book, observer, now });
  const summarise = createSummarise(book);
  const record = createSightingRecord(createObservations(store), (error) => {
    logger.warn({ cause: describeError(error) }, 'the record of sightings could not be read');
  });
  return { stytch, apps, facts, directory, graphs, summarise, record, observer, book, now };
}

function buildApp(config: Config, clientDir: string, parts: Parts, now: () => number) {
  const { stytch, store, sessionStore, logger } = parts;
  const sources = sourcesOf(parts, now);
  const { facts } = sources;
  const sessionDeps = { stytch, facts, environment: config.environment, now };
  const service = createSessionService(sessionDeps);
  return createApp({
    publicOrigin: config.publicOrigin,
    trustedProxyHops: config.trustedProxyHops,
    sessionSecrets: config.sessionSecrets,
    sessionStore,
    clientDir,
    logger,
    gate: {
      authenticate: (session) => service.authenticate(session),
      isSigningIn: (session) => {
        const step = parseState(session.read())?.step;
        return step === 'enter-code' || step === 'choose-organization';
      },
      limit: createLimiter(config.requestsPerMinute, 60),
    },
    handlers: {
      ...createSessionHandlers({
        ...sessionDeps,
        service,
        logger,
        limitByEmail: createLimiter(config.signInCodesPerHour, 3600),
        limitByAddress: createLimiter(config.signInCodesPerHour * 5, 3600),
      }),
      ...createConnectedAppHandlers(sources),
      ...createMemberHandlers(sources),
      ...createGrantHandlers(sources),
      ...createOverviewHandlers(sources),
      ...createScopeHandlers(sources),
      ...createChangeHandlers(sources),
      ...createLogoHandlers({
        stytch,
        rules: {
          extraOrigin: config.logoExtraOrigin,
          ownHost: new URL(config.publicOrigin).hostname,
        },
        now,
      }),
    },
    async isReady() {
      const read = store.selectFrom('sessions').select('id_hash').limit(1);
      const answer = await read.execute().catch(() => null);
      return answer !== null;
    },
  });
}

function listen(server: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : config.port);
    });
  });
}

/** Counts the requests that are being answered. */
function countInFlight(server: Server) {
  let inFlight = 0;
  let whenIdle: (() => void) | null = null;
  server.on('request', (_request, response) => {
    inFlight += 1;
    response.once('close', () => {
      inFlight -= 1;
      if (inFlight === 0) whenIdle?.();
    });
  });
  return () =>
    new Promise<void>((resolve) => {
      whenIdle = resolve;
      if (inFlight === 0) resolve();
    });
}

/**
 * Stops listening and waits for requests in flight, not for connections: browsers open some ahead
 * that carry nothing, which Node does not count as idle.
 */
async function drain(server: Server, untilIdle: () => Promise<void>): Promise<void> {
  server.close();
  server.closeIdleConnections();
  const patience = new Promise<void>((resolve) => setTimeout(resolve, drainMs).unref());
  await Promise.race([untilIdle(), patience]);
  server.closeAllConnections();
}

/**
 * Wires everything from a configuration and starts listening. Throws when the database cannot be
 * opened, a certificate cannot be read or the port is taken.
 */
export async function startServer(
  config: Config,
  { clientDir, worker }: Places,
  overrides: Overrides = {},
): Promise<Running> {
  const now = overrides.now ?? Date.now;
  const logger = createLogger(config.logLevel, overrides.logStream);
  // Before anything is open: what is wrong in the file stops the start.
  const book = openScopeBook(config.scopeRulesFile);
  const store = await openStore(config);
  const { deadlineMs } = overrides;
  const stytch = createStytch({
    ...config.stytch,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  const sessionStore = new DatabaseSessionStore(store, createSeal(config.sessionSecrets), now);
  const reader = createAnswerReader(worker, book, (error) => {
    logger.error({ cause: describeError(error) }, 'a thread failed');
  });
  const observer = createGrantObserver(worker, config, (error) => {
    logger.error({ cause: describeError(error) }, 'what was read could not be recorded');
  });
  const server = listenerFor(config);
  const untilIdle = countInFlight(server);
  const parts = { book, stytch, reader, observer, store, sessionStore, logger };
  server.on('request', buildApp(config, clientDir, parts, now));
  const port = await listen(server, config);
  const sweeping = setInterval(() => {
    sessionStore.sweep().catch((error: unknown) => {
      logger.error({ cause: describeError(error) }, 'expired sessions could not be removed');
    });
  }, sweepMs).unref();
  return {
    port,
    logger,
    async close() {
      clearInterval(sweeping);
      await drain(server, untilIdle);
      await Promise.all([stytch.close(), reader.close(), observer.close()]);
      await store.destroy();
    },
  };
}
