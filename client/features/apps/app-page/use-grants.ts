import { useEffect, useMemo, useRef, useState } from 'react';
import type { GrantTable } from '#contract/connected-apps.ts';
import { routes } from '#contract/routes.ts';
import { request } from '../../../api/request.ts';
import { createGrantStore, type GrantStore } from '../../../grid/store.ts';
import { readNames, type NamesProgress } from './names.ts';

/** The store of a table with its names as they come. */
export interface Grants {
  store: GrantStore;
  /** Rises when names arrive. */
  version: number;
  progress: NamesProgress;
  /** Asks again for the names that could not be read. */
  retryNames: () => void;
  /** Tell it what is on screen. */
  setVisibleRows: (rows: () => Iterable<number>) => void;
}

const reading: NamesProgress = { state: 'reading', failed: 0, reason: null };

/** Builds the store of a table and, where the viewer may, reads the names of its members. */
export function useGrants(table: GrantTable, mayReadNames: boolean): Grants {
  const previous = useRef<GrantStore | null>(null);
  const store = useMemo(() => createGrantStore(table, previous.current), [table]);
  const visible = useRef<() => Iterable<number>>(() => []);
  const [version, setVersion] = useState(0);
  const [progress, setProgress] = useState(reading);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    previous.current = store;
    if (!mayReadNames) return undefined;
    const abort = new AbortController();
    setProgress(reading);
    void readNames({
      store,
      lookUp: (ids, signal) => request(routes.memberLookup, { body: { ids }, signal }),
      visibleRows: () => visible.current(),
      onProgress: (now) => {
        setVersion(store.version);
        setProgress(now);
      },
      signal: abort.signal,
    });
    return () => abort.abort();
  }, [store, mayReadNames, attempt]);

  return {
    store,
    version,
    progress,
    retryNames: () => setAttempt((count) => count + 1),
    setVisibleRows: (rows) => {
      visible.current = rows;
    },
  };
}
