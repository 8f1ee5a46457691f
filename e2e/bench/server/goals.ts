import type { Size } from './data.ts';
import type { Goal, ServerReport } from './report.ts';

type Figures = Omit<ServerReport, 'goals'>;

/** The row that others are measured against. */
const peer = 'stytch';

function ratioGoal(goal: string, limit: number, ours: number, theirs: number): Goal {
  const ratio = ours / theirs;
  return {
    goal,
    limit: `≤ ${limit.toFixed(2)} ×`,
    figure: `${ratio.toFixed(2)} × (${ours.toFixed(2)} / ${theirs.toFixed(2)})`,
    met: ratio <= limit,
  };
}

function absoluteGoal(goal: string, limit: number, ours: number): Goal {
  return { goal, limit: `≤ ${limit}`, figure: ours.toFixed(1), met: ours <= limit };
}

function cpuOf({ lookups }: Figures, row: string, size: Size) {
  const found = lookups.find((figures) => figures.row === row && figures.size === size);
  return { total: found?.cpuMs.median ?? NaN, main: found?.mainMs.median ?? NaN };
}

/** The goals that the figures can tell of, each with what was measured. */
export function judge(figures: Figures): Goal[] {
  const cpu = (row: string, size: Size) => cpuOf(figures, row, size);
  const peak = (program: string) =>
    figures.peakMb.find((entry) => entry.program === program)?.mb.median ?? NaN;
  const blocking = figures.blocking.find(({ program }) => program === 'ours');
  const { names } = figures;
  const bytes = figures.bytes.find(({ kind }) => kind === 'usual');
  return [
    ratioGoal(
      'CPU per lookup, 10 members, everything on',
      0.6,
      cpu('ours-changed', 10).total,
      cpu(peer, 10).total,
    ),
    ratioGoal(
      'CPU, 10,000 members, changed',
      0.6,
      cpu('ours-changed', 10_000).total,
      cpu(peer, 10_000).total,
    ),
    ratioGoal(
      '… of it on the main thread',
      0.2,
      cpu('ours-changed', 10_000).main,
      cpu(peer, 10_000).total,
    ),
    ratioGoal(
      'CPU, 10,000 members, unchanged (304)',
      0.25,
      cpu('ours-304', 10_000).total,
      cpu(peer, 10_000).total,
    ),
    ratioGoal(
      'CPU, 100,000 members',
      0.6,
      cpu('ours-changed', 100_000).total,
      cpu(peer, 100_000).total,
    ),
    absoluteGoal(
      'event loop blocked at 100,000, ms (longest /livez)',
      20,
      blocking?.loopMax.median ?? NaN,
    ),
    ratioGoal(
      '/api/session p99 meanwhile, beside idle',
      2,
      blocking?.sessionP99.median ?? NaN,
      blocking?.sessionIdleP99.median ?? NaN,
    ),
    ratioGoal('peak memory at 100,000, MB', 0.5, peak('ours'), peak(peer)),
    ratioGoal(
      'bytes to the browser, 10,000 members, kB',
      0.8,
      (bytes?.ours ?? NaN) / 1000,
      (bytes?.upstreamGzip ?? NaN) / 1000,
    ),
    ratioGoal(
      `names of ${names.members.toLocaleString('en')} members, s`,
      0.2,
      names.byIdsMs.median / 1000,
      names.byCursorMs.median / 1000,
    ),
  ];
}
