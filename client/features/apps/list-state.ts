import {
  clientTypeSchema,
  type ClientType,
  type ListedApp,
  type Reach,
} from '#contract/connected-apps.ts';
import { skeletonOf } from '#contract/look-alikes.ts';
import type { ScopeClass } from '#contract/scopes.ts';
import { fold, termsOf } from '../../grid/fold.ts';
import { appName } from '../../grid/names.ts';

const listSorts = ['name', 'members', 'scopes', 'risk', 'seen'] as const;
export type ListSort = (typeof listSorts)[number];

const sortLabels: Record<ListSort, string> = {
  name: 'Name',
  members: 'People',
  scopes: 'Scopes',
  risk: 'Risk',
  seen: 'First seen by Grantscope',
};
/** The orders in words. */
export const sortOptions = listSorts.map((value) => ({ value, label: sortLabels[value] }));

/** What else the list can be narrowed to; of several, an app must be all. */
export const listMarks = ['new', 'high-risk', 'restricted', 'alike'] as const;
export type ListMark = (typeof listMarks)[number];

/** What the address of the list says. */
export interface ListState {
  query: string;
  types: readonly ClientType[];
  marks: readonly ListMark[];
  sort: ListSort;
  descending: boolean;
  /** Whether apps that are probably one are shown as one. */
  grouped: boolean;
  /** Keys of the groups that are unfolded. */
  unfolded: readonly string[];
}

/** Reads the state out of a query string. */
export function parseListState(params: URLSearchParams): ListState {
  const sort = params.get('sort') ?? '';
  const known = listSorts.find((key) => key === sort.replace(/^-/, ''));
  return {
    query: params.get('q') ?? '',
    types: clientTypeSchema.options.filter((type) => params.getAll('type').includes(type)),
    marks: listMarks.filter((mark) => params.getAll('only').includes(mark)),
    sort: known ?? 'members',
    descending: known === undefined || sort.startsWith('-'),
    grouped: params.get('group') !== 'off',
    unfolded: params.getAll('unfold'),
  };
}

/** The query string of a state, without what is as usual. */
export function formatListState(state: ListState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.query !== '') params.set('q', state.query);
  for (const type of state.types) params.append('type', type);
  for (const mark of state.marks) params.append('only', mark);
  if (state.sort !== 'members' || !state.descending) {
    params.set('sort', `${state.descending ? '-' : ''}${state.sort}`);
  }
  if (!state.grouped) params.set('group', 'off');
  for (const key of state.unfolded) params.append('unfold', key);
  return params;
}

/** Whether anything narrows the list. */
export function isFiltered({ query, types, marks }: ListState): boolean {
  return query.trim() !== '' || types.length + marks.length > 0;
}

/** The filter that lets everything through. */
export const noFilter = { query: '', types: [], marks: [] } as const satisfies Partial<ListState>;

/** How many scopes of a class an app was granted. */
export function countOfClass({ scopes }: Pick<Reach, 'scopes'>, ofClass: ScopeClass): number {
  return scopes.filter((scope) => scope.class === ofClass).length;
}

/** Orders apps by risk: by their high-risk scopes, then their sensitive ones. */
function riskOf(reach: Reach): number {
  return 1000 * countOfClass(reach, 'high-risk') + countOfClass(reach, 'sensitive');
}

/** What the list knows of an app beside what Stytch says of it. */
export interface Known {
  /** Undefined until it has been read. */
  reachOf: (id: string) => Reach | undefined;
  /** Whether another app is probably the same. */
  isAlike: (id: string) => boolean;
}

/** Whether an app is what a mark says; one of which that is not known may be. */
export function hasMark(app: ListedApp, mark: ListMark, { reachOf, isAlike }: Known): boolean {
  if (mark === 'new') return app.isNew;
  if (mark === 'restricted') return app.policy !== 'allowed';
  if (mark === 'alike') return isAlike(app.id);
  const reach = reachOf(app.id);
  return reach === undefined || countOfClass(reach, 'high-risk') > 0;
}

function figureOf(app: ListedApp, reach: Reach | undefined, sort: ListSort): number {
  if (sort === 'seen') return app.firstSeen ?? -1;
  if (reach === undefined) return -1;
  if (sort === 'members') return reach.people;
  return sort === 'scopes' ? reach.scopes.length : riskOf(reach);
}

const byName = new Intl.Collator(undefined, { numeric: true });

/** Apps that match, in order. Apps whose figure is not known come last. */
export function listApps(apps: readonly ListedApp[], known: Known, state: ListState): ListedApp[] {
  const terms = termsOf(state.query);
  const look = skeletonOf(state.query);
  const shown = apps.filter((app) => {
    const text = fold(`${appName(app)}\n${app.description}\n${app.id}`);
    // Whoever looks for an app is to see what passes itself off as it.
    const isLike = look !== '' && skeletonOf(app.name).includes(look);
    return (
      (state.types.length === 0 || state.types.includes(app.clientType)) &&
      state.marks.every((mark) => hasMark(app, mark, known)) &&
      (isLike || terms.every((term) => text.includes(term)))
    );
  });
  const sign = state.descending ? -1 : 1;
  return shown.toSorted((a, b) => {
    const names = byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
    if (state.sort === 'name') return sign * names;
    const figures =
      figureOf(a, known.reachOf(a.id), state.sort) - figureOf(b, known.reachOf(b.id), state.sort);
    return figures === 0 ? names : sign * figures;
  });
}
