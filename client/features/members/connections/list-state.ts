import { fold, termsOf } from '../../../grid/fold.ts';
import { changeSinceSeen, countAccess, countOfClass, type Connection } from './connections.ts';

const sorts = ['name', 'risk', 'dormant', 'seen'] as const;
export type ConnectionSort = (typeof sorts)[number];

/** What a connection can be that somebody looks for. */
export const connectionKinds = ['high-risk', 'dormant', 'changed', 'restricted'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** What the address of the page says. */
export interface ListState {
  query: string;
  /** Any of these; empty for all. */
  kinds: readonly ConnectionKind[];
  sort: ConnectionSort;
  descending: boolean;
  /** Ids of the apps whose scopes are laid open. */
  open: readonly string[];
}

/** The filter that lets everything through. */
export const noFilter = { query: '', kinds: [] } as const satisfies Partial<ListState>;

/** Reads the state out of a query string; whatever it does not know is left out. */
export function parseListState(params: URLSearchParams): ListState {
  const sort = params.get('sort') ?? '';
  const known = sorts.find((key) => key === sort.replace(/^-/, ''));
  return {
    query: params.get('q') ?? '',
    kinds: connectionKinds.filter((kind) => params.getAll('show').includes(kind)),
    sort: known ?? 'risk',
    descending: known === undefined || sort.startsWith('-'),
    open: params.getAll('open'),
  };
}

/** The query string of a state, without what is as usual. */
export function formatListState(state: ListState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.query !== '') params.set('q', state.query);
  for (const kind of state.kinds) params.append('show', kind);
  if (state.sort !== 'risk' || !state.descending) {
    params.set('sort', `${state.descending ? '-' : ''}${state.sort}`);
  }
  for (const app of state.open) params.append('open', app);
  return params;
}

/** Whether anything narrows the apps. */
export function isFiltered({ query, kinds }: Pick<ListState, 'query' | 'kinds'>): boolean {
  return query.trim() !== '' || kinds.length > 0;
}

/** Whether a connection is of a kind. */
export function isOfKind(connection: Connection, kind: ConnectionKind): boolean {
  switch (kind) {
    case 'high-risk':
      return countOfClass(connection.scopes, 'high-risk') > 0;
    case 'dormant':
      return countAccess(connection.scopes).dormant > 0;
    case 'changed':
      return changeSinceSeen(connection) !== null;
    case 'restricted':
      return connection.app.policy === 'restricted';
  }
}

function textOf({ app, scopes }: Connection): string {
  const words = scopes.flatMap(({ name, description }) => [name, description ?? '']);
  return fold([app.name, app.id, ...words].join('\n'));
}

/** By how many scopes are high-risk, then by how many are sensitive. */
function riskOf(scopes: Connection['scopes']): number {
  return 1000 * countOfClass(scopes, 'high-risk') + countOfClass(scopes, 'sensitive');
}

/** What a connection is sorted by; null where it is not known, which comes last either way. */
function figureOf({ scopes, seen }: Connection, sort: ConnectionSort): number | null {
  if (sort === 'seen') return seen?.firstSeen ?? null;
  return sort === 'dormant' ? countAccess(scopes).dormant : riskOf(scopes);
}

const byName = new Intl.Collator(undefined, { numeric: true });

function compare(a: Connection, b: Connection, { sort, descending }: ListState): number {
  const sign = descending ? -1 : 1;
  const names = byName.compare(a.app.name, b.app.name) || (a.app.id < b.app.id ? -1 : 1);
  if (sort === 'name') return sign * names;
  const [left, right] = [figureOf(a, sort), figureOf(b, sort)];
  if (left === null || right === null)
    return Number(left === null) - Number(right === null) || names;
  const more = sort === 'seen' ? 0 : a.scopes.length - b.scopes.length;
  return sign * (left - right) || sign * more || names;
}

/** Connections that match, in order; equal figures by number of scopes, then by name. */
export function listConnections(
  connections: readonly Connection[],
  state: ListState,
): Connection[] {
  const terms = termsOf(state.query);
  return connections
    .filter((connection) => {
      const text = terms.length === 0 ? '' : textOf(connection);
      return (
        (state.kinds.length === 0 || state.kinds.some((kind) => isOfKind(connection, kind))) &&
        terms.every((term) => text.includes(term))
      );
    })
    .toSorted((a, b) => compare(a, b, state));
}
