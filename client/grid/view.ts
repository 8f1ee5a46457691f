import { memberStatuses, type MemberStatus } from '#contract/members.ts';
import { fold, termsOf } from './fold.ts';
import { noCounts, passGrants, type GrantCounts, type GrantFilter } from './grant-facets.ts';
import { statusUnread } from './row-names.ts';
import type { GrantStore } from './store.ts';

/** What the person asked to see: all that is given must hold; within a facet, any does. */
export interface Filter extends GrantFilter {
  query: string;
  /** Names of scopes. */
  scopes: readonly string[];
  /** Holds at least one high-risk scope. */
  highRisk: boolean;
  statuses: readonly MemberStatus[];
}

/** How many rows each choice of a facet would leave. */
interface FacetCounts {
  /** By index of scope, given the text and the statuses. */
  scopes: Uint32Array;
  highRisk: number;
  /** By index of status, the last one for unread; given the text and the scopes. */
  statuses: Uint32Array;
  /** Given all but the facet itself. */
  grants: GrantCounts;
}

/** What is shown. */
export interface View {
  /** In display order. */
  rows: Uint32Array;
  /** Counted when first asked for: while no facet is open nobody needs them. */
  counts(): FacetCounts;
}

/** For each scope set, whether one of its names contains the term. */
function setsWithTerm(store: GrantStore, term: string): Uint8Array {
  const hits = store.scopes.map(({ name }) => fold(name).includes(term));
  return Uint8Array.from(store.scopeSets, (set) =>
    Number(set.some((scope) => hits[scope] === true)),
  );
}

/** For each app that rows name, whether its name contains the term. */
function appsWithTerm({ grants }: GrantStore, term: string): Uint8Array | null {
  if (grants === null) return null;
  return Uint8Array.from(grants.apps, ({ name }) => Number(fold(name).includes(term)));
}

/** Rows of `from` in which a term occurs, in the name, the address, the id, a scope or the app. */
function matchTerm(store: GrantStore, term: string, from: Uint32Array): Uint32Array {
  const inIds = store.idSearch.extentOf(term);
  if (inIds === 'every') return from;
  const inSet = setsWithTerm(store, term);
  const inApp = appsWithTerm(store, term);
  const { sets, grants } = store;
  const found = new Uint32Array(from.length);
  let count = 0;
  for (const row of from) {
    const isFound =
      inSet[sets[row] ?? 0] === 1 ||
      inApp?.[grants?.app[row] ?? -1] === 1 ||
      store.textOf(row).includes(term) ||
      (inIds === 'some' && store.idAt(row).includes(term));
    if (!isFound) continue;
    found[count] = row;
    count += 1;
  }
  return found.slice(0, count);
}

/** The given rows in another order, which holds all rows. */
function reorder(store: GrantStore, rows: Uint32Array, order: Uint32Array): Uint32Array {
  if (rows.length === order.length) return order;
  const found = new Uint8Array(store.size);
  for (const row of rows) found[row] = 1;
  const ordered = new Uint32Array(rows.length);
  let count = 0;
  for (const row of order) {
    if (found[row] !== 1) continue;
    ordered[count] = row;
    count += 1;
  }
  return ordered;
}

/** Finds rows by text: gives, of an order of all rows, those in which all words of the query occur. */
export type TextSearch = (query: string, version: number, order: Uint32Array) => Uint32Array;

/**
 * Makes the search of a store by text. It remembers its last answer: a query that continues the
 * last one is looked for only in that one's rows, and another order of the same is no search.
 */
export function createTextSearch(store: GrantStore): TextSearch {
  let last: { query: string; version: number; order: Uint32Array; rows: Uint32Array } | null = null;
  return (query, version, order) => {
    let rows = order;
    let rest = termsOf(query);
    if (last !== null && last.version === version && query.startsWith(last.query)) {
      rows = last.order === order ? last.rows : reorder(store, last.rows, order);
      if (last.query === query) rest = [];
    }
    for (const term of rest) rows = matchTerm(store, term, rows);
    last = { query, version, order, rows };
    return rows;
  };
}

