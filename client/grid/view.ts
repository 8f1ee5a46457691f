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
  const rows = new Uint32Array(store.size);
  for (let row = 0; row < rows.length; row += 1) rows[row] = row;
  return rows;
}

/** For each scope set, whether one of its names contains the term. */
function setsWithTerm(store: GrantStore, term: string): Uint8Array {
  const hits = store.scopes.map(({ name }) => name.toLowerCase().includes(term));
  return Uint8Array.from(store.scopeSets, (set) =>
    Number(set.some((scope) => hits[scope] === true)),
  );
}

/** Rows of `from` in which a term occurs, in the name, the address, the id or a scope. */
function matchTerm(store: GrantStore, term: string, from: Uint32Array): Uint32Array {
  const inSet = setsWithTerm(store, term);
  const { sets } = store;
  const found = new Uint32Array(from.length);
  let count = 0;
  for (const row of from) {
    if (inSet[sets[row] ?? 0] !== 1 && !store.textOf(row).includes(term)) continue;
    found[count] = row;
    count += 1;
  }
  return found.slice(0, count);
}

/**
 * Makes the search of a store by text. It remembers its last answer: a query that continues the
 * last one is looked for only in that one's rows.
 */
export function createTextSearch(store: GrantStore): (query: string, version: number) => Matches {
  const all = allRows(store);
  let last: (Matches & { query: string; version: number }) | null = null;
  return (query, version) => {
    const narrows = last !== null && last.version === version && query.startsWith(last.query);
    let rows = last !== null && narrows ? last.rows : all;
    for (const term of termsOf(query)) rows = matchTerm(store, term, rows);
    last = { store, query, version, rows };
    return last;
  };
}

/** For each scope set, whether it passes the scope facet. */
function setsThatPass(store: GrantStore, { scopes, sensitive }: Filter): Uint8Array {
  const passes = new Uint8Array(store.scopeSets.length);
  if (scopes.length === 0 && !sensitive) return passes.fill(1);
  const wanted = store.scopes.map(({ name }) => scopes.includes(name));
  const heavy = store.scopes.map((scope) => scope.class === 'sensitive');
  store.scopeSets.forEach((set, index) => {
    const named = scopes.length === 0 || set.some((scope) => wanted[scope] === true);
    if (named && (!sensitive || set.some((scope) => heavy[scope] === true))) passes[index] = 1;
  });
  return passes;
}

/** Counts of scopes out of counts of scope sets. */
function countScopes(store: GrantStore, perSet: Uint32Array) {
  const scopeCounts = new Uint32Array(store.scopes.length);
  const heavy = store.scopes.map((scope) => scope.class === 'sensitive');
  let sensitiveCount = 0;
  store.scopeSets.forEach((set, index) => {
    const count = perSet[index] ?? 0;
    if (count === 0) return;
    for (const scope of set) scopeCounts[scope] = (scopeCounts[scope] ?? 0) + count;
    // Sets are heaviest first, so the first scope tells.
    if (heavy[set[0] ?? -1] === true) sensitiveCount += count;
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
  const open = new Uint8Array(statusUnread + 1).fill(filter.statuses.length === 0 ? 1 : 0);
  for (const status of filter.statuses) open[memberStatuses.indexOf(status)] = 1;
  const perSet = new Uint32Array(store.scopeSets.length);
  const statusCounts = new Uint32Array(statusUnread + 1);
  const shown = new Uint8Array(store.size);
  let count = 0;
  for (const row of matches.rows) {
    const set = store.sets[row] ?? 0;
    const status = store.statuses[row] ?? statusUnread;
    const statusPasses = open[status] === 1;
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
