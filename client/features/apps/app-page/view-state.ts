import { membersOfApp } from '../../../table/kinds.ts';
import { addTableState, parseTableState, type TableState } from '../../../table/table-state.ts';
import { useUrlState } from '../../../table/use-url-state.ts';

/** All that the address of the page says about what is shown. */
export interface ViewState extends TableState {
  tab: 'members' | 'scopes';
}

function parseViewState(params: URLSearchParams): ViewState {
  return {
    tab: params.get('tab') === 'scopes' ? 'scopes' : 'members',
    ...parseTableState(membersOfApp, params),
  };
}

function formatViewState(state: ViewState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.tab === 'scopes') params.set('tab', 'scopes');
  addTableState(membersOfApp, state, params);
  return params;
}

/** The view state, kept in the address. */
export function useViewState(): [ViewState, (change: Partial<ViewState>) => void] {
  return useUrlState(parseViewState, formatViewState);
}