/** For each scope set, whether it passes the scope facet. */
function setsThatPass(store: GrantStore, { scopes, highRisk }: Filter): Uint8Array {
  const passes = new Uint8Array(store.scopeSets.length);
  if (scopes.length === 0 && !highRisk) return passes.fill(1);
  const wanted = store.scopes.map(({ name }) => scopes.includes(name));
  const heavy = store.scopes.map((scope) => scope.class === 'high-risk');
  store.scopeSets.forEach((set, index) => {
    const named = scopes.length === 0 || set.some((scope) => wanted[scope] === true);
    if (named && (!highRisk || set.some((scope) => heavy[scope] === true))) passes[index] = 1;
  });
  return passes;
}

/** Counts of scopes out of counts of scope sets. */
function countScopes(store: GrantStore, perSet: Uint32Array) {
  const scopes = new Uint32Array(store.scopes.length);
  const heavy = store.scopes.map((scope) => scope.class === 'high-risk');
  let highRisk = 0;
  store.scopeSets.forEach((set, index) => {
    const count = perSet[index] ?? 0;
    if (count === 0) return;
    for (const scope of set) scopes[scope] = (scopes[scope] ?? 0) + count;
    // Sets are heaviest first, so the first scope tells.
    if (heavy[set[0] ?? -1] === true) highRisk += count;
  });
  return { scopes, highRisk };
}

/** For each status, whether it passes the status facet. */
function statusesThatPass({ statuses }: Filter): Uint8Array {
  const passes = new Uint8Array(statusUnread + 1).fill(statuses.length === 0 ? 1 : 0);
  for (const status of statuses) passes[memberStatuses.indexOf(status)] = 1;
  return passes;
}

function add(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function countFacets(store: GrantStore, matches: Uint32Array, filter: Filter): FacetCounts {
  const setPasses = setsThatPass(store, filter);
  const statusPasses = statusesThatPass(filter);
  const perSet = new Uint32Array(store.scopeSets.length);
  const statuses = new Uint32Array(statusUnread + 1);
  const passes = passGrants(store, filter);
  const grants = noCounts(store);
  for (const row of matches) {
    const set = store.sets[row] ?? 0;
    const status = store.statuses[row] ?? statusUnread;
    const bySet = setPasses[set] === 1;
    const byStatus = statusPasses[status] === 1;
    const byApp = passes.app(row);
    const byAccess = passes.access(row);
    if (byStatus && byApp && byAccess) add(perSet, set);
    if (bySet && byApp && byAccess) add(statuses, status);
    if (store.grants === null || !bySet || !byStatus) continue;
    if (byAccess) add(grants.apps, store.grants.app[row] ?? 0);
    if (byApp) add(grants.access, store.grants.access[row] ?? 0);
  }
  return { statuses, grants, ...countScopes(store, perSet) };
}

/** Applies the facets to rows that match the text. */
export function buildView(store: GrantStore, matches: Uint32Array, filter: Filter): View {
  const { scopes, highRisk, statuses, apps, access } = filter;
  const isOpen =
    !highRisk && [scopes, statuses, apps, access].every((chosen) => chosen.length === 0);
  let counted: FacetCounts | null = null;
  return {
    rows: isOpen ? matches : narrow(store, matches, filter),
    counts() {
      counted ??= countFacets(store, matches, filter);
      return counted;
    },
  };
}

function narrow(store: GrantStore, matches: Uint32Array, filter: Filter): Uint32Array {
  const setPasses = setsThatPass(store, filter);
  const statusPasses = statusesThatPass(filter);
  const passes = passGrants(store, filter);
  return matches.filter(
    (row) =>
      setPasses[store.sets[row] ?? 0] === 1 &&
      statusPasses[store.statuses[row] ?? statusUnread] === 1 &&
      passes.app(row) &&
      passes.access(row),
  );
}

/** How many rows each scope has, of all that there are. */
export function countAllScopes(store: GrantStore): Uint32Array {
  return countScopes(store, store.setCounts).scopes;
}
