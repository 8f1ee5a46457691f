import { mkdirSync, writeFileSync } from 'node:fs';
import { describeMachine } from '../machine.ts';
import { growthOf } from '../tables.ts';
import { measureBytes } from './bytes.ts';
import { programNames, startContestant, type Contestant, type ProgramName } from './contestants.ts';
import { memberTotal, sizes, type Size } from './data.ts';
import { judge } from './goals.ts';
import { rows, sampleLookups, type Row, type Sample } from './lookups.ts';
import { readNamesByCursor, readNamesByIds } from './names.ts';
import { measureBlocking, measurePeak, type Blocking } from './probes.ts';
import { buildPrograms } from './programs.ts';
import type { ServerReport } from './report.ts';
import { quantile, spread } from './statistics.ts';
import { measureLoad, type Load } from './throughput.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** How much of everything a run does. */
interface Plan {
  rounds: number;
  sampleMs: number;
  /** Of the long lookups, which take longer than a sample should. */
  atLeast: number;
  loadRounds: number;
  loadSeconds: number;
  fewRounds: number;
  probeMs: number;
  peakLookups: number;
}

const shortPlan: Plan = {
  rounds: 3,
  sampleMs: 250,
  atLeast: 3,
  loadRounds: 1,
  loadSeconds: 1,
  fewRounds: 1,
  probeMs: 2000,
  peakLookups: 6,
};
const fullPlan: Plan = {
  rounds: 7,
  sampleMs: 1500,
  atLeast: 8,
  loadRounds: 3,
  loadSeconds: 4,
  fewRounds: 3,
  probeMs: 5000,
  peakLookups: 15,
};

type Contestants = ReadonlyMap<ProgramName, Contestant>;

function say(text: string): void {
  process.stderr.write(`server bench: ${text}\n`);
}

/** Puts a value to the others of its key. */
function push<T>(values: Map<string, T[]>, key: string, value: T): void {
  values.set(key, [...(values.get(key) ?? []), value]);
}

function contestantOf(contestants: Contestants, name: ProgramName): Contestant {
  const found = contestants.get(name);
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}

/** Every row at every size in turn, round after round, so that a slow minute of the machine hits all. */
async function measureLookups(contestants: Contestants, upstream: Upstream, plan: Plan) {
  const samples = new Map<string, Sample[]>();
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const size of sizes) {
      say(`lookups, round ${round + 1} of ${plan.rounds}, ${size} members`);
      for (const row of rows) {
        const amount = { forMs: plan.sampleMs, atLeast: plan.atLeast, atMost: 2000 };
        const contestant = contestantOf(contestants, row.program);
        const sample = await sampleLookups(contestant, row, size, upstream, amount);
        push(samples, `${row.id} ${size}`, sample);
      }
    }
  }
  const of = (row: Row, size: Size) => samples.get(`${row.id} ${size}`) ?? [];
  const direct = rows.find(({ program }) => program === 'direct');
  return sizes.flatMap((size) => {
    const directly = (direct === undefined ? [] : of(direct, size)).map(({ latencies }) =>
      quantile(latencies, 0.5),
    );
    return rows.map((row) => {
      const rounds = of(row, size);
      const p50 = rounds.map(({ latencies }) => quantile(latencies, 0.5));
      return {
        row: row.id,
        size,
        requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
        cpuMs: spread(rounds.map(({ total }) => total)),
        mainMs: spread(rounds.map(({ main }) => main)),
        p50: spread(p50),
        p99: spread(rounds.map(({ latencies }) => quantile(latencies, 0.99))),
        addedMs: spread(p50.map((ms, round) => ms - (directly[round] ?? NaN))),
        bytes: rounds.at(-1)?.bytes ?? 0,
      };
    });
  });
}

/** The same where nearly every member has another list of scopes. */
async function measureScattered(contestants: Contestants, upstream: Upstream, plan: Plan) {
  const size: Size = 10_000;
  const amount = { forMs: plan.sampleMs, atLeast: plan.atLeast, atMost: 2000 };
  const compared = rows.filter(({ id }) => id === 'ours-changed' || id === 'stytch');
  const costs = new Map<string, number[]>();
  say(`lookups, ${size} members, scattered scopes`);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const row of compared) {
      const contestant = contestantOf(contestants, row.program);
      const sample = await sampleLookups(contestant, row, size, upstream, amount, 'scattered');
      push(costs, row.id, sample.total);
    }
  }
  return compared.map(({ id }) => ({ row: id, size, cpuMs: spread(costs.get(id) ?? []) }));
}

