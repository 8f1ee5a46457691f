import { startContestant } from './contestants.ts';
import { memberTotal } from './data.ts';
import { readNamesByCursor, readNamesByIds } from './names.ts';
import type { Plan } from './plan.ts';
import { measureBlocking, measurePeak, type Blocking } from './probes.ts';
import { push, say } from './progress.ts';
import { spread } from './statistics.ts';
import type { Upstream } from './upstream.ts';

/** What needs processes that have done nothing else: memory, and names that nobody has kept. */
export async function measureFresh(upstream: Upstream, plan: Plan) {
  const peaks = new Map<string, number[]>();
  const blocked = new Map<string, Blocking[]>();
  const byIds: number[] = [];
  const byCursor: number[] = [];
  let calls = 0;
  const names = plan.programs.filter((name) => name !== 'direct');
  for (let round = 0; round < plan.freshRounds; round += 1) {
    for (const name of names) {
      say(`fresh processes, round ${round + 1} of ${plan.freshRounds}, ${name}`);
      const contestant = await startContestant(name, upstream);
      push(peaks, name, await measurePeak(contestant, upstream, plan.peakLookups));
      if (plan.probed.includes(name)) {
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
    blocking: plan.probed.map((program) => {
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
