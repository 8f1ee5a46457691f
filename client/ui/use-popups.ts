import { useEffect, useState, useSyncExternalStore } from 'react';
import type * as everything from './popups.tsx';

/** What opens over the page: a third of the program's weight, and not needed to show a page. */
type Popups = typeof everything;

type Loading =
  | { state: 'waiting' | 'loading' }
  | { state: 'loaded'; popups: Popups }
  | { state: 'failed'; error: unknown };

let loading: Loading = { state: 'waiting' };
const listeners = new Set<() => void>();

function become(next: Loading): void {
  loading = next;
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

async function load(): Promise<void> {
  if (loading.state === 'loading' || loading.state === 'loaded') return;
  become({ state: 'loading' });
  try {
    // Awaited: of a `then` Vite makes a part of the import, which a lost style sheet never reaches.
    const popups = await import('./popups.tsx');
    become({ state: 'loaded', popups });
  } catch (error) {
    become({ state: 'failed', error });
  }
}

const afterPageMs = 1000;

/** Loads them once the page stands, so that the first click finds them. */
export function usePopupsSoon(): void {
  useEffect(() => {
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(() => void load(), afterPageMs);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(() => void load(), { timeout: afterPageMs });
    return () => cancelIdleCallback(handle);
  }, []);
}

/** The popups, or null until they have loaded, and how to ask for them. */
export interface PopupsInUse {
  popups: Popups | null;
  /** Whether this one was asked for: it then opens as soon as it can. */
  asked: boolean;
  ask: () => void;
}

/** Gives the popups. Throws, into the page's error boundary, when they were asked for and cannot be had. */
export function usePopups(): PopupsInUse {
  const now = useSyncExternalStore(subscribe, () => loading);
  const [asked, setAsked] = useState(false);
  if (asked && now.state === 'failed') throw now.error;
  return {
    popups: now.state === 'loaded' ? now.popups : null,
    asked,
    ask: () => {
      setAsked(true);
      void load();
    },
  };
}
