import { useCallback, useMemo, useState } from 'react';
import type { GrantStore } from '../grid/store.ts';

/** Selected rows, by key: filters, sorting and fresh data do not lose them. */
export interface Selection {
  selected: ReadonlySet<string>;
  /** How much of what is shown is selected. */
  extent: 'none' | 'some' | 'all';
  toggle: (key: string) => void;
  /** Selects all that is shown, or, when all of it is, nothing. */
  toggleShown: () => void;
  selectShown: () => void;
  clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** Keeps the selection; rows that are gone fall out. */
export function useSelection(store: GrantStore, rows: Uint32Array): Selection {
  const [chosen, setChosen] = useState(none);
  const selected = useMemo(() => {
    if (chosen.size === 0) return none;
    const still = [...chosen].filter((key) => store.rowOf(key) !== undefined);
    return still.length === chosen.size ? chosen : new Set(still);
  }, [chosen, store]);
  const extent = useMemo(() => {
    if (selected.size === 0) return 'none';
    const all = selected.size >= rows.length && rows.every((row) => selected.has(store.keyAt(row)));
    return all ? 'all' : 'some';
  }, [selected, rows, store]);
  const clear = useCallback(() => setChosen(none), []);
  const selectShown = useCallback(
    () => setChosen(new Set(Array.from(rows, (row) => store.keyAt(row)))),
    [rows, store],
  );
  const toggle = useCallback((key: string) => {
    setChosen((current) => {
      const next = new Set(current);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  return {
    selected,
    extent,
    toggle,
    selectShown,
    clear,
    toggleShown: extent === 'all' ? clear : selectShown,
  };
}
