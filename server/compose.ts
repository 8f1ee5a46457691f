import { randomUUID } from 'node:crypto';
import type { DestinationStream, Logger } from 'pino';
import { createApp } from './app.ts';
import { openAudit, type Audit } from './audit/audit.ts';
import type { Config } from './config.ts';
import { createActivityHandlers } from './features/activity/handlers.ts';
import { createConnectedAppHandlers } from './features/connected-apps/handlers.ts';
import { createLogoHandlers } from './features/logos/handlers.ts';
import { createChangeHandlers } from './features/changes/handlers.ts';
import { createDiagnosisHandlers } from './features/diagnosis/handlers.ts';
import { createGrantHandlers } from './features/grants/handlers.ts';
import { createOverviewHandlers } from './features/overview/handlers.ts';
import { createScopeHandlers } from './features/scopes/handlers.ts';
import { createEnterCase } from './features/support/enter-case.ts';
import { createSupportHandlers } from './features/support/handlers.ts';
import { createMemberHandlers } from './features/members/handlers.ts';
import { createSessionHandlers } from './features/session/handlers.ts';
import { createSignInLimits } from './features/session/limits.ts';
import { createSignInRecord } from './features/session/record.ts';
import { createMarks } from './features/session/mark.ts';
import { createSessionService } from './features/session/service.ts';
import { isSigningIn, parseState } from './features/session/state.ts';
import { createResponseReader } from './live/response-reader.ts';
import { createBackgroundReader } from './graph/background-reader.ts';
import { createGrantObserver } from './observations/observer.ts';
import { createViewSources, type ViewSources } from './view-sources.ts';
import { countInFlight, drain } from './http/drain.ts';
import { createLimiter } from './http/limits.ts';
import { createListener, listen } from './http/listener.ts';
import { openScopeClassifier } from './scopes/rules-file.ts';
import { createLogger, describeError } from './http/log.ts';
import { serveStore, type Store } from './store/database.ts';
import { createLeases } from './store/leases.ts';
import { createObservations } from './store/observations.ts';
import { organizationsDue, organizationsWith } from './store/organizations.ts';
import { createReadiness } from './store/readiness.ts';
import { createSeal } from './store/seal.ts';
import { DatabaseSessionStore } from './store/sessions.ts';
import { createStytch, readerOf, type Stytch } from './stytch/client.ts';
import { UpstreamError } from './stytch/errors.ts';

/** A running server. */
export interface Running {
  /** Where it listens; browsers use `config.publicOrigin`. */
  port: number;
  logger: Logger;
  /**
   * Asks Stytch whether it accepts the project and its secret, and logs a problem if it does not or cannot
   * be reached. Never rejects: a server waiting for Stytch to come back must not restart.
   */
  checkProject(): Promise<void>;
  /** Stops taking requests, lets those in flight finish for 15 s, then closes everything. */
  close(): Promise<void>;
}

/** Where the program lies on disk. */
export interface Places {
  /** Directory of the built client. */
  clientDir: string;
  /** The worker thread `worker.ts`, as source or bundled. */
  worker: URL;
}

/** What tests may set. */
export interface Overrides {
  now?: () => number;
  logStream?: DestinationStream;
  /** Total time of an upstream call, ms. */
  deadlineMs?: number;
}

const sweepMs = 60_000;

interface Parts {
  stytch: Stytch;
  sources: ViewSources;
  store: Store;
  audit: Audit;
  sessionStore: DatabaseSessionStore;
  logger: Logger;
}

function buildApp(config: Config, clientDir: string, parts: Parts, now: () => number) {
  const { stytch, sources, store, audit, sessionStore, logger } = parts;
  const { facts } = sources;
  const record = createSignInRecord(audit.recorder);
  const { environment, support, publicOrigin } = config;
  const marks = createMarks(config.sessionSecrets);
  const sessionDeps = { stytch, facts, record, marks, environment, support, now };
  const service = createSessionService(sessionDeps);
  return createApp({
    publicOrigin,
    trustedProxyHops: config.trustedProxyHops,
    sessionSecrets: config.sessionSecrets,
    sessionStore,
    clientDir,
    logger,
    gate: {
      authenticate: (session) => service.authenticate(session),
      endedAtStytch: (session) => service.endedAtStytch(session),
      isSigningIn: (session) => isSigningIn(parseState(session.read())),
      enterCase: createEnterCase(audit.cases),
      limit: createLimiter(config.requestsPerMinute, 60),
      audit: audit.routes,
    },
    handlers: {
      ...createSessionHandlers({
        ...sessionDeps,
        service,
        logger,
        ...createSignInLimits(config.signInCodesPerHour),
      }),
      ...createConnectedAppHandlers(sources),
      ...createMemberHandlers(sources),
      ...createGrantHandlers(sources),
      ...createOverviewHandlers(sources),
      ...createScopeHandlers(sources),
      ...createChangeHandlers(sources),
      ...createDiagnosisHandlers(sources),
      ...createActivityHandlers({ ...sources, audit }),
      ...createSupportHandlers({
        ...sources,
        cases: audit.cases,
        organizationsWith: (...given) => organizationsWith(store, ...given),
        publicOrigin,
      }),
      ...createLogoHandlers({
        stytch: sources.stytch,
        rules: {
          extraOrigin: config.logoExtraOrigin,
          ownHost: new URL(publicOrigin).hostname,
        },
        now,
      }),
    },
    isReady: createReadiness(store, (error) => {
      if (error === null) logger.info('the database can be used again');
      else logger.error({ cause: describeError(error) }, 'the database cannot be used');
    }),
  });
}

