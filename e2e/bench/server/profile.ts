import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { startOurs } from './contestants.ts';
import type { Size } from './data.ts';
import { rows, sampleLookups } from './lookups.ts';
import type { Upstream } from './upstream.ts';

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.int() }),
    }),
  ),
  /** Of the monotonic clock, µs, as `process.hrtime`. */
  startTime: z.number(),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});

/** Where a thread spent its time: by function, its own time only. */
interface Profile {
  thread: string;
  /** Everything but `(idle)`, ms of the clock on the wall. */
  busyMs: number;
  functions: { name: string; ms: number }[];
}

function placeOf({
  functionName,
  url,
  lineNumber,
}: z.output<typeof profileSchema>['nodes'][number]['callFrame']) {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name;
  const [, inside] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  const file = inside ?? (url.startsWith('node:') ? url : basename(url));
  return `${name}  ${file}:${lineNumber + 1}`;
}

/** From when to when, µs. */
type Window = readonly [from: number, to: number];

function summarise(file: string, [from, to]: Window): Profile {
  const { nodes, samples, timeDeltas, startTime } = profileSchema.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  let at = startTime;
  samples.forEach((id, index) => {
    at += timeDeltas[index] ?? 0;
    if (at < from || at > to) return;
    const place = places.get(id) ?? '';
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  });
  times.delete('(idle)');
  const functions = Array.from(times, ([name, ms]) => ({ name, ms })).toSorted(
    (a, b) => b.ms - a.ms,
  );
  return {
    thread: basename(file).split('.').at(-3) ?? '',
    busyMs: functions.reduce((sum, { ms }) => sum + ms, 0),
    functions,
  };
}

const waitMs = 10_000;

/** The monotonic clock, µs. */
function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

async function writtenProfiles(folder: string, pid: number): Promise<string[]> {
  const started = performance.now();
  while (existsSync(`/proc/${pid}/status`) && performance.now() - started < waitMs) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return readdirSync(folder).map((name) => join(folder, name));
}

/** Runs ours alone under `--cpu-prof` for one row and size; gives what each thread did per request. */
export async function profileOurs(
  upstream: Upstream,
  rowId: string,
  size: Size,
  requests: number,
): Promise<string> {
  const row = rows.find(({ id }) => id === rowId);
  if (row === undefined) throw new Error(`there is no row ${rowId}`);
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-profile-'));
  const flags = ['--cpu-prof', '--cpu-prof-interval', '200', `--cpu-prof-dir=${folder}`];
  const ours = await startOurs(upstream, flags);
  const amount = { forMs: 0, atLeast: requests, atMost: requests };
  const from = now();
  const sample = await sampleLookups(ours, row, size, upstream, amount);
  const window = [from, now()] as const;
  process.kill(ours.pid, 'SIGTERM');
  const files = await writtenProfiles(folder, ours.pid);
  await ours.stop();
  const profiles = files
    .map((file) => summarise(file, window))
    .toSorted((a, b) => b.busyMs - a.busyMs);
  const parts = profiles.map(({ thread, busyMs, functions }) =>
    [
      `  thread ${thread}, share of its time:`,
      ...functions
        .slice(0, 30)
        .map(({ name, ms }) => `  ${((100 * ms) / busyMs).toFixed(1).padStart(6)} %  ${name}`),
    ].join('\n'),
  );
  return [
    `${row.title}, ${size} members, ${sample.requests} requests: ${sample.total.toFixed(2)} CPU ms each, ${sample.main.toFixed(2)} of them on the main thread`,
    ...parts,
  ].join('\n');
}
