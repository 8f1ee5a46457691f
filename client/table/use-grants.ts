import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { routes } from '#contract/routes.ts';
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

const lookUp: LookUp = (ids, signal) => request(routes.memberLookup, { body: { ids }, signal });

/** A table of which nothing has been read yet. */
export const noTable: StoreTable = {
  scopes: [],
  scopeSets: [],
  members: { ids: [], sets: new Uint8Array() },
};

/** The store of a table; names that the store of the last table had are kept. */
function useGrantStore(table: StoreTable): GrantStore {
  const [made, setMade] = useState(() => ({ table, store: createGrantStore(table, null) }));
  if (made.table === table) return made.store;
  const store = createGrantStore(table, made.store);
  setMade({ table, store });
  return store;
}

/**
 * Builds the store of a table and, where the viewer may, reads the names of its members. While the
 * table is still to come, which null says, the store is empty.
 */
export function useGrants(table: StoreTable | null, mayReadNames: boolean): Grants {
  const store = useGrantStore(table ?? noTable);
  const reader = useMemo(() => createNamesReader(store, lookUp), [store]);
  const progress = useSyncExternalStore(reader.subscribe, reader.progress);
  const mayStart = mayReadNames && table !== null;
  useEffect(() => (mayStart ? reader.start() : undefined), [reader, mayStart]);
  return {
    store,
    version: progress.version,
    progress: mayReadNames ? progress : null,
    retryNames: reader.start,
    setVisibleRows: reader.setVisibleRows,
  };
}
