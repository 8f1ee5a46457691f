import type { StoreTable } from './store-table.ts';
import { linkTwins } from './twins.ts';

/** Who the rows are of, and how they are told apart. */
export interface RowKeys {
  readonly size: number;
  /** The member id of a row; made anew each time, so ask for the rows on screen, not for all. */
  idAt(row: number): string;
  /** What tells a row from all others: its member's id, and where a row is a grant its app's too. */
  keyAt(row: number): string;
  rowOf(key: string): number | undefined;
  /** Calls with each other row of the same member. */
  eachTwin(row: number, call: (twin: number) => void): void;
  /** How many members the rows are of. */
  countMembers(): number;
}

/** Makes the keys of a table's rows; maps of all of them are made when they are first needed. */
export function createRowKeys({ members, grants }: StoreTable): RowKeys {
  // An id may be made by `at`, so it is asked for where it is needed and not kept.
  const { ids } = members;
  const size = ids.length;
  const idAt = (row: number) => ids.at(row) ?? '';
  const keyAt =
    grants === undefined
      ? idAt
      : (row: number) => `${idAt(row)} ${grants.apps[grants.app[row] ?? -1]?.id ?? ''}`;
  let rows: Map<string, number> | null = null;
  let twins: Uint32Array | null = null;
  return {
    size,
    idAt,
    keyAt,
    rowOf(key) {
      rows ??= new Map(Array.from({ length: size }, (_, row) => [keyAt(row), row]));
      return rows.get(key);
    },
    eachTwin(row, call) {
      // Where a row is a member there are none.
      if (grants === undefined) return;
      twins ??= linkTwins(ids);
      for (let at = twins[row] ?? row; at !== row; at = twins[at] ?? row) call(at);
    },
    countMembers() {
      if (grants === undefined) return size;
      twins ??= linkTwins(ids);
      // Each ring has one row, the last, that does not lead to a later one.
      return twins.reduce((count, next, row) => count + Number(next <= row), 0);
    },
  };
}
