import { Client } from 'undici';
import { checkLookup, decoded } from './check.ts';
import type { Contestant, ProgramName } from './contestants.ts';
import type { Kind, Size } from './data.ts';
import { cpuBetween, readCpu, type CpuTime } from './process-figures.ts';
import type { Upstream } from './upstream.ts';

/** One line of the tables: a program, and what the upstream and the browser do. */
export interface Row {
  id: string;
  title: string;
  program: ProgramName;
  /** Whether every answer of the upstream differs from the one before. */
  changing: boolean;
  /** Whether the browser says which answer it has. */
  conditional: boolean;
}

/** All rows, ours first. */
export const rows: readonly Row[] = [
  {
    id: 'ours-changed',
    title: 'ours, changed since last time',
    program: 'ours',
    changing: true,
    conditional: false,
  },
  {
    id: 'ours-unchanged',
    title: 'ours, unchanged, new browser',
    program: 'ours',
    changing: false,
    conditional: false,
  },
  {
    id: 'ours-304',
    title: 'ours, unchanged, 304',
    program: 'ours',
    changing: false,
    conditional: true,
  },
  ...(
    [
      ['stytch', 'stytch package, express-session'],
      ['stytch-compressed', 'the same, compression'],
      ['proxy', 'http-proxy-middleware, express-session'],
      ['fastify', 'fastify reply-from, session'],
      ['raw', 'raw node:http stream, no session'],
      ['direct', 'direct upstream'],
    ] as const
  ).map(([program, title]) => ({
    id: program,
    title,
    program,
    changing: true,
    conditional: false,
  })),
];

/** One answer as the browser gets it. */
interface Answer {
  status: number;
  encoding: string | undefined;
  etag: string | undefined;
  bytes: Buffer;
  /** From asking to the last byte. */
  ms: number;
}

function text(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Asks once and reads the answer whole. Headers go out as given. */
export async function ask(
  client: Client,
  path: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const started = performance.now();
  const response = await client.request({ method: 'GET', path, headers });
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return {
    ms: performance.now() - started,
    status: response.statusCode,
    encoding: text(response.headers['content-encoding']),
    etag: text(response.headers['etag']),
    bytes: Buffer.concat(chunks),
  };
}

/** Requests of one row and size, one after the other. */
export interface Sample extends CpuTime {
  /** CPU ms per request are in `total` and `main`. */
  requests: number;
  latencies: number[];
  /** Body bytes of the last answer. */
  bytes: number;
}

/** How many requests to send for one sample. */
export interface Amount {
  /** How long the sample should take, checking the answers included, ms. */
  forMs: number;
  atLeast: number;
  atMost: number;
}

const longestIdleMs = 25;

/**
 * Sends requests one after the other and checks every answer. Throws when an answer is wrong or was
 * not asked for upstream exactly once.
 */
export async function sampleLookups(
  contestant: Contestant,
  row: Row,
  size: Size,
  upstream: Upstream,
  amount: Amount,
  kind: Kind = 'usual',
): Promise<Sample> {
  await upstream.set({ changing: row.changing });
  const client = new Client(`http://127.0.0.1:${contestant.port}`);
  const { path, headers } = contestant.lookup(size, 0, kind);
  let last = -1;
  const askAndCheck = async (extra: Record<string, string>) => {
    const answer = await ask(client, path, { ...headers, ...extra });
    if (answer.status === 304 && extra['if-none-match'] !== undefined) return answer;
    if (answer.status !== 200) throw new Error(`${row.id}: status ${answer.status}`);
    const json = decoded(answer.bytes, answer.encoding);
    const revision = checkLookup(row.program === 'ours', size, kind, json);
    if (row.changing && revision <= last) throw new Error(`${row.id}: an old answer`);
    last = revision;
    return answer;
  };
  const { etag } = await askAndCheck({});
  if (row.conditional && etag === undefined) throw new Error(`${row.id}: no ETag`);
  const extra: Record<string, string> =
    row.conditional && etag !== undefined ? { 'if-none-match': etag } : {};
  const callsBefore = (await upstream.set({})).apps;
  const before = readCpu(contestant.pid);
  const latencies: number[] = [];
  let bytes = 0;
  const until = performance.now() + amount.forMs;
  while (
    latencies.length < amount.atLeast ||
    (latencies.length < amount.atMost && performance.now() < until)
  ) {
    const answer = await askAndCheck(extra);
    if (row.conditional && answer.status !== 304) throw new Error(`${row.id}: not a 304`);
    latencies.push(answer.ms);
    bytes = answer.bytes.length;
  }
  const requests = latencies.length;
  // What a request leaves behind, such as collecting its garbage, is part of its cost.
  await new Promise((resolve) => setTimeout(resolve, longestIdleMs));
  const cpu = cpuBetween(before, readCpu(contestant.pid));
  const calls = (await upstream.set({})).apps - callsBefore;
  await client.close();
  if (calls !== requests) throw new Error(`${row.id}: ${calls} upstream calls for ${requests}`);
  return {
    requests,
    latencies,
    bytes,
    total: cpu.total / requests,
    main: cpu.main / requests,
  };
}
