import { spawn } from 'node:child_process';
import { Client } from 'undici';
import { z } from 'zod';
import type { Contestant } from './contestants.ts';
import { ask } from './lookups.ts';
import { peakMegabytes } from './process-figures.ts';
import { builtFile } from './programs.ts';
import { quantile } from './statistics.ts';
import type { Upstream } from './upstream.ts';

const probeSchema = z.object({
  latencies: z.array(z.number()),
  failures: z.array(z.string()),
});

interface Probing {
  path: string;
  headers: Record<string, string>;
  everyMs: number;
  forMs: number;
}

/** Runs a probe to its end. Throws when a request of it failed. */
async function runProbe(port: number, probing: Probing): Promise<number[]> {
  const child = spawn(process.execPath, [builtFile('probe')], {
    env: { PATH: process.env['PATH'], PROBE: JSON.stringify({ port, ...probing }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the probe ended with ${String(code)}`);
  const { latencies, failures } = probeSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
  const [failure] = failures;
  if (failure !== undefined) throw new Error(`a probe failed: ${failure}`);
  return latencies;
}

/** What a program does for others while it looks up 100,000 members. */
export interface Blocking {
  /** Of `/livez`, asked every 2 ms: how long the event loop was away, at most. */
  loop: { idleMax: number; max: number; p99: number };
  /** Of `/api/session`. */
  session: { idleP99: number; p99: number };
  lookups: number;
}

const lookedUp = 100_000;

/** Looks 100,000 members up, again and again, until told to stop. The answers are thrown away. */
function keepLookingUp(contestant: Contestant) {
  const stopped = new AbortController();
  const run = async () => {
    const client = new Client(`http://127.0.0.1:${contestant.port}`);
    const { path, headers } = contestant.lookup(lookedUp, 0);
    let lookups = 0;
    while (!stopped.signal.aborted) {
      const response = await client.request({ method: 'GET', path, headers });
      if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
      for await (const _ of response.body);
      lookups += 1;
    }
    await client.close();
    return lookups;
  };
  const running = run();
  return {
    stop: () => {
      stopped.abort();
      return running;
    },
  };
}

/** Measures how long everybody else waits while 100,000 members, changed each time, are looked up. */
export async function measureBlocking(
  contestant: Contestant,
  upstream: Upstream,
  forMs: number,
): Promise<Blocking> {
  await upstream.set({ changing: true });
  const headers = contestant.headersOf(1);
  const livez = { path: '/livez', headers, everyMs: 2, forMs };
  const session = { path: '/api/session', headers, everyMs: 10, forMs };
  // Once each, so that what is done only once is done.
  await runProbe(contestant.port, { ...session, forMs: 300 });
  const idleLoop = await runProbe(contestant.port, livez);
  const idleSession = await runProbe(contestant.port, session);
  const busy = keepLookingUp(contestant);
  const loop = await runProbe(contestant.port, livez);
  const sessions = await runProbe(contestant.port, session);
  return {
    loop: { idleMax: Math.max(...idleLoop), max: Math.max(...loop), p99: quantile(loop, 0.99) },
    session: { idleP99: quantile(idleSession, 0.99), p99: quantile(sessions, 0.99) },
    lookups: await busy.stop(),
  };
}

/** Most memory that a program started anew holds after looking 100,000 members up several times, MB. */
export async function measurePeak(
  contestant: Contestant,
  upstream: Upstream,
  times: number,
): Promise<number> {
  await upstream.set({ changing: true });
  const client = new Client(`http://127.0.0.1:${contestant.port}`);
  const { path, headers } = contestant.lookup(lookedUp, 0);
  for (let time = 0; time < times; time += 1) {
    const { status } = await ask(client, path, headers);
    if (status !== 200) throw new Error(`${contestant.name}: status ${status}`);
  }
  await client.close();
  return peakMegabytes(contestant.pid);
}
