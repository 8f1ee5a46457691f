import { sizes, type Size } from './data.ts';
import { rows, sampleLookups, type Row, type Sample } from './lookups.ts';
import type { Plan } from './plan.ts';
import { contestantOf, push, say, type Contestants } from './progress.ts';
import { quantile, spread } from './statistics.ts';
import { measureLoad, type Load } from './throughput.ts';
import type { Upstream } from './upstream.ts';

const rowsOf = ({ programs }: Plan) => rows.filter(({ program }) => programs.includes(program));

/** Lets every program compile what it runs often, before anything counts. */
export async function warmUp(contestants: Contestants, upstream: Upstream, plan: Plan) {
  for (const size of sizes) {
    say(`warming up, ${size} members`);
    for (const row of rowsOf(plan)) {
      const contestant = contestantOf(contestants, row.program);
      const amount = { forMs: plan.warmUpMs, atLeast: 2, atMost: 5000 };
      await sampleLookups(contestant, row, size, upstream, amount);
    }
  }
}

/** Every row at every size in turn, round after round, so that a slow minute of the machine hits all. */
export async function measureLookups(contestants: Contestants, upstream: Upstream, plan: Plan) {
  const measured = rowsOf(plan);
  const samples = new Map<string, Sample[]>();
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const size of sizes) {
      say(`lookups, round ${round + 1} of ${plan.rounds}, ${size} members`);
      for (const row of measured) {
        const amount = { forMs: plan.sampleMs, atLeast: plan.atLeast, atMost: 2000 };
        const contestant = contestantOf(contestants, row.program);
        const sample = await sampleLookups(contestant, row, size, upstream, amount);
        push(samples, `${row.id} ${size}`, sample);
      }
    }
  }
  const of = (row: Row, size: Size) => samples.get(`${row.id} ${size}`) ?? [];
  const direct = measured.find(({ program }) => program === 'direct');
  return sizes.flatMap((size) => {
    const directly = (direct === undefined ? [] : of(direct, size)).map(({ latencies }) =>
      quantile(latencies, 0.5),
    );
    return measured.map((row) => {
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
export async function measureScattered(contestants: Contestants, upstream: Upstream, plan: Plan) {
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

/** Twenty viewers at once, at the sizes that most organizations have. */
export async function measureThroughput(contestants: Contestants, upstream: Upstream, plan: Plan) {
  const loads = new Map<string, Load[]>();
  const loaded = [10, 1000] as const;
  const measured = rowsOf(plan);
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
