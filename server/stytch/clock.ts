/** The difference between our clock and Stytch's. */
export interface Clock {
  /** Updates the difference from a response's `Date` header. */
  read(date: string | string[] | undefined): void;
  /** Converts a time of Stytch's to our clock, both epoch ms. */
  toOurs(time: number): number;
}

/** `Date` has whole seconds and a response takes time to arrive, so smaller differences are ignored. */
const smallestMs = 30_000;

/**
 * By our clock, a session that lasts until a time of Stytch's may end before it starts, so the remaining time
 * counts, not the end. `onDifference` is called once, with the seconds that our clock is ahead.
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
