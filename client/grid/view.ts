import { memberStatuses, type MemberStatus } from '#contract/members.ts';
import { termsOf } from './fold.ts';
import { statusUnread, type GrantStore } from './store.ts';

/** What the person asked to see: all that is given must hold; within a facet, any does. */
export interface Filter {
  query: string;
  /** Names of scopes. */
  scopes: readonly string[];
  /** Holds at least one sensitive scope. */
  sensitive: boolean;
  statuses: readonly MemberStatus[];
}

/** Rows of a store that match a text. */
export interface Matches {
  store: GrantStore;
  rows: Uint32Array;
}

/** What is shown, and how many rows each choice of a facet would leave. */
export interface View {
  /** In display order. */
  rows: Uint32Array;
  /** By index of scope, given the text and the statuses. */
  scopeCounts: Uint32Array;
  sensitiveCount: number;
  /** By index of status, the last one for unread; given the text and the scopes. */
  statusCounts: Uint32Array;
}

function allRows(store: GrantStore): Uint32Array {
  return Uint32Array.from({ length: store.size }, (_, row) => row);
}

/** For each scope set, whether one of its names contains the term. */
function setsWithTerm(store: GrantStore, term: string): Uint8Array {
  const hits = store.scopes.map(({ name }) => name.toLowerCase().includes(term));
  return Uint8Array.from(store.scopeSets, (set) =>
    Number(set.some((scope) => hits[scope] === true)),
  );
}

/** Rows of `from` in which every term occurs, in the name, the address, the id or a scope. */
function matchRows(store: GrantStore, terms: readonly string[], from: Uint32Array): Uint32Array {
  if (terms.length === 0) return from;
  const inScope = terms.map((term) => setsWithTerm(store, term));
  return from.filter((row) => {
    const set = store.sets[row] ?? 0;
    return terms.every(
      (term, index) => inScope[index]?.[set] === 1 || store.textOf(row).includes(term),
    );
  });
}

/**
 * Makes the search of a store by text. It remembers its last answer: a query that continues the
 * last one is looked for only in that one's rows.
 */
export function createTextSearch(store: GrantStore): (query: string, version: number) => Matches {
  let last: (Matches & { query: string; version: number }) | null = null;
  return (query, version) => {
    const narrows = last !== null && last.version === version && query.startsWith(last.query);
    const from = last !== null && narrows ? last.rows : allRows(store);
    last = { store, query, version, rows: matchRows(store, termsOf(query), from) };
    return last;
  };
}

/** For each scope set, whether it passes the scope facet. */
function setsThatPass(store: GrantStore, filter: Filter): Uint8Array {
  const wanted = new Set(filter.scopes);
  return Uint8Array.from(store.scopeSets, (set) => {
    const scopes = set.flatMap((scope) => store.scopes[scope] ?? []);
    const named = wanted.size === 0 || scopes.some(({ name }) => wanted.has(name));
    return Number(
      named && (!filter.sensitive || scopes.some((scope) => scope.class === 'sensitive')),
    );
  });
}

/** Counts of scopes out of counts of scope sets. */
function countScopes(store: GrantStore, perSet: Uint32Array) {
  const scopeCounts = new Uint32Array(store.scopes.length);
  let sensitiveCount = 0;
  store.scopeSets.forEach((set, index) => {
    const count = perSet[index] ?? 0;
    for (const scope of set) scopeCounts[scope] = (scopeCounts[scope] ?? 0) + count;
    if (set.some((scope) => store.scopes[scope]?.class === 'sensitive')) sensitiveCount += count;
  });
  return { scopeCounts, sensitiveCount };
}

/** Applies the facets to rows that match the text, and puts what is left in the given order. */
export function buildView(
  matches: Matches,
  filter: Filter,
  order: Uint32Array,
  descending: boolean,
): View {
  const { store } = matches;
  const passes = setsThatPass(store, filter);
  const wanted = new Set(filter.statuses.map((status) => memberStatuses.indexOf(status)));
  const perSet = new Uint32Array(store.scopeSets.length);
  const statusCounts = new Uint32Array(statusUnread + 1);
  const shown = new Uint8Array(store.size);
  let count = 0;
  for (const row of matches.rows) {
    const set = store.sets[row] ?? 0;
    const status = store.statuses[row] ?? statusUnread;
    const statusPasses = wanted.size === 0 || wanted.has(status);
    if (statusPasses) perSet[set] = (perSet[set] ?? 0) + 1;
    if (passes[set] !== 1) continue;
    statusCounts[status] = (statusCounts[status] ?? 0) + 1;
    if (!statusPasses) continue;
    shown[row] = 1;
    count += 1;
  }
  return {
    rows: inOrder(order, shown, count, descending),
    statusCounts,
    ...countScopes(store, perSet),
  };
}

function inOrder(order: Uint32Array, shown: Uint8Array, count: number, descending: boolean) {
  const rows = new Uint32Array(count);
  let at = descending ? count - 1 : 0;
  const step = descending ? -1 : 1;
  for (const row of order) {
    if (shown[row] !== 1) continue;
    rows[at] = row;
    at += step;
  }
  return rows;
}
