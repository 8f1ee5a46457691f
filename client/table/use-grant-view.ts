import { useEffect, useMemo, useState } from 'react';
import { termsOf } from '../grid/fold.ts';
import { createOrders, dependsOnNames, type Orders, type SortKey } from '../grid/sort.ts';
import { whenIdle, type Steps } from '../grid/steps.ts';
import type { GrantStore } from '../grid/store.ts';
import { buildView, createTextSearch, type View } from '../grid/view.ts';
import type { TableState } from './table-state.ts';

/** What the grid shows now. */
export interface GrantView extends View {
  terms: string[];
  /** Whether names arrived after the rows were put in order by them. */
  orderIsStale: boolean;
  sortAgain: () => void;
}

function orderOf(orders: Orders, key: SortKey, version: number) {
  return { orders, key, rows: orders.order(key), version };
}

/** The order of the rows, kept while names arrive until `sortAgain` is called. */
function useOrder(orders: Orders, key: SortKey, version: number) {
  const [kept, setKept] = useState(() => orderOf(orders, key, version));
  const isCurrent = kept.orders === orders && kept.key === key;
  const order = isCurrent ? kept : orderOf(orders, key, version);
  if (!isCurrent) setKept(order);
  return { order, sortAgain: () => setKept(orderOf(orders, key, version)) };
}

/** Prepares search and sort while the browser is idle. */
function* prepare(store: GrantStore, orders: Orders): Steps<void> {
  // The order by name needs the texts of the search too, and is asked for first.
  yield* orders.prepare('member');
  yield* store.prepareTexts();
  for (const key of ['scopes', 'status'] as const) yield* orders.prepare(key);
}

/**
 * The rows to show. Names that arrive change which rows match but not their order, so that rows don't
 * move under the reader. When all names are read and `mayReorder` allows it, the rows are sorted again.
 */
export function useGrantView(
  store: GrantStore,
  version: number,
  state: TableState,
  mayReorder: () => boolean,
  namesDone: boolean,
): GrantView {
  const { key, descending } = state.sort;
  const orders = useMemo(() => createOrders(store), [store]);
  const { order, sortAgain } = useOrder(orders, key, version);
  const orderIsStale = dependsOnNames(key) && order.version !== version;
  useEffect(
    () => (namesDone ? whenIdle(prepare(store, orders)) : whenIdle(store.prepareTexts())),
    [store, orders, namesDone],
  );
  useEffect(() => {
    if (!orderIsStale || !namesDone || !mayReorder()) return undefined;
    // The names are painted first; putting them in order can wait for the next frame.
    const frame = requestAnimationFrame(sortAgain);
    return () => cancelAnimationFrame(frame);
  });

  const ordered = useMemo(
    () => (descending ? order.rows.toReversed() : order.rows),
    [order, descending],
  );
  const search = useMemo(() => createTextSearch(store), [store]);
  const { query, scopes, highRisk, statuses, apps, access } = state;
  const view = useMemo(() => {
    const matches = search(query, version, ordered);
    return buildView(store, matches, { query, scopes, highRisk, statuses, apps, access });
  }, [store, search, query, version, ordered, scopes, highRisk, statuses, apps, access]);
  const terms = useMemo(() => termsOf(query), [query]);
  return { ...view, terms, orderIsStale, sortAgain };
}
