import { spreadOf, type Spread } from '../tables.ts';

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  return sorted[place] ?? Number.NaN;
}

/** The spread of the values of several rounds. Throws when there was none. */
export function spread(values: readonly number[]): Spread {
  const found = spreadOf(values);
  if (found === null) throw new Error('nothing was measured');
  return found;
}
