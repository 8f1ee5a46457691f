import { useEffect, useState, useSyncExternalStore } from 'react';
import { appRoutes } from '#contract/app-routes.ts';
import { request } from '../api/request.ts';
import type { StoreTable } from '../grid/store-table.ts';
import { createGrantStore, type GrantStore } from '../grid/store.ts';
import { createNamesReader, type LookUp, type NamesProgress, type NamesReader } from './names.ts';

/** The store of a table with its names as they come. */
export interface Grants {
  store: GrantStore;
  /** Rises when names arrive. */
  version: number;
  /** Null where the viewer may not read names. */
  progress: NamesProgress | null;
  /** Asks again for the names that could not be read. */
  retryNames: () => void;
  setVisibleRows: NamesReader['setVisibleRows'];
}

const lookUp: LookUp = (ids, signal) => request(appRoutes.memberLookup, { body: { ids }, signal });

/** A table of which nothing has been read yet. */
export const noTable: StoreTable = {
  scopes: [],
  scopeSets: [],
  members: { ids: [], sets: new Uint8Array() },
};

/** The store of a table and what reads its names: one, however many places show the table. */
interface Named {
  store: GrantStore;
  reader: NamesReader;
  /** Reads names as long as somebody holds it; returns how to let go. */
  hold: () => () => void;
  retry: () => void;
  /**
   * Has names and statuses read again for grants that were true at this time, epoch ms, where those
   * shown are more than a minute older. They stay until then.
   */
  renew: (asOf: number) => void;
  /** As of when the names are, as far as `renew` was told. */
  readAt: () => number | null;
}

/** As old as the server lets what it knows of members become. */
const recentMs = 60_000;

/** Each is kept as long as its table, which is what was read of the server. */
const namedTables = new WeakMap<StoreTable, Named>();

function nameTable(table: StoreTable, previous: Named | null): Named {
  const known = namedTables.get(table);
  if (known !== undefined) return known;
  const store = createGrantStore(table, previous?.store ?? null);
  let readAt = previous?.readAt() ?? null;
  const reader = createNamesReader(store, lookUp);
  let holders = 0;
  let stop: (() => void) | null = null;
  const retry = () => {
    stop?.();
    stop = reader.start();
  };
  const renew = (asOf: number) => {
    readAt ??= asOf;
    if (asOf - readAt < recentMs) return;
    readAt = asOf;
    store.confirmed.fill(0);
    if (holders > 0) retry();
  };
  const hold = () => {
    holders += 1;
    // A renewal that was let go half way is done by its state, and not by its rows.
    const isDone = reader.progress().state === 'done' && !store.confirmed.includes(0);
    if (holders === 1 && !isDone) retry();
    return () => {
      holders -= 1;
      if (holders > 0) return;
      stop?.();
      stop = null;
    };
  };
  const named = { store, reader, hold, retry, renew, readAt: () => readAt };
  namedTables.set(table, named);
  return named;
}

/** The store of a table; names that the store of the last table had are kept. */
function useNamedTable(table: StoreTable): Named {
  const [made, setMade] = useState(() => ({ table, named: nameTable(table, null) }));
  if (made.table === table) return made.named;
  const named = nameTable(table, made.named);
  setMade({ table, named });
  return named;
}

/**
 * The store of a table. Reads the names of its members if the viewer may. The store is empty while the
 * table is null, that is not read yet. `asOf` is the time of the table, epoch ms; names that are more
 * than a minute older are read again.
 */
export function useGrants(
  table: StoreTable | null,
  asOf: number | null,
  mayReadNames: boolean,
): Grants {
  const { store, reader, hold, retry, renew } = useNamedTable(table ?? noTable);
  const progress = useSyncExternalStore(reader.subscribe, reader.progress);
  const mayStart = mayReadNames && table !== null;
  useEffect(() => {
    if (mayStart && asOf !== null) renew(asOf);
  }, [renew, mayStart, asOf]);
  useEffect(() => (mayStart ? hold() : undefined), [hold, mayStart]);
  return {
    store,
    version: progress.version,
    progress: mayReadNames ? progress : null,
    retryNames: retry,
    setVisibleRows: reader.setVisibleRows,
  };
}
