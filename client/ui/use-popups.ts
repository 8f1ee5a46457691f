import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import type * as everything from './popups.tsx';

/** What opens over the page: a third of the program's weight, and not needed to show a page. */
type Popups = typeof everything;

interface Loading {
  state: 'waiting' | 'loading' | 'loaded' | 'failed';
  popups: Popups | null;
  /** Who wanted it last: that one is opened, or says that it cannot be. */
  askedBy: string | null;
}

let loading: Loading = { state: 'waiting', popups: null, askedBy: null };
const listeners = new Set<() => void>();

function become(change: Partial<Loading>): void {
  loading = { ...loading, ...change };
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
  } catch {
    become({ state: 'failed' });
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
  /** Whether it was asked for and could not be loaded: the page stays as it is and says so. */
  failed: boolean;
  ask: () => void;
}

/** Gives the popups to one that opens over the page. */
export function usePopups(): PopupsInUse {
  const id = useId();
  const { state, popups, askedBy } = useSyncExternalStore(subscribe, () => loading);
  const [wasAsked, setAsked] = useState(false);
  const asked = wasAsked && askedBy === id;
  return {
    popups,
    asked,
    failed: asked && state === 'failed',
    ask: () => {
      setAsked(true);
      become({ askedBy: id });
      void load();
    },
  };
}
