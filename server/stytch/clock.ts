/** How far our clock is from Stytch's. */
export interface Clock {
  /** Takes note of an answer's `Date` header. */
  read(date: string | string[] | undefined): void;
  /** A time of Stytch's by our clock, both epoch ms. */
  toOurs(time: number): number;
}

/** `Date` has whole seconds, and an answer takes some to come: less is no difference. */
const smallestMs = 30_000;

/**
 * Makes the clock. A session that lasts until a time of Stytch's may be over by ours before it has
 * begun: what is left of it counts, not the time. `onDifference` is told once, in seconds that ours
 * is ahead.
 */
export function createClock(now: () => number, onDifference: (seconds: number) => void): Clock {
  let aheadMs = 0;
  let isTold = false;
  return {
    read(date) {
      const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
      if (Number.isNaN(theirs)) return;
      const difference = now() - theirs;
      aheadMs = Math.abs(difference) < smallestMs ? 0 : difference;
      if (aheadMs === 0 || isTold) return;
      isTold = true;
      onDifference(Math.round(aheadMs / 1000));
    },
    toOurs: (time) => time + aheadMs,
  };
}
