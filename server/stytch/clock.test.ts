import { describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';

const stytchs = 'Mon, 02 Mar 2026 09:30:00 GMT';
const at = Date.parse(stytchs);

/** Reads one response with a clock `aheadMs` ahead of Stytch's; returns what the clock reported. */
function readAt(aheadMs: number, date: string | undefined = stytchs) {
  const told: number[] = [];
  const clock = createClock(
    () => at + aheadMs,
    (seconds) => told.push(seconds),
  );
  clock.read(date);
  clock.read(date);
  return { ours: clock.toOurs(at) - at, told };
}

// https://github.com/jembi/openhim-console/issues/214
describe('a clock', () => {
  test.each([
    [9 * 3_600_000, 32_400],
    [-600_000, -600],
    [30_000, 30],
  ])('that is %i ms ahead of Stytch’s is told once, and times are taken by it', (ms, seconds) => {
    expect(readAt(ms)).toEqual({ ours: ms, told: [seconds] });
  });

  test.each([0, 29_999, -29_999])('that is %i ms ahead is not different', (ms) => {
    expect(readAt(ms)).toEqual({ ours: 0, told: [] });
  });

  test.each(['', 'yesterday'])('is not compared with %j', (date) => {
    expect(readAt(9 * 3_600_000, date)).toEqual({ ours: 0, told: [] });
  });
});
