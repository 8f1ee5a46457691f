import type { ScopeList } from '#contract/scope-views.ts';
import { scopeClasses, type ScopeClass } from '#contract/scopes.ts';
import { fold } from '../../grid/fold.ts';

/** A scope as it is listed. */
export type ListedScope = ScopeList['scopes'][number];

const scopeSorts = ['class', 'name', 'apps', 'members', 'dormant'] as const;
export type ScopeSort = (typeof scopeSorts)[number];

const sortLabels: Record<ScopeSort, string> = {
  class: 'Class',
  name: 'Name',
  apps: 'Apps',
  members: 'People',
  dormant: 'Dormant',
};
/** The orders in words. */
export const sortOptions = scopeSorts.map((value) => ({ value, label: sortLabels[value] }));

/** What the address of the list says. */
export interface ScopeListState {
  query: string;
  classes: readonly ScopeClass[];
  sort: ScopeSort;
  descending: boolean;
}

/** Classes as they are offered: heaviest first. */
export const heaviestFirst: readonly ScopeClass[] = scopeClasses.toReversed();

/** Reads the state out of a query string. */
export function parseListState(params: URLSearchParams): ScopeListState {
  const sort = params.get('sort') ?? '';
  const known = scopeSorts.find((key) => key === sort.replace(/^-/, ''));
  return {
    query: params.get('q') ?? '',
    classes: heaviestFirst.filter((kind) => params.getAll('class').includes(kind)),
    sort: known ?? 'class',
    descending: known === undefined || sort.startsWith('-'),
  };
}

/** The query string of a state, without what is as usual. */
export function formatListState(state: ScopeListState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.query !== '') params.set('q', state.query);
  for (const kind of state.classes) params.append('class', kind);
  if (state.sort !== 'class' || !state.descending) {
    params.set('sort', `${state.descending ? '-' : ''}${state.sort}`);
  }
  return params;
}

/** Whether anything narrows the list. */
export function isFiltered({ query, classes }: ScopeListState): boolean {
  return query.trim() !== '' || classes.length > 0;
}

const byName = new Intl.Collator(undefined, { numeric: true });

const figures: Record<Exclude<ScopeSort, 'name'>, (scope: ListedScope) => number> = {
  class: (scope) => scopeClasses.indexOf(scope.class),
  apps: (scope) => scope.apps,
  members: (scope) => scope.people,
  // Where roles do not decide, nobody is dormant, and that is less than none.
  dormant: (scope) => scope.dormant?.people ?? -1,
};

/** Scopes that match, in order; equals go from the most widely granted to the least, then by name. */
export function listScopes(scopes: readonly ListedScope[], state: ScopeListState): ListedScope[] {
  const query = fold(state.query.trim());
  const shown = scopes.filter(
    (scope) =>
      (state.classes.length === 0 || state.classes.includes(scope.class)) &&
      fold(`${scope.name}\n${scope.description ?? ''}\n${scope.why}`).includes(query),
  );
  const sign = state.descending ? -1 : 1;
  return shown.toSorted((a, b) => {
    const names = byName.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
    if (state.sort === 'name') return sign * names;
    const figure = figures[state.sort];
    return sign * (figure(a) - figure(b)) || b.people - a.people || names;
  });
}
