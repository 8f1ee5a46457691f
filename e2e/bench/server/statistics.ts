/** Median of several rounds, with the least and the most. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  return sorted[place] ?? Number.NaN;
}

/** The middle value; between the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? Number.NaN;
  return Number.isInteger(half) ? (upper + (sorted[half - 1] ?? upper)) / 2 : upper;
}

/** The spread of the values of several rounds. */
export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** How a cost grows with the size: 1 is linear, 2 quadratic. */
export function growthExponent(
  from: { size: number; cost: number },
  to: { size: number; cost: number },
): number {
  return Math.log(to.cost / from.cost) / Math.log(to.size / from.size);
}
