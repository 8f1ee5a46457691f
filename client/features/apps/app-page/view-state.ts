import { memberStatuses } from '#contract/members.ts';
import {
  defaultColumns,
  optionalColumns,
  type ColumnKey,
  type Density,
} from '../../../grid/columns.ts';
import { defaultSort, sortKeys, type Sort } from '../../../grid/sort.ts';
import type { Filter } from '../../../grid/view.ts';

/** All that the address of the page says about what is shown. */
export interface ViewState extends Filter {
  tab: 'members' | 'scopes';
  sort: Sort;
  columns: readonly ColumnKey[];
  density: Density;
}

function pick<T extends string>(known: readonly T[], values: readonly string[]): T[] {
  return known.filter((word) => values.includes(word));
}

function parseSort(text: string | null): Sort {
  const key = sortKeys.find((known) => known === text?.replace(/^-/, ''));
  return key === undefined ? defaultSort : { key, descending: text?.startsWith('-') === true };
}

/** Reads the state out of a query string; whatever it does not know is left out. */
export function parseViewState(search: string): ViewState {
  const params = new URLSearchParams(search);
  const columns = params.get('cols');
  return {
    tab: params.get('tab') === 'scopes' ? 'scopes' : 'members',
    query: params.get('q') ?? '',
    scopes: params.getAll('scope'),
    sensitive: params.get('class') === 'sensitive',
    statuses: pick(memberStatuses, params.getAll('status')),
    sort: parseSort(params.get('sort')),
    columns: columns === null ? defaultColumns : pick(optionalColumns, columns.split(',')),
    density: params.get('density') === 'compact' ? 'compact' : 'comfortable',
  };
}

/** The query string of a state, without what is as usual. */
export function formatViewState(state: ViewState): string {
  const params = new URLSearchParams();
  if (state.tab === 'scopes') params.set('tab', 'scopes');
  if (state.query !== '') params.set('q', state.query);
  for (const scope of state.scopes) params.append('scope', scope);
  if (state.sensitive) params.set('class', 'sensitive');
  for (const status of state.statuses) params.append('status', status);
  const { key, descending } = state.sort;
  if (key !== defaultSort.key || descending !== defaultSort.descending) {
    params.set('sort', `${descending ? '-' : ''}${key}`);
  }
  if (state.columns.join(',') !== defaultColumns.join(',')) {
    params.set('cols', state.columns.join(','));
  }
  if (state.density === 'compact') params.set('density', 'compact');
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether anything narrows the members. */
export function isFiltered({ query, scopes, sensitive, statuses }: Filter): boolean {
  return query.trim() !== '' || scopes.length > 0 || sensitive || statuses.length > 0;
}

/** The filter that lets everything through. */
export const noFilter: Filter = { query: '', scopes: [], sensitive: false, statuses: [] };
