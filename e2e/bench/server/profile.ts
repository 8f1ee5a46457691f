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
      children: z.array(z.int()).optional(),
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
  functions: Times;
  /** By package: what Node.js itself does counts for the package that asked for it. */
  packages: Times;
}

type Times = readonly { name: string; ms: number }[];
type Node = z.output<typeof profileSchema>['nodes'][number];

/** The package or file of ours that a function belongs to; null for Node.js's own. */
function packageOf({ callFrame: { url } }: Node): string | null {
  if (url === '' || url.startsWith('node:')) return null;
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? basename(url);
}

function placeOf(node: Node): string {
  const { functionName, url, lineNumber } = node.callFrame;
  const name = functionName === '' ? '(anonymous)' : functionName;
  return url === '' ? name : `${name}  ${packageOf(node) ?? url}:${lineNumber + 1}`;
}

/** For each node the package on whose behalf it runs. */
function findPackages(nodes: readonly Node[]): Map<number, string> {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<number, string>();
  const visit = (node: Node, caller: string) => {
    const special = /^\((?:garbage collector|program)\)$/.exec(node.callFrame.functionName)?.[0];
    const own = special ?? packageOf(node) ?? caller;
    found.set(node.id, own);
    for (const id of node.children ?? []) {
      const child = known.get(id);
      if (child !== undefined) visit(child, own);
    }
  };
  const [root] = nodes;
  if (root !== undefined) visit(root, 'Node.js');
  return found;
}

/** From when to when, µs. */
type Window = readonly [from: number, to: number];

function add(times: Map<string, number>, name: string, ms: number): void {
  times.set(name, (times.get(name) ?? 0) + ms);
}

function inOrder(times: Map<string, number>): Times {
  return Array.from(times, ([name, ms]) => ({ name, ms })).toSorted((a, b) => b.ms - a.ms);
}

function summarise(file: string, [from, to]: Window): Profile {
  const { nodes, samples, timeDeltas, startTime } = profileSchema.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const places = new Map(nodes.map((node) => [node.id, placeOf(node)]));
  const byPlace = new Map<string, number>();
  const byPackage = new Map<string, number>();
  const owners = findPackages(nodes);
  let at = startTime;
  samples.forEach((id, index) => {
    const ms = (timeDeltas[index] ?? 0) / 1000;
    at += ms * 1000;
    const place = places.get(id) ?? '';
    if (at < from || at > to || place === '(idle)') return;
    add(byPlace, place, ms);
    add(byPackage, owners.get(id) ?? '', ms);
  });
  return {
    thread: basename(file).split('.').at(-3) ?? '',
    busyMs: [...byPlace.values()].reduce((sum, ms) => sum + ms, 0),
    functions: inOrder(byPlace),
    packages: inOrder(byPackage),
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
  return [
    `${row.title}, ${size} members, ${sample.requests} requests: ${sample.total.toFixed(2)} CPU ms each, ${sample.main.toFixed(2)} of them on the main thread`,
    ...profiles.map(formatProfile),
  ].join('\n');
}

function formatProfile({ thread, busyMs, functions, packages }: Profile): string {
  const lines = (times: Times, most: number) =>
    times
      .slice(0, most)
      .map(({ name, ms }) => `  ${((100 * ms) / busyMs).toFixed(1).padStart(6)} %  ${name}`);
  return [
    `  thread ${thread}, share of its time by package:`,
    ...lines(packages, 18),
    '  by function:',
    ...lines(functions, 25),
  ].join('\n');
}
