import {
  formatNumber,
  formatRatio,
  formatSpread,
  formatTable,
  growthOf,
  spreadOf,
  type Spread,
} from '../tables.ts';
import type { Peer } from './peers.ts';
import type { Results } from './rounds.ts';
import type { Metric } from './visit.ts';
import type { Weight } from './weight.ts';

const labels: Record<Metric, string> = {
  firstPaint: 'data → first paint, ms',
  firstKey: 'first key right after it, ms',
  key: 'keystroke → painted, ms',
  clear: 'clear, ms',
  facet: 'facet on or off, ms',
  sort: 'sort by name, ms',
  earlySort: 'sort right after first paint, ms',
  turn: 'sort the other way, ms',
  heap: 'heap, MB',
  longTasks: 'long tasks',
  longest: 'longest task, ms',
  dropped: 'dropped frames of a scroll',
  blank: 'blank frames of a scroll',
};

type Part = 'painted' | 'worked';

function spreadAt(results: Results, size: number, key: string, metric: Metric, part: Part) {
  return spreadOf(results.get(size)?.get(key)?.get(metric)?.[part] ?? []);
}

function isLabelled(word: string): word is Metric {
  return Object.hasOwn(labels, word);
}

const rowsOfTable = Object.keys(labels).filter(isLabelled);

function sizeTable(results: Results, size: number, peers: readonly Peer[], part: Part): string {
  const head = ['', ...peers.map(({ label }) => label), 'ours ÷ floor', 'ours ÷ AG Grid'];
  const rows = rowsOfTable.flatMap((metric) => {
    const at = (key: string) => spreadAt(results, size, key, metric, part);
    const cells = peers.map(({ key }) => formatSpread(at(key)));
    if (cells.every((cell) => cell === '–')) return [];
    const ratios = ['floor', 'ag-grid'].map((other) => formatRatio(at('ours'), at(other)));
    return [[labels[metric], ...cells, ...ratios]];
  });
  return formatTable([head, ...rows]);
}

function growthTable(results: Results, peers: readonly Peer[]): string | null {
  const sizes = [...results.keys()].toSorted((a, b) => a - b);
  const [small] = sizes;
  const large = sizes.at(-1);
  if (small === undefined || large === undefined || small === large) return null;
  const rows = rowsOfTable.map((metric) => [
    labels[metric],
    ...peers.map(({ key }) => {
      const from = spreadAt(results, small, key, metric, 'painted')?.median ?? 0;
      const to = spreadAt(results, large, key, metric, 'painted')?.median ?? 0;
      if (from <= 0 || to <= 0) return '–';
      return growthOf({ size: small, cost: from }, { size: large, cost: to }).toFixed(2);
    }),
  ]);
  return formatTable([['', ...peers.map(({ label }) => label)], ...rows]);
}

function weightTable(weights: readonly Weight[]): string {
  const rows = weights.map(({ page, scriptKb, styleKb, files, goalKb }) => [
    page,
    scriptKb.toFixed(1),
    styleKb.toFixed(1),
    (scriptKb + styleKb).toFixed(1),
    String(files),
    goalKb === null ? '' : `≤ ${goalKb}`,
  ]);
  return formatTable([['gzip kB', 'JS', 'CSS', 'both', 'files', 'goal'], ...rows]);
}

/** One goal: what it compares, how it came out, and whether that is enough. */
interface Goal {
  goal: string;
  figure: number | null;
  most: number;
}

/** What is aimed at with most members, as ratios of figures of one run. */
function goalsOf(results: Results): Goal[] {
  const size = Math.max(0, ...results.keys());
  const ratio = (metric: Metric, other: string, of: keyof Spread = 'median') => {
    const ours = spreadAt(results, size, 'ours', metric, 'painted');
    const theirs = spreadAt(results, size, other, metric, 'painted');
    return ours === null || theirs === null ? null : ours[of] / theirs[of];
  };
  return [
    { goal: 'keystroke ÷ floor', figure: ratio('key', 'floor'), most: 1.1 },
    { goal: 'worst keystroke ÷ worst of floor', figure: ratio('key', 'floor', 'max'), most: 2 },
    { goal: 'keystroke ÷ AG Grid', figure: ratio('key', 'ag-grid'), most: 0.25 },
    { goal: 'first paint ÷ floor', figure: ratio('firstPaint', 'floor'), most: 0.5 },
    { goal: 'first paint ÷ AG Grid', figure: ratio('firstPaint', 'ag-grid'), most: 0.25 },
    { goal: 'sort ÷ floor', figure: ratio('sort', 'floor'), most: 0.5 },
    { goal: 'sort ÷ AG Grid', figure: ratio('sort', 'ag-grid'), most: 0.25 },
    { goal: 'heap ÷ AG Grid', figure: ratio('heap', 'ag-grid'), most: 1 },
  ];
}

function goalTable(results: Results): string {
  const rows = goalsOf(results).map(({ goal, figure, most }) => [
    goal,
    figure === null ? '–' : figure.toFixed(2),
    `≤ ${formatNumber(most)}`,
    figure === null ? '' : figure <= most ? 'met' : 'NOT MET',
  ]);
  return formatTable([['goal, with most members', 'figure', 'goal', ''], ...rows]);
}

/** The report as text: a table for each number of members, growth, goals and weights. */
export function formatReport(
  results: Results,
  weights: readonly Weight[],
  peers: readonly Peer[],
): string {
  const parts: string[] = [
    'Every page stands there empty, controls, heads and all, before it is given its data.',
  ];
  for (const size of results.keys()) {
    parts.push(`${size.toLocaleString('en')} members: median (min–max)`);
    parts.push(sizeTable(results, size, peers, 'painted'));
  }
  const largest = Math.max(0, ...results.keys());
  if (results.size > 0) {
    parts.push(`The same with ${largest.toLocaleString('en')} members, without waiting for frames`);
    parts.push(sizeTable(results, largest, peers, 'worked'));
    const growth = growthTable(results, peers);
    if (growth !== null)
      parts.push('Exponent of growth from fewest to most members (1 is linear)', growth);
    parts.push(goalTable(results));
  }
  if (weights.length > 0) parts.push(weightTable(weights));
  return parts.join('\n\n');
}

/** The figures for a machine to read, every value among them. */
export function describeResults(results: Results) {
  return Array.from(results, ([members, ofSize]) => ({
    members,
    pages: Array.from(ofSize, ([page, values]) => ({
      page,
      measures: Array.from(values, ([measure, { painted, worked }]) => ({
        measure,
        ...spreadOf(painted),
        all: painted,
        worked: worked.length === 0 ? null : { ...spreadOf(worked), all: worked },
      })),
    })),
  }));
}
