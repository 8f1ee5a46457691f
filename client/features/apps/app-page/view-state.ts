import { membersOfApp } from '../../../table/kinds.ts';
import { addTableState, parseTableState, type TableState } from '../../../table/table-state.ts';
import { useUrlState } from '../../../table/use-url-state.ts';

const tabs = ['members', 'scopes', 'activity'] as const;

/** All that the address of the page says about what is shown. */
export interface ViewState extends TableState {
  tab: (typeof tabs)[number];
  /** The whole query while the activity is shown, which keeps its own state in it. */
  activity: string;
}

function parseViewState(params: URLSearchParams): ViewState {
  const tab = tabs.find((known) => known === params.get('tab')) ?? 'members';
  const isActivity = tab === 'activity';
  return {
    tab,
    activity: isActivity ? params.toString() : '',
    ...parseTableState(membersOfApp, isActivity ? new URLSearchParams() : params),
  };
}

function formatViewState(state: ViewState): URLSearchParams {
  if (state.tab === 'activity') return new URLSearchParams(state.activity);
  const params = new URLSearchParams();
  if (state.tab === 'scopes') params.set('tab', 'scopes');
  addTableState(membersOfApp, state, params);
  return params;
}

/** The view state, kept in the address. */
export function useViewState(): ReturnType<typeof useUrlState<ViewState>> {
  return useUrlState(parseViewState, formatViewState);
}
