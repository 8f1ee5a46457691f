import autocannon from 'autocannon';
import { Client } from 'undici';
import { viewers, type Contestant } from './contestants.ts';
import type { Size } from './data.ts';
import { ask, type Row } from './lookups.ts';
import { cpuBetween, readCpu } from './process-figures.ts';
import type { Upstream } from './upstream.ts';

/** What a program does under load. */
export interface Load {
  perSecond: number;
  cpuMs: number;
  p99: number;
}

async function etagOf(contestant: Contestant, size: Size): Promise<string> {
  const client = new Client(`http://127.0.0.1:${contestant.port}`);
  const { path, headers } = contestant.lookup(size, 0);
  const { etag = '' } = await ask(client, path, headers);
  await client.close();
  return etag;
}

/**
 * Twenty viewers at once, each a member of their own, so that nobody is given an answer that was made
 * for another. Throws when an answer is of the wrong status, or more were given than Stytch was asked.
 */
export async function measureLoad(
  contestant: Contestant,
  row: Row,
  size: Size,
  upstream: Upstream,
  seconds: number,
): Promise<Load> {
  await upstream.set({ changing: row.changing });
  const extra: Record<string, string> = row.conditional
    ? { 'if-none-match': await etagOf(contestant, size) }
    : {};
  const { path } = contestant.lookup(size, 0);
  let connections = 0;
  const run = async (amount: { amount: number } | { duration: number }) =>
    await autocannon({
      url: `http://127.0.0.1:${contestant.port}${path}`,
      connections: viewers,
      ...amount,
      setupClient(client) {
        const viewer = connections % viewers;
        connections += 1;
        client.setHeaders({ ...contestant.headersOf(viewer), ...extra });
      },
    });
  await run({ amount: 200 });
  const callsBefore = (await upstream.set({})).apps;
  const before = readCpu(contestant.pid);
  const result = await run({ duration: seconds });
  const cpu = cpuBetween(before, readCpu(contestant.pid));
  const calls = (await upstream.set({})).apps - callsBefore;
  const right = row.conditional ? result['3xx'] : result['2xx'];
  const all = result['1xx'] + result['2xx'] + result['3xx'] + result['4xx'] + result['5xx'];
  if (result.errors > 0 || right !== all || calls < right) {
    throw new Error(`${row.id}: ${right} of ${all} right, ${result.errors} lost, ${calls} calls`);
  }
  return {
    perSecond: all / result.duration,
    cpuMs: cpu.total / all,
    p99: result.latency.p99,
  };
}
