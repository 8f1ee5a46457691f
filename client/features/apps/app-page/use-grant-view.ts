import { useEffect, useMemo, useRef, useState } from 'react';
import { termsOf } from '../../../grid/fold.ts';
import { sortRows } from '../../../grid/sort.ts';
import type { GrantStore } from '../../../grid/store.ts';
import { buildView, matchText, type Matches, type View } from '../../../grid/view.ts';
import type { ViewState } from './view-state.ts';

/** What the grid shows now. */
export interface GrantView extends View {
  terms: string[];
  /** Whether names arrived after the rows were put in order by them. */
  orderIsStale: boolean;
  sortAgain: () => void;
}

/**
 * The rows to show. Names that arrive change what matches but never the order by themselves, so
 * that nothing moves under the eyes; once all are read and the person is still at the top, the
 * order is put right.
 */
export function useGrantView(
  store: GrantStore,
  version: number,
  state: ViewState,
  mayReorder: () => boolean,
  namesDone: boolean,
): GrantView {
  const { key, descending } = state.sort;
  const byNames = key === 'member' || key === 'status';
  const [sortings, setSortings] = useState(0);
  const order = useMemo(() => {
    // A new number means that the person, or the end of the names, asked for a new order.
    void sortings;
    return { rows: sortRows(store, key), version: store.version };
  }, [store, key, sortings]);
  const orderIsStale = byNames && order.version !== store.version;
  useEffect(() => {
    if (orderIsStale && namesDone && mayReorder()) setSortings((count) => count + 1);
  }, [orderIsStale, namesDone, mayReorder]);

  const last = useRef<Matches | null>(null);
  const matches = useMemo(() => {
    // The version is read from the store itself; naming it here makes the memo follow it.
    void version;
    return matchText(store, state.query, last.current);
  }, [store, version, state.query]);
  useEffect(() => {
    last.current = matches;
  }, [matches]);

  const { query, scopes, sensitive, statuses } = state;
  const view = useMemo(
    () => buildView(matches, { query, scopes, sensitive, statuses }, order.rows, descending),
    [matches, query, scopes, sensitive, statuses, order, descending],
  );
  const terms = useMemo(() => termsOf(query), [query]);
  return { ...view, terms, orderIsStale, sortAgain: () => setSortings((count) => count + 1) };
}
