import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { codeOf, whyNotListening } from '../start-error.ts';

/** The programs that the launcher started. */
export interface Programs {
  /** Starts a Node program that must run as long as the launcher. */
  start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess;
  /** Runs a Node program to its end; shows its output only if it fails. */
  finish(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void>;
  /** Prints the reason, stops every program and exits with 1. */
  fail(reason: string): Promise<never>;
  /** Asks every program to stop, waits for them and exits. A second call does not wait. */
  stop(exitCode: number): Promise<never>;
}

/** EX_CONFIG of sysexits.h: the program has printed what is missing. */
export const badConfiguration = 78;

/** Max time for a program to stop: longer than the server gives to running requests. */
const maxWaitMs = 20_000;

/**
 * Stops a program when the pipe to its launcher closes, which happens however the launcher dies, including
 * `kill -9`. Passed to Node, so no program has to know about it.
 */
const leash = `data:text/javascript,${encodeURIComponent(
  "process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGTERM')).unref();",
)}`;

function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  // A killed program takes its own children along; a watcher has some.
  if (name === 'SIGKILL') process.kill(-child.pid, name);
  else child.kill(name);
}

export function createPrograms(): Programs {
  const running = new Map<ChildProcess, Promise<void>>();
  let stopping = false;

  function spawnOne(args: readonly string[], env: NodeJS.ProcessEnv, quiet: boolean) {
    const child = spawn(process.execPath, ['--import', leash, ...args], {
      env,
      // A separate process group: Ctrl-C reaches only the launcher, and each program is told once.
      detached: true,
      stdio: ['pipe', 'pipe', quiet ? 'pipe' : 'inherit'],
    });
    // A program that cannot be started has no exit event, and its pipe may break before it ends.
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve()).once('error', () => resolve());
    });
    child.stdin?.on('error', () => {});
    running.set(
      child,
      ended.then(() => void running.delete(child)),
    );
    return child;
  }

  async function stop(exitCode: number): Promise<never> {
    for (const child of running.keys()) signal(child, stopping ? 'SIGKILL' : 'SIGTERM');
    stopping = true;
    const late = setTimeout(() => {
      for (const child of running.keys()) signal(child, 'SIGKILL');
    }, maxWaitMs);
    await Promise.all(running.values());
    clearTimeout(late);
    process.exit(exitCode);
  }

  async function fail(reason: string): Promise<never> {
    if (!stopping) process.stderr.write(`${reason}\n`);
    return await stop(1);
  }

  return {
    stop,
    fail,
    start(name, args, env) {
      const child = spawnOne(args, env, false);
      child.once('exit', (code) => {
        if (stopping) return;
        if (code === badConfiguration) void stop(badConfiguration);
        else void fail(`The ${name} has ended (exit code ${code ?? 'none'}), so everything stops.`);
      });
      return child;
    },
    async finish(args, env) {
      const child = spawnOne(args, env, true);
      const output: string[] = [];
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
      }
      const code = await new Promise((resolve) => child.once('close', resolve));
      if (code !== 0) await fail(`${args.join(' ')} failed:\n${output.join('')}`);
    },
  };
}

async function listenError(port: number, host: string): Promise<Error | null> {
  const probe = createServer();
  const error = await new Promise<Error | null>((resolve) => {
    probe.once('error', resolve);
    probe.listen(port, host, () => resolve(null));
  });
  await new Promise((resolve) => probe.close(resolve));
  return error;
}

/**
 * Why nothing could be served at this port; null if it is free. It also checks `[::1]`, where browsers may
 * find another program under `localhost`.
 */
export async function findObstacle(port: number, host: string): Promise<string | null> {
  const error = await listenError(port, host);
  if (error !== null) return whyNotListening(error, host, port).message;
  const other = host === '127.0.0.1' ? await listenError(port, '::1') : null;
  return codeOf(other) === 'EADDRINUSE' ? whyNotListening(other, host, port).message : null;
}

async function hold(): Promise<{ port: string; release: () => Promise<unknown> }> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return {
    port: String(address.port),
    release: () => new Promise((resolve) => probe.close(resolve)),
  };
}

/** Three different free ports. */
export async function freePorts(): Promise<[string, string, string]> {
  const held = [await hold(), await hold(), await hold()] as const;
  await Promise.all(held.map(({ release }) => release()));
  return [held[0].port, held[1].port, held[2].port];
}

/** Resolves once something accepts connections there, TLS or not. */
export async function untilListening(port: number, host: string): Promise<void> {
  for (;;) {
    const socket = connect(port, host);
    const accepted = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (accepted) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The parent and grandparent: npm runs scripts through a shell. Only Linux shows the grandparent. */
function ancestors(): string {
  const { ppid } = process;
  try {
    // proc(5): the name in brackets may contain anything; the second field after it is the parent.
    const [, after = ''] = readFileSync(`/proc/${ppid}/stat`, 'utf8').split(/\) (?!.*\) )/s);
    return `${ppid} ${after.split(' ')[1] ?? ''}`;
  } catch {
    return String(ppid);
  }
}

/** Calls back when the parents are gone, because an npm that is killed tells no one. */
export function onOrphaned(callback: () => void): void {
  const before = ancestors();
  const watching = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watching);
    callback();
  }, 500).unref();
}
