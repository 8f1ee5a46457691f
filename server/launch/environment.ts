import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf, StartError } from '../start-error.ts';

/** Variables by name, without blank ones. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What the launcher starts, with the variables of each program. */
export interface Plan {
  /** The server's variables as if it faced the browser alone; used only to check them. */
  facing: Variables;
  server: Variables;
  /** Null if there are Stytch credentials. */
  sandbox: Variables | null;
}

/** Free ports that the launcher has found. */
export interface FreePorts {
  page: string;
  server: string;
  sandbox: string;
}

const sandboxProject = 'project-test-00000000-0000-4000-8000-000000000001';
/** The sandbox's Northwind Support, whose staff looks into the other organizations. */
const sandboxSupport = 'organization-test-3bdcdb7f-74d0-4183-a8f3-a48b8f812334';

/** Unlike Node's `recursive`, it returns where no directory can be made, as in /proc. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  mkdirSync(directory, { mode: 0o700 });
}

/** A secret made at the first start and kept, so that a restart signs nobody out. Throws StartError. */
function keptSecret(dataDir: string): string {
  const file = join(resolve(dataDir), 'session-secret');
  try {
    makeDirectory(dirname(file));
    const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    // Empty if the disk was full at the first start.
    if (kept !== '') return kept;
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  } catch (error) {
    const why = `DATA_DIR: "${file}" cannot be read or written (${codeOf(error)}).`;
    const wayOut = 'Let this user write there, name another directory, or set SESSION_SECRET.';
    throw new StartError(`${why} ${wayOut}`, { cause: error });
  }
}

function sandboxAt({ sandbox: port }: FreePorts, dataDir: string) {
  const origin = `http://127.0.0.1:${port}`;
  const secret = `secret-test-${randomBytes(24).toString('base64url')}=`;
  return {
    forServer: {
      STYTCH_PROJECT_ID: sandboxProject,
      STYTCH_SECRET: secret,
      STYTCH_BASE_URL: origin,
      LOGO_EXTRA_ORIGIN: origin,
      SUPPORT_ORGANIZATION_ID: sandboxSupport,
    },
    forSandbox: {
      SANDBOX_PORT: port,
      SANDBOX_PROJECT_ID: sandboxProject,
      SANDBOX_SECRET: secret,
      SANDBOX_SESSIONS_FILE: join(dataDir, 'sandbox-sessions.json'),
    },
  };
}

/**
 * Decides what to start from the given variables. With no variable about Stytch it includes the sandbox, but
 * never in production. In development a watcher serves the page and proxies requests to the server over plain
 * http.
 */
export function makePlan(given: Variables, mode: 'start' | 'dev', free: FreePorts): Plan {
  const set: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value?.trim() !== ''),
  );
  const port = set['PORT'] === '0' ? free.page : (set['PORT'] ?? '4000');
  const scheme = set['TLS_CERT_FILE'] === undefined || mode === 'dev' ? 'http' : 'https';
  const origin = `${scheme}://localhost:${port}`;
  const dataDir = set['DATA_DIR'] ?? './data';
  const common = {
    ...set,
    PORT: port,
    // As a browser writes it: without port 80.
    PUBLIC_ORIGIN:
      set['PUBLIC_ORIGIN'] ?? (URL.canParse(origin) ? new URL(origin).origin : 'http://localhost'),
    DATA_DIR: dataDir,
    SESSION_SECRET: set['SESSION_SECRET'] ?? keptSecret(dataDir),
    LOG_LEVEL: set['LOG_LEVEL'] ?? 'warn',
  };
  // Misspelled names count too: anyone who sets a Stytch variable does not want the sandbox.
  const isMeantForStytch =
    set['NODE_ENV'] === 'production' || Object.keys(set).some((name) => /^STYTCH/i.test(name));
  const sandbox = isMeantForStytch ? null : sandboxAt(free, dataDir);
  const facing = { ...common, ...sandbox?.forServer };
  const behindWatcher = {
    PORT: free.server,
    HOST: undefined,
    TLS_CERT_FILE: undefined,
    TLS_KEY_FILE: undefined,
  };
  return {
    facing,
    server: mode === 'start' ? facing : { ...facing, ...behindWatcher },
    sandbox: sandbox === null ? null : { ...set, ...sandbox.forSandbox },
  };
}
