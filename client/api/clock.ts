/** How far the server's clock is ahead of the browser's, ms. */
let aheadMs = 0;

/** Answers tell the time to the second (RFC 9110 §6.6.1), and take some of it to arrive. */
const noDifferenceMs = 2000;

/** Takes the `Date` of an answer; null for an answer without one. */
export function hearTime(date: string | null, now = Date.now()): void {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return;
  const ahead = told - now;
  if (Math.abs(ahead - aheadMs) >= noDifferenceMs) {
    aheadMs = Math.abs(ahead) < noDifferenceMs ? 0 : ahead;
  }
}

/** The epoch ms of the server at an epoch ms of the browser: now, unless said otherwise. */
export function serverTime(at = Date.now()): number {
  return at + aheadMs;
}
