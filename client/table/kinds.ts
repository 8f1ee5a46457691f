import type { ColumnKey } from '../grid/columns.ts';
import type { Sort, SortKey } from '../grid/sort.ts';

type Facet = 'scope' | 'status' | 'app' | 'access';

/** What a table lists, and how it does unless the address says otherwise. */
export interface TableKind {
  /** What it is, for assistive technology. */
  label: string;
  /** What a row is, and what rows are, in a word. */
  row: string;
  rows: string;
  /** What a row leads to, in a word. */
  opens: string;
  /** Columns that may be shown beside the member's. */
  columns: readonly ColumnKey[];
  shownFirst: readonly ColumnKey[];
  sortKeys: readonly SortKey[];
  /** An order that names, as they arrive, do not disturb. */
  sort: Sort;
  facets: readonly Facet[];
  /** What the search field says that it looks into, and where names are not shown. */
  searches: { names: string; ids: string };
}

/** Everyone who uses one app: a row is a person's grant. */
export const membersOfApp: TableKind = {
  label: 'Members and the scopes they granted',
  row: 'person',
  rows: 'people',
  opens: 'grant',
  columns: ['scopes', 'count', 'status', 'id'],
  shownFirst: ['scopes', 'count'],
  sortKeys: ['risk', 'member', 'status', 'scopes', 'id'],
  sort: { key: 'risk', descending: true },
  facets: ['scope', 'status'],
  searches: { names: 'Search name, email, id or scope', ids: 'Search id or scope' },
};

/** Everyone who connected an app: a row is all that a person granted. */
export const memberDirectory: TableKind = {
  label: 'Members and the scopes they granted to any app',
  row: 'person',
  rows: 'people',
  opens: 'member',
  columns: ['apps', 'risk', 'scopes', 'count', 'status', 'id'],
  shownFirst: ['apps', 'risk', 'scopes'],
  sortKeys: ['risk', 'apps', 'member', 'status', 'scopes', 'id'],
  sort: { key: 'risk', descending: true },
  facets: ['scope', 'status'],
  searches: { names: 'Search name, email, id or scope', ids: 'Search id or scope' },
};

/** Who granted one scope, and to which app: a row is one grant. */
export const scopeGrants: TableKind = {
  label: 'Grants of the scope',
  row: 'grant',
  rows: 'grants',
  opens: 'grant',
  columns: ['app', 'access', 'scopes', 'count', 'status', 'id'],
  shownFirst: ['app', 'access'],
  sortKeys: ['effective', 'app', 'member', 'status', 'risk', 'scopes', 'id'],
  // Dormant ones first.
  sort: { key: 'effective', descending: false },
  facets: ['app', 'access', 'status'],
  searches: { names: 'Search name, email, id or app', ids: 'Search id or app' },
};
