import type { ColumnKey } from '../grid/columns.ts';
import { sortKeys, type Sort, type SortKey } from '../grid/sort.ts';

/** What a table lists, and how it does unless the address says otherwise. */
export interface TableKind {
  /** What a row is, in a word. */
  row: string;
  /** Columns that may be shown beside the member's. */
  columns: readonly ColumnKey[];
  shownFirst: readonly ColumnKey[];
  sortKeys: readonly SortKey[];
  sort: Sort;
}

/** The members who use one app: a row is a member's grant. */
export const membersOfApp: TableKind = {
  row: 'member',
  columns: ['scopes', 'count', 'status', 'id'],
  shownFirst: ['scopes', 'count'],
  sortKeys,
  // Heaviest access first: an order that names, as they arrive, do not disturb.
  sort: { key: 'access', descending: true },
};
