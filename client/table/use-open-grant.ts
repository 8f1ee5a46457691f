import { useCallback, useMemo } from 'react';
import { addressHere } from '../api/console.ts';
import type { GrantStore } from '../grid/store.ts';
import type { TableState } from './table-state.ts';
import type { ChangeState } from './use-url-state.ts';

interface OpenGrant {
  /** The row whose grant is open; null for none. */
  row: number | null;
  open: (row: number) => void;
  close: () => void;
  /** The address of the page at `path` with the grant of a row open. */
  hrefOf: (row: number) => string;
}

/** Which grant of a page's table is open: it is kept in the address, and Back closes it. */
export function useOpenGrant(
  path: string,
  store: GrantStore,
  grant: string,
  change: ChangeState<Pick<TableState, 'grant'>>,
  undo: (otherwise: Pick<TableState, 'grant'>) => void,
): OpenGrant {
  const row = useMemo(() => (grant === '' ? null : (store.rowOf(grant) ?? null)), [store, grant]);
  return {
    row,
    open: useCallback((at) => change({ grant: store.keyAt(at) }, 'step'), [change, store]),
    close: useCallback(() => undo({ grant: '' }), [undo]),
    hrefOf: useCallback(
      (at) => `${addressHere(path)}?${new URLSearchParams({ grant: store.keyAt(at) }).toString()}`,
      [path, store],
    ),
  };
}
