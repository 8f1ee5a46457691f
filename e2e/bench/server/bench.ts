import { mkdirSync, writeFileSync } from 'node:fs';
import { describeMachine } from '../machine.ts';
import { growthOf } from '../tables.ts';
import { sizes, type Size } from './data.ts';
import { measureFresh } from './fresh.ts';
import { judge } from './goals.ts';
import { rows } from './lookups.ts';
import { fullPlan, shortPlan } from './plan.ts';
import { buildPrograms } from './programs.ts';
import type { ServerReport } from './report.ts';
import { measureSize } from './rounds.ts';
import { startUpstream } from './upstream.ts';

const notes = [
  'The upstream answers without content encoding, from this machine. The routes and proxies do less than ours: no policy check, no re-validation of the session, no check of the answer, no compression unless said.',
  'http-proxy-middleware is of line 3, the last for Node 20, with kept connections, which are not its default. The raw proxy has no session.',
  'Ours runs without NODE_ENV=production, which refuses plain http and an upstream on this machine.',
];

/** Runs the server half of the bench and writes `e2e/.output/bench-server.json`. Takes minutes. */
export async function benchServer({ short }: { short: boolean }): Promise<ServerReport> {
  const plan = short ? shortPlan : fullPlan;
  const started = performance.now();
  await buildPrograms();
  const machine = describeMachine();
  const upstream = await startUpstream();
  const measured = [];
  for (const size of sizes) measured.push(await measureSize(size, upstream, plan));
  const lookups = measured.flatMap((part) => part.lookups);
  const fresh = await measureFresh(upstream, plan);
  await upstream.stop();
  const cost = (row: string, size: Size) =>
    lookups.find((figures) => figures.row === row && figures.size === size)?.cpuMs.median ?? NaN;
  const figures = {
    machine,
    short,
    rounds: plan.rounds,
    seconds: (performance.now() - started) / 1000,
    lookups,
    exponents: Object.fromEntries(
      rows
        .filter(({ program }) => plan.programs.includes(program))
        .map(({ id }) => [
          id,
          growthOf(
            { size: 1000, cost: cost(id, 1000) },
            { size: 100_000, cost: cost(id, 100_000) },
          ),
        ]),
    ),
    scattered: measured.flatMap((part) => part.scattered),
    throughput: measured.flatMap((part) => part.throughput),
    bytes: measured.flatMap((part) => part.bytes),
    ...fresh,
    notes,
  };
  const report = { ...figures, goals: judge(figures) };
  mkdirSync('e2e/.output', { recursive: true });
  writeFileSync('e2e/.output/bench-server.json', `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