/** Reads organizations in the background; it does nothing until it is started. */
function backgroundReader(
  config: Config,
  { sources, store, logger }: Pick<Parts, 'sources' | 'store' | 'logger'>,
  now: () => number,
) {
  return createBackgroundReader({
    sources,
    leases: createLeases(store),
    due: (before) => organizationsDue(store, before),
    everyMs: config.backgroundReadMinutes * 60_000,
    holder: randomUUID(),
    now,
    onFailure: (organizationId, error) => {
      const cause = describeError(error);
      logger.warn({ organizationId, cause }, 'an organization could not be read in the background');
    },
  });
}

/** The Stytch client; logs what matters about the route to it. */
function stytchFor(
  config: Config,
  logger: Logger,
  { now, deadlineMs }: { now: () => number; deadlineMs: number | undefined },
): Stytch {
  const { proxy } = config.stytch;
  if (proxy !== null) {
    logger.info({ proxy: new URL(proxy).host }, 'Stytch is reached through a proxy');
  }
  return createStytch({
    ...config.stytch,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    now,
    onClockDifference: (seconds) => {
      const how = `this server's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} Stytch's`;
      logger.warn({ aheadSeconds: seconds }, how);
    },
  });
}

/**
 * Reads the policy: every sign-in needs that call, it takes only the secret, and only B2B projects allow
 * it.
 */
async function checkProject({ rbac }: Stytch, logger: Logger): Promise<void> {
  try {
    await rbac.policy();
  } catch (error) {
    const { kind = '', status = null } = error instanceof UpstreamError ? error : {};
    const sentence =
      kind === 'credentials'
        ? 'Stytch does not accept STYTCH_PROJECT_ID with STYTCH_SECRET: nobody can sign in'
        : status === 400
          ? 'Stytch takes no B2B calls for STYTCH_PROJECT_ID: it must be a project of the kind B2B'
          : 'Stytch could not be asked whether it accepts STYTCH_SECRET';
    const isSure = kind === 'credentials' || status === 400;
    logger[isSure ? 'error' : 'warn']({ cause: describeError(error) }, sentence);
  }
}

/**
 * Builds everything from the configuration and starts listening. Throws when the database cannot be opened,
 * a certificate cannot be read or the port is taken.
 */
export async function startServer(
  config: Config,
  { clientDir, worker }: Places,
  overrides: Overrides = {},
): Promise<Running> {
  const now = overrides.now ?? Date.now;
  const logger = createLogger(config.logLevel, overrides.logStream);
  // Before anything is open: what is wrong in the file stops the start.
  const classifier = openScopeClassifier(config.scopeRulesFile);
  const served = await serveStore(config, (message) => logger.warn(message));
  const { store } = served;
  const stytch = stytchFor(config, logger, { now, deadlineMs: overrides.deadlineMs });
  const sessionStore = new DatabaseSessionStore(store, createSeal(config.sessionSecrets), now);
  const reader = createResponseReader(worker, classifier, (error) => {
    logger.error({ cause: describeError(error) }, 'a thread failed');
  });
  const observer = createGrantObserver(worker, config, (error) => {
    logger.error({ cause: describeError(error) }, 'what was read could not be recorded');
  });
  const server = createListener(config.tls);
  const untilIdle = countInFlight(server);
  const observations = createObservations(store);
  const viewParts = { classifier, stytch: readerOf(stytch), reader, observer, observations, now };
  const sources = createViewSources(viewParts, (error) => {
    logger.warn({ cause: describeError(error) }, 'the record of sightings could not be read');
  });
  const background = backgroundReader(config, { sources, store, logger }, now);
  const audit = openAudit(store, now, config.supportOrganizationsPerHour, (event, error) => {
    // At least here: it holds ids only.
    logger.error({ event, cause: describeError(error) }, 'an event could not be recorded');
  });
  const parts = { stytch, sources, store, audit, sessionStore, logger };
  server.on('request', buildApp(config, clientDir, parts, now));
  const port = await listen(server, config.host, config.port);
  if (config.backgroundReadMinutes > 0) background.start();
  const sweeping = setInterval(() => {
    Promise.all([sessionStore.sweep(), audit.cases.sweep()]).catch((error: unknown) => {
      logger.error({ cause: describeError(error) }, 'what has expired could not be swept');
    });
  }, sweepMs).unref();
  return {
    port,
    logger,
    checkProject: () => checkProject(stytch, logger),
    async close() {
      clearInterval(sweeping);
      await background.stop();
      await drain(server, untilIdle);
      await audit.recorder.settle();
      await Promise.all([stytch.close(), reader.close(), observer.close()]);
      await served.close();
    },
  };
}
