import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createCertificate } from './certificate.ts';
import { controlSandbox, type SandboxControl } from './sandbox.ts';

/** The built server over TLS and a sandbox, as programs of their own, each on a random port. */
export interface Stack {
  /** Where browsers find the server. */
  origin: string;
  /** Digest of the certificate's public key, for Chromium. */
  pin: string;
  sandbox: SandboxControl;
  /** What the server may never let out, beside what the sandbox issues. */
  secrets: readonly string[];
  /** Every line that the server has printed so far. */
  logLines: readonly string[];
  /** Starts the server anew over the same data: all that it held in memory is gone. */
  restartServer: () => Promise<void>;
  /** The same, for a server whose clock is ahead by so many minutes until it is started again. */
  restartLater: (minutes: number) => Promise<void>;
  /** Puts the server's clock ahead, until it is started again. */
  passTime: (ms: number) => void;
  /** The same as `restartServer`, over no data: nobody is signed in and nothing is recorded. */
  startAnew: () => Promise<void>;
  close: () => Promise<void>;
}

const sandboxLine = z.object({ sandbox: z.string(), projectId: z.string(), secret: z.string() });

/** The sandbox's Northwind Support. */
const supportOrganization = 'organization-test-3bdcdb7f-74d0-4183-a8f3-a48b8f812334';

/** A port that was free a moment ago: the public origin must be known before the server starts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

interface Program {
  stop: () => Promise<void>;
  /** Writes to its standard input. */
  tell: (text: string) => void;
}

/** Starts a Node program whose output goes to `lines`; resolves once one of them is waited for. */
async function startProgram(
  args: readonly string[],
  env: Record<string, string>,
  lines: string[],
  isReady: (line: string) => boolean,
): Promise<Program> {
  const child: ChildProcess = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const dieToo = () => child.kill('SIGKILL');
  process.once('exit', dieToo);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => {
    const take = (line: string) => {
      lines.push(line);
      if (isReady(line)) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', take);
    }
  });
  const died = exited.then(() => {
    throw new Error(`${args.join(' ')} has ended:\n${lines.join('\n')}`);
  });
  died.catch(() => {});
  // Within what a fixture may take, so that it is said which program hangs, and where.
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => {
      reject(new Error(`${args.join(' ')} is not ready after 25 s:\n${lines.join('\n')}`));
    }, 25_000).unref();
  });
  late.catch(() => {});
  await Promise.race([ready, died, late]);
  return {
    tell: (text) => void child.stdin?.write(text),
    async stop() {
      process.removeListener('exit', dieToo);
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Starts both programs from the root of the project; end them with `close`. */
export async function startStack(): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-e2e-'));
  const sandboxLines: string[] = [];
  const sandbox = await startProgram(
    ['--import', 'tsx', 'server/sandbox/main.ts'],
    { SANDBOX_PORT: '0', SANDBOX_EXIT_WITH_STDIN: '1' },
    sandboxLines,
    (text) => text.startsWith('{'),
  );
  const line = sandboxLines.find((text) => text.startsWith('{')) ?? '';
  const said = sandboxLine.parse(JSON.parse(line));
  const { certFile, keyFile, pin } = await createCertificate(folder);
  const port = await freePort();
  const origin = `https://localhost:${port}`;
  const sessionSecret = 'session-secret-of-browser-tests-long-enough-to-look-for';
  const env = {
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    STYTCH_PROJECT_ID: said.projectId,
    STYTCH_SECRET: said.secret,
    STYTCH_BASE_URL: said.sandbox,
    LOGO_EXTRA_ORIGIN: said.sandbox,
    SESSION_SECRET: sessionSecret,
    DATA_DIR: join(folder, 'data'),
    SIGN_IN_CODES_PER_HOUR: '100000',
    SUPPORT_ORGANIZATION_ID: supportOrganization,
    TLS_CERT_FILE: certFile,
    TLS_KEY_FILE: keyFile,
  };
  const logLines: string[] = [];
  const startServer = (minutesAhead = 0) => {
    // A line of its standard input puts it further ahead.
    const clock = `const {now}=Date;let ahead=${minutesAhead * 60_000};Date.now=()=>now()+ahead;
      process.stdin.on('data',(ms)=>{ahead+=Number(ms)}).unref()`;
    return startProgram(
      [
        '--enable-source-maps',
        '--import',
        `data:text/javascript,${encodeURIComponent(clock)}`,
        'dist/server/main.js',
      ],
      env,
      logLines,
      (logged) => logged.includes('"listening"'),
    );
  };
  let server = await startServer();
  const basic = Buffer.from(`${said.projectId}:${said.secret}`).toString('base64');
  return {
    origin,
    pin,
    sandbox: controlSandbox(said.sandbox, basic),
    secrets: [said.secret, basic, sessionSecret],
    logLines,
    async restartServer() {
      await server.stop();
      server = await startServer();
    },
    async restartLater(minutes) {
      await server.stop();
      server = await startServer(minutes);
    },
    passTime(ms) {
      server.tell(`${ms}\n`);
    },
    async startAnew() {
      await server.stop();
      rmSync(env.DATA_DIR, { recursive: true, force: true });
      server = await startServer();
    },
    async close() {
      await server.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
