import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/**
 * `npm start` and `npm run dev`: builds or watches, starts the sandbox when there are no Stytch
 * credentials, and starts the server. Production runs `node dist/server/main.js` without this.
 */

const sandboxLine = z.object({ sandbox: z.string(), projectId: z.string(), secret: z.string() });
const accountsSchema = z.array(z.object({ email: z.string(), note: z.string() }));
const children = new Set<ChildProcess>();

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function stopAll(exitCode: number): never {
  for (const child of children) child.kill('SIGTERM');
  process.exit(exitCode);
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  stopAll(1);
}

/** Starts a Node program that must not end before we do. */
function start(name: string, args: string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.add(child);
  child.once('exit', (code) => {
    children.delete(child);
    if (code === 78) stopAll(78);
    fail(`The ${name} has stopped (exit code ${code ?? 'none'}), so everything stops.`);
  });
  return child;
}

/** Runs a command to its end; its output is shown only if it fails. */
async function run(args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) fail(`${args.join(' ')} failed:\n${output.join('')}`);
}

async function assertFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.once('error', () => fail(`Port ${port} is taken. Set PORT to another one.`));
    probe.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** A secret made at the first start and kept, so that a restart signs nobody out. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'session-secret');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

async function startSandbox(watch: boolean) {
  const entry = 'server/sandbox/main.ts';
  const args = watch
    ? ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', entry]
    : ['--import', 'tsx', entry];
  const child = start('sandbox', args, {
    SANDBOX_PORT: watch ? '4010' : '0',
    SANDBOX_EXIT_WITH_STDIN: watch ? '0' : '1',
  });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  for await (const line of lines) {
    if (line.startsWith('{')) return sandboxLine.parse(JSON.parse(line));
  }
  return fail('The sandbox did not start.');
}

async function announce(origin: string, sandbox: string | null): Promise<void> {
  say(`\n  Grantscope   ${origin}\n`);
  if (sandbox === null) return;
  const response = await fetch(`${sandbox}/__sandbox/accounts`);
  const accounts = accountsSchema.parse(await response.json());
  const width = Math.max(...accounts.map(({ email }) => email.length));
  say('  This is the sandbox: invented people and apps. Every code is 000000. Sign in as');
  for (const { email, note } of accounts) say(`    ${email.padEnd(width)}   ${note}`);
  say('');
}

/** Environment of the server: what is set, and the sandbox where Stytch is not configured. */
async function serverEnv(port: number, serverPort: number, watch: boolean) {
  const { env } = process;
  const dataDir = env['DATA_DIR'] ?? './data';
  const origin = env['PUBLIC_ORIGIN'] ?? `http://localhost:${port}`;
  const common = {
    PORT: String(serverPort),
    PUBLIC_ORIGIN: origin,
    DATA_DIR: dataDir,
    SESSION_SECRET: env['SESSION_SECRET'] ?? keptSecret(dataDir),
    LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn',
  };
  if (env['STYTCH_PROJECT_ID'] !== undefined || env['STYTCH_SECRET'] !== undefined) {
    return { env: common, origin, sandbox: null };
  }
  const { sandbox, projectId, secret } = await startSandbox(watch);
  const stytch = {
    STYTCH_PROJECT_ID: projectId,
    STYTCH_SECRET: secret,
    STYTCH_BASE_URL: sandbox,
    LOGO_EXTRA_ORIGIN: sandbox,
  };
  return { env: { ...common, ...stytch }, origin, sandbox };
}

async function untilReady(port: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/livez`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function launch(mode: 'start' | 'dev'): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const port = Number(process.env['PORT'] ?? 4000);
  const watch = mode === 'dev';
  const serverPort = watch ? port + 1 : port;
  await assertFree(port);
  const vite = 'node_modules/vite/bin/vite.js';
  if (!watch) await Promise.all([run([vite, 'build']), run([vite, 'build', '--ssr'])]);
  const { env, origin, sandbox } = await serverEnv(port, serverPort, watch);
  const server = watch
    ? start(
        'server',
        ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/main.ts'],
        env,
      )
    : start('server', ['--enable-source-maps', 'dist/server/main.js'], env);
  server.stdout?.pipe(process.stdout);
  if (watch) {
    const client = start('client', [vite, '--port', String(port), '--strictPort'], {
      GRANTSCOPE_SERVER: `http://127.0.0.1:${serverPort}`,
    });
    client.stdout?.resume();
  }
  if (process.env['TLS_CERT_FILE'] === undefined) await untilReady(serverPort);
  await announce(origin, sandbox);
}

process.once('SIGINT', () => stopAll(0));
process.once('SIGTERM', () => stopAll(0));
await launch(process.argv[2] === 'dev' ? 'dev' : 'start');
