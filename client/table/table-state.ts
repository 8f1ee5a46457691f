import { accessStates } from '#contract/access.ts';
import { memberStatuses } from '#contract/members.ts';
import type { ColumnKey, Density } from '../grid/columns.ts';
import type { Sort } from '../grid/sort.ts';
import type { Filter } from '../grid/view.ts';
import type { TableKind } from './kinds.ts';

/** All that the address of a page says about what its table shows. */
export interface TableState extends Filter {
  sort: Sort;
  columns: readonly ColumnKey[];
  density: Density;
  /** Key of the row whose grant is open; empty for none. */
  grant: string;
}

function pick<T extends string>(known: readonly T[], values: readonly string[]): T[] {
  return known.filter((word) => values.includes(word));
}

function parseSort(kind: TableKind, text: string | null): Sort {
  const key = kind.sortKeys.find((known) => known === text?.replace(/^-/, ''));
  return key === undefined ? kind.sort : { key, descending: text?.startsWith('-') === true };
}

/** Reads the state out of a query string; whatever the table does not know is left out. */
export function parseTableState(kind: TableKind, params: URLSearchParams): TableState {
  const columns = params.get('cols');
  return {
    query: params.get('q') ?? '',
    scopes: params.getAll('scope'),
    highRisk: params.get('class') === 'high-risk',
    statuses: pick(memberStatuses, params.getAll('status')),
    apps: params.getAll('app'),
    access: pick(accessStates, params.getAll('access')),
    sort: parseSort(kind, params.get('sort')),
    columns: columns === null ? kind.shownFirst : pick(kind.columns, columns.split(',')),
    density: params.get('density') === 'compact' ? 'compact' : 'comfortable',
    grant: params.get('grant') ?? '',
  };
}

/** Adds a state to a query string, without what is as usual. */
export function addTableState(kind: TableKind, state: TableState, params: URLSearchParams): void {
  if (state.query !== '') params.set('q', state.query);
  for (const scope of state.scopes) params.append('scope', scope);
  if (state.highRisk) params.set('class', 'high-risk');
  for (const status of state.statuses) params.append('status', status);
  for (const app of state.apps) params.append('app', app);
  for (const access of state.access) params.append('access', access);
  const { key, descending } = state.sort;
  if (key !== kind.sort.key || descending !== kind.sort.descending) {
    params.set('sort', `${descending ? '-' : ''}${key}`);
  }
  if (state.columns.join(',') !== kind.shownFirst.join(',')) {
    params.set('cols', state.columns.join(','));
  }
  if (state.density === 'compact') params.set('density', 'compact');
  if (state.grant !== '') params.set('grant', state.grant);
}

/** How many choices beside the search narrow the rows. */
export function countFacets({ highRisk, scopes, statuses, apps, access }: Filter): number {
  const chosen = [scopes, statuses, apps, access].reduce((sum, { length }) => sum + length, 0);
  return chosen + (highRisk ? 1 : 0);
}

/** Whether anything narrows the rows. */
export function isFiltered(filter: Filter): boolean {
  return filter.query.trim() !== '' || countFacets(filter) > 0;
}

/** The filter that lets everything through. */
export const noFilter: Filter = {
  query: '',
  scopes: [],
  highRisk: false,
  statuses: [],
  apps: [],
  access: [],
};
