import {
  clientTypeSchema,
  type ClientType,
  type ConnectedApp,
  type Reach,
} from '#contract/connected-apps.ts';

const listSorts = ['name', 'members', 'scopes', 'sensitive'] as const;
export type ListSort = (typeof listSorts)[number];

const sortLabels: Record<ListSort, string> = {
  name: 'Name',
  members: 'Members',
  scopes: 'Scopes',
  sensitive: 'Sensitive scopes',
};
/** The orders in words. */
export const sortOptions = listSorts.map((value) => ({ value, label: sortLabels[value] }));

/** What the address of the list says. */
export interface ListState {
  query: string;
  types: readonly ClientType[];
  sort: ListSort;
  descending: boolean;
}

/** Reads the state out of a query string. */
export function parseListState(params: URLSearchParams): ListState {
  const sort = params.get('sort') ?? '';
  const known = listSorts.find((key) => key === sort.replace(/^-/, ''));
  return {
    query: params.get('q') ?? '',
    types: clientTypeSchema.options.filter((type) => params.getAll('type').includes(type)),
    sort: known ?? 'members',
    descending: known === undefined || sort.startsWith('-'),
  };
}

/** The query string of a state, without what is as usual. */
export function formatListState(state: ListState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.query !== '') params.set('q', state.query);
  for (const type of state.types) params.append('type', type);
  if (state.sort !== 'members' || !state.descending) {
    params.set('sort', `${state.descending ? '-' : ''}${state.sort}`);
  }
  return params;
}

/** How many sensitive scopes an app was granted. */
export function sensitiveIn(reach: Reach): number {
  return reach.scopes.filter((scope) => scope.class === 'sensitive').length;
}

function figureOf(reach: Reach | undefined, sort: ListSort): number {
  if (reach === undefined) return -1;
  if (sort === 'members') return reach.members;
  return sort === 'scopes' ? reach.scopes.length : sensitiveIn(reach);
}

const byName = new Intl.Collator(undefined, { numeric: true });

/** Apps that match, in order. Apps whose reach is not known yet come last. */
export function listApps(
  apps: readonly ConnectedApp[],
  reachOf: (id: string) => Reach | undefined,
  state: ListState,
): ConnectedApp[] {
  const query = state.query.trim().toLowerCase();
  const shown = apps.filter(
    (app) =>
      (state.types.length === 0 || state.types.includes(app.clientType)) &&
      `${app.name}\n${app.description}\n${app.id}`.toLowerCase().includes(query),
  );
  const sign = state.descending ? -1 : 1;
  return shown.toSorted((a, b) => {
    const names = byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
    if (state.sort === 'name') return sign * names;
    const figures = figureOf(reachOf(a.id), state.sort) - figureOf(reachOf(b.id), state.sort);
    return figures === 0 ? names : sign * figures;
  });
}

/** Names that more than one app has. */
export function sharedNames(apps: readonly ConnectedApp[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(
    apps.flatMap(({ name }) => {
      if (seen.has(name)) return [name];
      seen.add(name);
      return [];
    }),
  );
}
