import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ChildProcess } from 'node:child_process';
import { z } from 'zod';
import { ConfigError, parseConfig, type Config } from './config.ts';
import { holdCheckout } from './launch/checkout-lock.ts';
import { readEnvFile } from './launch/env-file.ts';
import { makePlan, type Plan } from './launch/environment.ts';
import {
  badConfiguration,
  createPrograms,
  findObstacle,
  freePorts,
  onOrphaned,
  untilListening,
} from './launch/programs.ts';

/**
 * `npm start` and `npm run dev`: builds or watches, starts the sandbox when there are no Stytch
 * credentials, and starts the server. Production runs `node dist/server/main.js` without this.
 * `npm run db:migrate` and `npm run audit:verify` only run the server's program to their end.
 */

const accountsSchema = z.array(z.object({ email: z.string(), note: z.string() }));
const root = fileURLToPath(new URL('..', import.meta.url));
// Whole paths, so that a list of processes tells one checkout's from another's.
const vite = join(root, 'node_modules/vite/bin/vite.js');
const watcher = [join(root, 'node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false'];
const programs = createPrograms();

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Checks first what the server would refuse only after a build. */
async function check(plan: Plan): Promise<Config> {
  try {
    return parseConfig(plan.facing);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return await programs.stop(badConfiguration);
  }
}

async function firstLine(child: ChildProcess): Promise<void> {
  if (child.stdout === null) return;
  const lines = createInterface({ input: child.stdout });
  await new Promise((resolve) => lines.once('line', resolve));
}

async function startSandbox(plan: Plan, args: readonly string[]): Promise<void> {
  if (plan.sandbox === null) return;
  await firstLine(
    programs.start('sandbox', [...args, join(root, 'server/sandbox/main.ts')], plan.sandbox),
  );
}

function startServer(plan: Plan, args: readonly string[]): void {
  programs.start('server', args, plan.server).stdout?.pipe(process.stdout);
}

/** Builds, unless another launcher serves what it has built here, which must stay as it is. */
async function build(upstream: string): Promise<void> {
  const lock = await holdCheckout(root);
  if (lock.holder === 'self') {
    say(`Building Grantscope, to run it against ${upstream} …`);
    await Promise.all([
      programs.finish([vite, 'build'], process.env),
      programs.finish([vite, 'build', '--ssr'], process.env),
    ]);
    lock.say('running');
  } else if (lock.stage === 'running') {
    say(
      `Grantscope runs from this checkout already. Running what that has built against ${upstream} …`,
    );
  } else {
    await programs.fail(
      'Grantscope is being built in this checkout already. Start again when it runs.',
    );
  }
}

/** Serves page and API from one port. */
async function start(plan: Plan, upstream: string): Promise<void> {
  await Promise.all([build(upstream), startSandbox(plan, ['--import', 'tsx'])]);
  startServer(plan, [join(root, 'dist/server/main.js')]);
}

/** Serves the page from its sources and passes requests on to a server that restarts on changes. */
async function watch(plan: Plan, { host, port }: Config): Promise<void> {
  await startSandbox(plan, watcher);
  startServer(plan, [...watcher, join(root, 'server/main.ts')]);
  const client = programs.start(
    'client',
    [vite, '--host', host, '--port', String(port), '--strictPort', '--logLevel', 'warn'],
    { ...process.env, GRANTSCOPE_SERVER: `http://127.0.0.1:${plan.server['PORT'] ?? ''}` },
  );
  client.stdout?.pipe(process.stdout);
  await untilListening(Number(plan.server['PORT']), '127.0.0.1');
}

async function announce(plan: Plan, config: Config): Promise<void> {
  say(`\n  Grantscope   ${config.publicOrigin}\n`);
  if (plan.sandbox === null) return;
  const response = await fetch(`${config.stytch.baseUrl}/__sandbox/accounts`);
  // A person of several organizations is listed with each.
  const listed = accountsSchema.parse(await response.json());
  const accounts = new Map(listed.map(({ email, note }) => [email, note]));
  const width = Math.max(...Array.from(accounts.keys(), (email) => email.length));
  say('  This is the sandbox: invented people and apps. Every code is 000000. Sign in as');
  for (const [email, note] of accounts) say(`    ${email.padEnd(width)}   ${note}`);
  say('');
}

/** Ends with the exit code of the program that it runs. */
function runTask(task: readonly string[]): never {
  const program = ['--import', 'tsx', join(root, 'server/main.ts'), ...task];
  const { status } = spawnSync(process.execPath, program, { stdio: 'inherit' });
  process.exit(status ?? 1);
}

async function launch(mode: 'start' | 'dev'): Promise<void> {
  const [page, server, sandbox] = await freePorts();
  const plan = makePlan(process.env, mode, { page, server, sandbox });
  const config = await check(plan);
  const obstacle = await findObstacle(config.port, config.host);
  if (obstacle !== null) await programs.fail(obstacle);
  const upstream = plan.sandbox === null ? 'Stytch' : 'the sandbox';
  if (mode === 'start') {
    await start(plan, upstream);
  } else {
    say(`Starting Grantscope against ${upstream}; it reloads when its sources change …`);
    await watch(plan, config);
  }
  await untilListening(config.port, config.host);
  await announce(plan, config);
}

/** What `.env` says, where the environment does not. */
function readSettings(): void {
  if (!existsSync('.env')) return;
  try {
    Object.assign(process.env, { ...readEnvFile('.env'), ...process.env });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(badConfiguration);
  }
}

process.chdir(root);
readSettings();
if (/^(?:migrate|audit-verify)$/.test(process.argv[2] ?? '')) runTask(process.argv.slice(2));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void programs.stop(0));
}
if (process.env['npm_lifecycle_event'] !== undefined) onOrphaned(() => void programs.stop(1));
launch(process.argv[2] === 'dev' ? 'dev' : 'start').catch((error: unknown) =>
  programs.fail(error instanceof Error ? error.message : String(error)),
);
