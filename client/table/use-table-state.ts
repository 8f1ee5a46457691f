import { useCallback } from 'react';
import type { TableKind } from './kinds.ts';
import { addTableState, parseTableState, type TableState } from './table-state.ts';
import { useUrlState } from './use-url-state.ts';

/** What a page's only table shows, kept in the address. */
export function useTableState(kind: TableKind): ReturnType<typeof useUrlState<TableState>> {
  const parse = useCallback((params: URLSearchParams) => parseTableState(kind, params), [kind]);
  const format = useCallback(
    (state: TableState) => {
      const params = new URLSearchParams();
      addTableState(kind, state, params);
      return params;
    },
    [kind],
  );
  return useUrlState(parse, format);
}