async function measureThroughput(contestants: Contestants, upstream: Upstream, plan: Plan) {
  const loads = new Map<string, Load[]>();
  const loaded = [10, 1000] as const;
  const measured = rows.filter(({ program }) => program !== 'stytch-compressed');
  for (let round = 0; round < plan.loadRounds; round += 1) {
    for (const size of loaded) {
      say(`twenty at once, round ${round + 1} of ${plan.loadRounds}, ${size} members`);
      for (const row of measured) {
        const contestant = contestantOf(contestants, row.program);
        const load = await measureLoad(contestant, row, size, upstream, plan.loadSeconds);
        push(loads, `${row.id} ${size}`, load);
      }
    }
  }
  return loaded.flatMap((size) =>
    measured.map(({ id }) => {
      const rounds = loads.get(`${id} ${size}`) ?? [];
      return {
        row: id,
        size,
        perSecond: spread(rounds.map(({ perSecond }) => perSecond)),
        cpuMs: spread(rounds.map(({ cpuMs }) => cpuMs)),
        p99: spread(rounds.map(({ p99 }) => p99)),
      };
    }),
  );
}

/** What needs processes that have done nothing else: memory, and names that nobody has kept. */
async function measureFresh(upstream: Upstream, plan: Plan) {
  const peaks = new Map<string, number[]>();
  const blocked = new Map<string, Blocking[]>();
  const byIds: number[] = [];
  const byCursor: number[] = [];
  let calls = 0;
  const names = programNames.filter((name) => name !== 'direct');
  const probed: readonly ProgramName[] = ['ours', 'stytch', 'fastify'];
  for (let round = 0; round < plan.fewRounds; round += 1) {
    for (const name of names) {
      say(`fresh processes, round ${round + 1} of ${plan.fewRounds}, ${name}`);
      const contestant = await startContestant(name, upstream);
      push(peaks, name, await measurePeak(contestant, upstream, plan.peakLookups));
      if (probed.includes(name)) {
        push(blocked, name, await measureBlocking(contestant, upstream, plan.probeMs));
      }
      if (name === 'ours') {
        const read = await readNamesByIds(contestant, upstream, memberTotal);
        byIds.push(read.ms);
        calls = read.calls;
      }
      if (name === 'stytch') byCursor.push((await readNamesByCursor(contestant, upstream)).ms);
      await contestant.stop();
    }
  }
  return {
    peakMb: names.map((program) => ({ program, mb: spread(peaks.get(program) ?? []) })),
    blocking: probed.map((program) => {
      const rounds = blocked.get(program) ?? [];
      return {
        program,
        loopIdleMax: spread(rounds.map(({ loop }) => loop.idleMax)),
        loopMax: spread(rounds.map(({ loop }) => loop.max)),
        loopP99: spread(rounds.map(({ loop }) => loop.p99)),
        sessionIdleP99: spread(rounds.map(({ session }) => session.idleP99)),
        sessionP99: spread(rounds.map(({ session }) => session.p99)),
        lookups: spread(rounds.map(({ lookups }) => lookups)),
      };
    }),
    names: { members: memberTotal, byIdsMs: spread(byIds), byCursorMs: spread(byCursor), calls },
  };
}

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
  const contestants = new Map<ProgramName, Contestant>();
  for (const name of programNames) contestants.set(name, await startContestant(name, upstream));
  const ours = contestantOf(contestants, 'ours');
  const direct = contestantOf(contestants, 'direct');
  const bytes = [
    await measureBytes(ours, direct, 'usual'),
    await measureBytes(ours, direct, 'scattered'),
  ];
  const lookups = await measureLookups(contestants, upstream, plan);
  const scattered = await measureScattered(contestants, upstream, plan);
  const throughput = await measureThroughput(contestants, upstream, plan);
  for (const contestant of contestants.values()) await contestant.stop();
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
      rows.map(({ id }) => [
        id,
        growthOf({ size: 1000, cost: cost(id, 1000) }, { size: 100_000, cost: cost(id, 100_000) }),
      ]),
    ),
    scattered,
    throughput,
    bytes,
    ...fresh,
    notes,
  };
  const report = { ...figures, goals: judge(figures) };
  mkdirSync('e2e/.output', { recursive: true });
  writeFileSync('e2e/.output/bench-server.json', `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
