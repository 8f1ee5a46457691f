import { useSyncExternalStore } from 'react';

/** How many parts of the program are being loaded to show a page. */
let loading = 0;
const listeners = new Set<() => void>();

function add(change: number): void {
  loading += change;
  for (const listener of listeners) listener();
}

/** Makes the page say that it loads for as long as the work goes on. */
export async function whileLoading<T>(work: () => Promise<T>): Promise<T> {
  add(1);
  try {
    return await work();
  } finally {
    add(-1);
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a page is being loaded, while the one before it still stands. */
export function useIsLoading(): boolean {
  return useSyncExternalStore(subscribe, () => loading > 0);
}
