import { measureBytes } from './bytes.ts';
import { startContestant, type Contestant, type ProgramName } from './contestants.ts';
import { kinds, type Kind, type Size } from './data.ts';
import { rows, sampleLookups, type Row, type Sample } from './lookups.ts';
import type { Plan } from './plan.ts';
import { push, say } from './progress.ts';
import { quantile, spread } from './statistics.ts';
import { measureLoad, type Load } from './throughput.ts';
import type { Upstream } from './upstream.ts';

/** The rows of a plan in turn, round after round, at one size. */
interface Course {
  size: Size;
  upstream: Upstream;
  plan: Plan;
  rows: readonly Row[];
  contestant: (row: Row) => Contestant;
}

const maxRequests = 5000;

/** Lets every program compile what it runs often, before anything counts. */
async function warmUp({ rows: all, contestant, size, upstream, plan }: Course): Promise<void> {
  say(`${size} members, warming up`);
  for (const row of all) {
    const amount = { forMs: plan.warmUpMs, atLeast: 1, atMost: maxRequests };
    await sampleLookups(contestant(row), row, size, upstream, amount);
  }
}

/** Samples the rows, interleaved, so that a slow minute of the machine hits all of them. */
async function sampleRounds(course: Course, kind: Kind): Promise<Map<string, Sample[]>> {
  const { size, upstream, plan, contestant } = course;
  const amount = { forMs: plan.sampleMs, atLeast: plan.atLeast, atMost: maxRequests };
  const samples = new Map<string, Sample[]>();
  for (let round = 0; round < plan.rounds; round += 1) {
    say(`${size} members, ${kind} scopes, round ${round + 1} of ${plan.rounds}`);
    for (const row of course.rows) {
      const sample = await sampleLookups(contestant(row), row, size, upstream, amount, kind);
      push(samples, row.id, sample);
    }
  }
  return samples;
}

async function measureLookups(course: Course) {
  const samples = await sampleRounds(course, 'usual');
  const medians = (row: string) =>
    (samples.get(row) ?? []).map(({ latencies }) => quantile(latencies, 0.5));
  const directly = medians('direct');
  return course.rows.map(({ id }) => {
    const rounds = samples.get(id) ?? [];
    const p50 = medians(id);
    return {
      row: id,
      size: course.size,
      requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
      cpuMs: spread(rounds.map(({ total }) => total)),
      mainMs: spread(rounds.map(({ main }) => main)),
      p50: spread(p50),
      p99: spread(rounds.map(({ latencies }) => quantile(latencies, 0.99))),
      addedMs: spread(p50.map((ms, round) => ms - (directly[round] ?? Number.NaN))),
      bytes: rounds.at(-1)?.bytes ?? 0,
    };
  });
}

/** The same where nearly every member has another list of scopes. */
async function measureScattered(course: Course) {
  const compared = course.rows.filter(({ id }) => id === 'ours-changed' || id === 'stytch');
  const samples = await sampleRounds({ ...course, rows: compared }, 'scattered');
  return compared.map(({ id }) => ({
    row: id,
    size: course.size,
    cpuMs: spread((samples.get(id) ?? []).map(({ total }) => total)),
  }));
}

async function measureThroughput({ size, upstream, plan, rows: all, contestant }: Course) {
  const loads = new Map<string, Load[]>();
  for (let round = 0; round < plan.loadRounds; round += 1) {
    say(`${size} members, twenty viewers at once, round ${round + 1} of ${plan.loadRounds}`);
    for (const row of all) {
      push(
        loads,
        row.id,
        await measureLoad(contestant(row), row, size, upstream, plan.loadSeconds),
      );
    }
  }
  return all.map(({ id }) => {
    const rounds = loads.get(id) ?? [];
    return {
      row: id,
      size,
      perSecond: spread(rounds.map(({ perSecond }) => perSecond)),
      cpuMs: spread(rounds.map(({ cpuMs }) => cpuMs)),
      p99: spread(rounds.map(({ p99 }) => p99)),
    };
  });
}

/**
 * Measures everything of one size, in processes that see no other: what 100,000 members leave of a
 * heap would be paid for by the next answers about ten.
 */
export async function measureSize(size: Size, upstream: Upstream, plan: Plan) {
  const contestants = new Map<ProgramName, Contestant>();
  for (const name of plan.programs) contestants.set(name, await startContestant(name, upstream));
  const named = (name: ProgramName) => {
    const found = contestants.get(name);
    if (found === undefined) throw new Error(`${name} was not started`);
    return found;
  };
  const course: Course = {
    size,
    upstream,
    plan,
    rows: rows.filter(({ program }) => plan.programs.includes(program)),
    contestant: ({ program }) => named(program),
  };
  await warmUp(course);
  const lookups = await measureLookups(course);
  const isHeavy = size === 10_000;
  const scattered = isHeavy ? await measureScattered(course) : [];
  const bytes = isHeavy
    ? await Promise.all(kinds.map((kind) => measureBytes(named('ours'), named('direct'), kind)))
    : [];
  const throughput = size <= 1000 ? await measureThroughput(course) : [];
  for (const contestant of contestants.values()) await contestant.stop();
  return { lookups, scattered, bytes, throughput };
}
