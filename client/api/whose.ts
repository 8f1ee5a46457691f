import { useSyncExternalStore } from 'react';

/**
 * Whether this page still belongs to the viewer it was loaded for. A browser has one session and many
 * tabs, so another person, or the same person in another organization, can sign in meanwhile. A page
 * never changes its viewer: it says who is signed in, or leaves, and is loaded anew.
 */
export type Whose =
  | { state: 'ours' }
  /** Another viewer is signed in. Hide everything that was read. */
  | { state: 'anothers' }
  /** Show nothing until the browser has loaded `to`. */
  | { state: 'left'; to: string };

const ours: Whose = { state: 'ours' };
let whose: Whose = ours;
/** The mark of the member and organization this page was loaded for; null before sign-in. */
let believed: string | null = null;
const listeners = new Set<() => void>();

function become(next: Whose): void {
  whose = next;
  for (const listener of listeners) listener();
}

/** Calls back on every change of state. Returns a function that unsubscribes. */
export function onWhose(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useWhose(): Whose {
  return useSyncExternalStore(onWhose, whoseNow);
}

export function whoseNow(): Whose {
  return whose;
}

/** The mark that requests send in `Viewer`; null before sign-in. */
export function believedMark(): string | null {
  return believed;
}

/** Whether the page belongs to a mark. The first mark given claims the page. */
export function isFor(mark: string): boolean {
  believed ??= mark;
  return believed === mark;
}

/** Hides everything that was read, because another viewer signed in. Does nothing if already hidden. */
export function giveUp(): void {
  if (whose.state === 'ours') become({ state: 'anothers' });
}

/** Hides everything and loads another page. */
export function leaveTo(to: string): void {
  become({ state: 'left', to });
}

/** Gives the page to the next viewer who signs in. */
export function forgetWhose(): void {
  believed = null;
  become(ours);
}
