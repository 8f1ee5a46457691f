import { formatNumber, formatSpread, formatTable, type Spread } from '../tables.ts';
import type { Bytes } from './bytes.ts';
import { rows } from './lookups.ts';
import type { ServerReport } from './report.ts';

/** A table under its title; the first line is the head. */
function table(title: string, ...lines: readonly (readonly string[])[]): string {
  return `${title}\n${formatTable(lines)}\n`;
}

const titleOf = (row: string) => rows.find(({ id }) => id === row)?.title ?? row;

function lookupTables({ lookups, exponents }: ServerReport): string[] {
  const sizes = [...new Set(lookups.map(({ size }) => size))];
  return sizes.map((size) => {
    const here = lookups.filter((figures) => figures.size === size);
    const peer = here.find(({ row }) => row === 'stytch')?.cpuMs.median ?? NaN;
    const last = size === sizes.at(-1);
    return table(
      `One lookup after another, ${size.toLocaleString('en')} members, ms: median (min–max of rounds)`,
      [
        '',
        'CPU',
        'main thread',
        '× stytch',
        'p50',
        'p99',
        'added',
        'kB',
        ...(last ? ['growth'] : []),
      ],
      ...here.map(({ row, cpuMs, mainMs, p50, p99, addedMs, bytes }) => [
        titleOf(row),
        formatSpread(cpuMs),
        formatSpread(mainMs),
        (cpuMs.median / peer).toFixed(2),
        formatSpread(p50),
        formatNumber(p99.median),
        formatSpread(addedMs),
        formatNumber(bytes / 1000),
        ...(last ? [(exponents[row] ?? NaN).toFixed(2)] : []),
      ]),
    );
  });
}

function scatteredTable({ scattered }: ServerReport): string {
  return table(
    'CPU ms, 10,000 members, nearly each with another list of scopes',
    ['', 'CPU'],
    ...scattered.map(({ row, cpuMs }) => [titleOf(row), formatSpread(cpuMs)]),
  );
}

function loadTables({ throughput }: ServerReport): string[] {
  const sizes = [...new Set(throughput.map(({ size }) => size))];
  return sizes.map((size) => {
    const here = throughput.filter((figures) => figures.size === size);
    const peer = here.find(({ row }) => row === 'stytch')?.perSecond.median ?? NaN;
    return table(
      `Twenty viewers at once, ${size.toLocaleString('en')} members`,
      ['', 'requests/s', '× stytch', 'CPU ms', 'p99 ms'],
      ...here.map(({ row, perSecond, cpuMs, p99 }) => [
        titleOf(row),
        formatSpread(perSecond),
        (perSecond.median / peer).toFixed(2),
        formatSpread(cpuMs),
        formatSpread(p99),
      ]),
    );
  });
}

function bytesTable(bytes: Bytes): string {
  const lines = [
    ['upstream', bytes.upstream],
    ['upstream, gzip 6', bytes.upstreamGzip],
    [`ours to Chromium (${bytes.encoding})`, bytes.ours],
    ['ours to who takes gzip only', bytes.oursGzip],
    ['the ids alone, gzip 6', bytes.idsGzip],
  ] as const;
  return table(
    `Body of one answer, 10,000 members, ${bytes.kind} scopes`,
    ['', 'kB', '× upstream gzipped'],
    ...lines.map(([title, length]) => [
      title,
      formatNumber(length / 1000),
      (length / bytes.upstreamGzip).toFixed(2),
    ]),
  );
}

function otherTables({ peakMb, blocking, bytes, names }: ServerReport): string[] {
  return [
    table(
      'Peak memory, fresh process, 100,000 members',
      ['', 'MB'],
      ...peakMb.map(({ program, mb }) => [titleOf(program), formatSpread(mb)]),
    ),
    table(
      'While 100,000 members are looked up, ms',
      ['', 'longest /livez', 'idle', '/livez p99', '/api/session p99', 'idle', 'lookups'],
      ...blocking.map((figures) => [
        titleOf(figures.program),
        formatSpread(figures.loopMax),
        formatSpread(figures.loopIdleMax),
        formatSpread(figures.loopP99),
        formatSpread(figures.sessionP99),
        formatSpread(figures.sessionIdleP99),
        formatSpread(figures.lookups),
      ]),
    ),
    ...bytes.map(bytesTable),
    table(
      `Names of ${names.members.toLocaleString('en')} members, the upstream's search at 150 ms`,
      ['', 's'],
      ['ours, by id, as the page asks', formatSpread(inSeconds(names.byIdsMs))],
      ['following the cursor', formatSpread(inSeconds(names.byCursorMs))],
    ),
  ];
}

function inSeconds({ median, min, max, values }: Spread): Spread {
  return { median: median / 1000, min: min / 1000, max: max / 1000, values };
}

/** The report as text. */
export function formatServerReport(report: ServerReport): string {
  const { machine } = report;
  return [
    `Server bench, ${machine.date}: ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, load ${machine.load.toFixed(2)}, ${report.rounds} rounds, ${Math.round(report.seconds)} s`,
    '',
    ...lookupTables(report),
    scatteredTable(report),
    ...loadTables(report),
    ...otherTables(report),
    table(
      'Goals, beside the route on the stytch package',
      ['', 'goal', 'measured', ''],
      ...report.goals.map(({ goal, limit, figure, met }) => [
        goal,
        limit,
        figure,
        met ? 'met' : 'NOT MET',
      ]),
    ),
    ...report.notes.map((note) => `Note: ${note}`),
  ].join('\n');
}
