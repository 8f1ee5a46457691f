import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildWhatIsStale } from '../../support/build.ts';

const here = fileURLToPath(new URL('./', import.meta.url));
/** Inside node_modules of the bench, so that the built programs find what they import. */
const builtDir = join(here, '../node_modules/.cache/server-bench');

/** The measured programs and what measures them, each a file in `programs/`. */
export const peers = [
  'upstream',
  'stytch-route',
  'proxy-middleware',
  'fastify',
  'raw-proxy',
  'probe',
] as const;
type Peer = (typeof peers)[number];

/** Builds everything that is started: ours where stale, the others anew. */
export async function buildPrograms(): Promise<void> {
  process.chdir(fileURLToPath(new URL('../../..', import.meta.url)));
  buildWhatIsStale();
  await build({
    configFile: false,
    logLevel: 'warn',
    root: here,
    build: {
      ssr: true,
      outDir: builtDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: {
        input: Object.fromEntries(
          peers.map((peer) => [peer, join(here, 'programs', `${peer}.ts`)]),
        ),
      },
    },
  });
}

/** Where a peer was built to. */
export function builtFile(peer: Peer): string {
  return join(builtDir, `${peer}.js`);
}

/** A running program. */
export interface Program {
  pid: number;
  port: number;
  stop: () => Promise<void>;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

const longestStartMs = 30_000;

async function untilItListens(name: string, log: string, hasEnded: () => boolean): Promise<void> {
  const started = performance.now();
  while (!readFileSync(log, 'utf8').includes('listening')) {
    if (hasEnded() || performance.now() - started > longestStartMs) {
      throw new Error(`${name} did not start:\n${readFileSync(log, 'utf8')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Starts a Node program on a free port; resolves once it has printed that it listens. What it prints
 * goes to a file, as under a service manager, so that reading it costs the bench nothing.
 */
export async function startProgram(
  name: string,
  args: readonly string[],
  envFor: (port: number, folder: string) => Record<string, string>,
): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-bench-'));
  const log = join(folder, 'log');
  const port = await freePort();
  const out = openSync(log, 'w');
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], PORT: String(port), ...envFor(port, folder) },
    stdio: ['ignore', out, out],
  });
  const dieToo = () => child.kill('SIGKILL');
  process.once('exit', dieToo);
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      ended = true;
      resolve();
    });
  });
  await untilItListens(name, log, () => ended);
  return {
    pid: child.pid ?? 0,
    port,
    async stop() {
      process.removeListener('exit', dieToo);
      // Measured programs have nothing to save, and some would wait for idle connections.
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
