import { useSyncExternalStore } from 'react';
import type { CaseState } from '#contract/support.ts';
import { timeLeft } from '../../api/case.ts';
import { serverTime } from '../../api/clock.ts';

const second = 1000;
const minute = 60 * second;

/** Calls back every second, and when a tab is looked at again that may have slept. */
function everySecond(act: () => void): () => void {
  const timer = setInterval(act, second);
  document.addEventListener('visibilitychange', act);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', act);
  };
}

/** The moment, to the second, as it passes by the server's clock. */
export function useNow(): number {
  return useSyncExternalStore(everySecond, () => Math.floor(serverTime() / second) * second);
}

/** Milliseconds until the case has no time left, to the second, as they pass. */
export function useTimeLeft(state: CaseState | undefined): number {
  const left = () => (state === undefined ? 0 : Math.ceil(timeLeft(state) / second) * second);
  return useSyncExternalStore(everySecond, left);
}

/** Whether the case goes on: told when its time is up, and not before. */
export function useIsLive(state: CaseState | undefined): boolean {
  return useSyncExternalStore(everySecond, () => state !== undefined && timeLeft(state) > 0);
}

/** Time left as it is read on a clock that runs down: `27:04`. */
export function formatTimeLeft(ms: number): string {
  const seconds = Math.ceil(ms / second);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How pressing it is: with less than five minutes left, and with less than one. */
export function urgencyOf(ms: number): 'calm' | 'soon' | 'last' {
  if (ms <= minute) return 'last';
  return ms <= 5 * minute ? 'soon' : 'calm';
}
