/** Median, smallest and largest of some values. */
export interface Spread {
  median: number;
  min: number;
  max: number;
  values: number;
}

/** Summarizes values; null for none. */
export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  const [min] = sorted;
  const max = sorted.at(-1);
  if (low === undefined || high === undefined || min === undefined || max === undefined)
    return null;
  return { median: (low + high) / 2, min, max, values: sorted.length };
}

/** A number as a table shows it: three digits that count, more only before the point. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\.0+$/, '');
}

/** "median (min–max)", or a dash for nothing. */
export function formatSpread(spread: Spread | null): string {
  if (spread === null) return '–';
  const { median, min, max } = spread;
  if (min === max) return formatNumber(median);
  return `${formatNumber(median)} (${formatNumber(min)}–${formatNumber(max)})`;
}

/** "0.42 ×", or a dash where there is nothing to compare. */
export function formatRatio(ours: Spread | null, theirs: Spread | null): string {
  if (ours === null || theirs === null || theirs.median === 0) return '–';
  return `${(ours.median / theirs.median).toFixed(2)} ×`;
}

/**
 * The exponent with which a cost grows between two sizes: 1 is linear, 2 quadratic, 0 none at all.
 */
export function growthOf(
  small: { size: number; cost: number },
  large: { size: number; cost: number },
) {
  return Math.log(large.cost / small.cost) / Math.log(large.size / small.size);
}

/** Rows in aligned columns, the first of them at the left; the first row is the head. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}
