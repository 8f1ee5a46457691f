import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../config.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { startServer, type Overrides } from '../compose.ts';
import { createCertificate, type Certificate } from './certificate.ts';
import { controlsOf, type Controls } from './controls.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** The sandbox's Northwind Support. */
export const supportOrganization = 'organization-test-3bdcdb7f-74d0-4183-a8f3-a48b8f812334';

/** The real server and the real sandbox, each on a random port. */
export interface Stack extends Controls {
  origin: string;
  port: number;
  sandbox: Sandbox;
  dataDir: string;
  /** The certificate to trust; null over plain http. */
  ca: string | null;
  /** Log lines so far. */
  logLines: string[];
  /** Headers and body of every response that a visitor has read, for canary scans. */
  answers: string[];
  /** The server's clock: move it by adding milliseconds. */
  clock: { offset: number };
  visitor(): Visitor;
  /** Signs a visitor in through the real sign-in, into the named organization if there are several. */
  signIn(email: string, organization?: string): Promise<Visitor>;
  /** The check that runs at program start. */
  checkProject(): Promise<void>;
  /** Restarts the server over the same data. */
  restart(env?: Record<string, string>): Promise<void>;
  close(): Promise<void>;
}

export interface StackOptions extends Pick<Overrides, 'deadlineMs'> {
  env?: Record<string, string>;
  /** Directory of a built client; none by default. */
  clientDir?: string;
  /** Plain http on localhost instead of TLS. */
  plain?: boolean;
}

/** A port that was just free; the public origin must be known before the server starts. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

function environment(sandbox: Sandbox, port: number, dataDir: string, tls: Certificate | null) {
  return {
    PORT: String(port),
    PUBLIC_ORIGIN: `${tls === null ? 'http' : 'https'}://localhost:${port}`,
    STYTCH_PROJECT_ID: sandbox.projectId,
    STYTCH_SECRET: sandbox.secret,
    STYTCH_BASE_URL: sandbox.origin,
    LOGO_EXTRA_ORIGIN: sandbox.origin,
    SESSION_SECRET: 'a secret of tests that is long enough',
    DATA_DIR: dataDir,
    SIGN_IN_CODES_PER_HOUR: '1000',
    SUPPORT_ORGANIZATION_ID: supportOrganization,
    ...(tls === null ? {} : { TLS_CERT_FILE: tls.certFile, TLS_KEY_FILE: tls.keyFile }),
  };
}

async function signInWith(person: Visitor, email: string, organization: string | undefined) {
  await person.post('/api/sign-in/email', { email });
  const sandboxCode = { code: '000000' };
  let { json } = await person.post('/api/sign-in/code', sandboxCode);
  const choice = json.organizations?.find(({ name }) => name === organization);
  if (choice !== undefined) {
    const entered = await person.post('/api/sign-in/organization', { organizationId: choice.id });
    json = entered.json;
  }
  if (json.state === 'second-factor') await person.post('/api/sign-in/second-factor', sandboxCode);
  return person;
}

/** Starts both; stop them with `close`. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const sandbox = await startSandbox();
  const port = await freePort();
  const tls = options.plain === true ? null : await createCertificate();
  const dataDir = mkdtempSync(join(tmpdir(), 'grantscope-data-'));
  const env = { ...environment(sandbox, port, dataDir, tls), ...options.env };
  const origin = env.PUBLIC_ORIGIN;
  const logLines: string[] = [];
  const answers: string[] = [];
  const clock = { offset: 0 };
  const ca = tls?.cert ?? null;
  const places = {
    clientDir: options.clientDir ?? dataDir,
    worker: new URL('worker.mjs', import.meta.url),
  };
  const start = (changes: Record<string, string> = {}) =>
    startServer(parseConfig({ ...env, ...changes }), places, {
      now: () => Date.now() + clock.offset,
      logStream: { write: (line) => void logLines.push(line) },
      ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
    });
  let running = await start();
  const visitor = () => createVisitor({ origin, ca, answers });

  return {
    ...controlsOf(sandbox.origin),
    origin,
    port,
    sandbox,
    dataDir,
    ca,
    logLines,
    answers,
    clock,
    visitor,
    signIn: (email, organization) => signInWith(visitor(), email, organization),
    checkProject: () => running.checkProject(),
    async restart(changes) {
      await running.close();
      running = await start(changes);
    },
    async close() {
      await running.close();
      await sandbox.close();
    },
  };
}
