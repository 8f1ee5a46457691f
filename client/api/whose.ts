import { useSyncExternalStore } from 'react';

/**
 * Whose this page is. A browser has one session and many tabs, so somebody else, or the same person
 * in another organization, may have signed in since this one was loaded. A page never becomes
 * another's: it is left, or says whose console it would be now, and is loaded anew.
 */
export type Whose =
  | { state: 'ours' }
  /** Somebody else is signed in: nothing that was read is shown any more. */
  | { state: 'anothers' }
  /** Nothing is shown until the browser has loaded another page. */
  | { state: 'left'; to: string };

const ours: Whose = { state: 'ours' };
let whose: Whose = ours;
/** The server's mark of the member and organization that this page reads for. */
let believed: string | null = null;
const listeners = new Set<() => void>();

function become(next: Whose): void {
  whose = next;
  for (const listener of listeners) listener();
}

/** Calls back when the page stops being the viewer's; returns how to stop listening. */
export function onWhose(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whose the page is, as it changes. */
export function useWhose(): Whose {
  return useSyncExternalStore(onWhose, whoseNow);
}

/** Whose the page is. */
export function whoseNow(): Whose {
  return whose;
}

/** The mark that every request carries; null before somebody has signed in. */
export function believedMark(): string | null {
  return believed;
}

/** The first who signs in has the page. Gives whether it is theirs. */
export function isFor(mark: string): boolean {
  believed ??= mark;
  return believed === mark;
}

/** Shows nothing any more of what was read for the one who was signed in. */
export function giveUp(): void {
  if (whose.state === 'ours') become({ state: 'anothers' });
}

/** Shows nothing any more and loads another page. */
export function leaveTo(to: string): void {
  become({ state: 'left', to });
}

/** Whoever signs in next has the page. */
export function forgetWhose(): void {
  believed = null;
  become(ours);
}
