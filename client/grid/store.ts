import { memberStatuses, type MemberDirectory, type MemberStatus } from '#contract/members.ts';
import type { Scope } from '#contract/scopes.ts';
import { fold } from './fold.ts';
import { createIdSearch, type IdSearch } from './id-search.ts';
import { createRowKeys } from './row-keys.ts';
import { forgetTexts, keepNames, statusUnread, takeNames, type NameColumns } from './row-names.ts';
import type { Steps } from './steps.ts';
import type { RowGrants, RowSums, StoreTable } from './store-table.ts';

/**
 * Grants in columns: row `r` is one member, or, where it says so, one grant of a member. There is no
 * object per row, so that 100,000 members cost a few arrays.
 */
export interface GrantStore extends NameColumns {
  /** Heaviest class first, then by name: a scope's index is its rank. */
  readonly scopes: readonly Scope[];
  /** Distinct sets of scopes, each ascending, so heaviest first. */
  readonly scopeSets: readonly (readonly number[])[];
  /** Scope set of each row. */
  readonly sets: Uint32Array;
  readonly sums: RowSums | null;
  readonly grants: RowGrants | null;
  /** The scopes of each set that has been asked for; see `scopesOf`. */
  readonly scopesOfSets: (readonly Scope[] | undefined)[];
  /** How many rows have each scope set. */
  readonly setCounts: Uint32Array;
  /** Rises with every change; what was derived from an older one is stale. */
  version: number;
  /** Rows whose name has been asked for and answered. */
  namesRead: number;
  /** Name and address of a row, folded, between them a line break; made when first needed. */
  textOf(row: number): string;
  /** What is known of all ids together; `prepareTexts` looks at them. */
  idSearch: Pick<IdSearch, 'extentOf'>;
  /** Makes all such texts before they are needed, in steps. */
  prepareTexts(): Steps<void>;
  /** Takes the names of the asked rows; those that the answer leaves out are unknown members. */
  addNames(asked: ArrayLike<number>, directory: MemberDirectory): void;
}

/** How many rows have each of some numbers. */
function countEach(numbers: Uint32Array, range: number): Uint32Array {
  const counts = new Uint32Array(range);
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] ?? 0;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return counts;
}

const rowsAStep = 500;

/** Makes a store; names that `previous` already has are kept, so that a refresh shows no gap. */
export function createGrantStore(table: StoreTable, previous: GrantStore | null): GrantStore {
  const keys = createRowKeys(table);
  const { size } = keys;
  const names = Array<string>(size).fill('');
  const emails = Array<string>(size).fill('');
  const statuses = new Uint8Array(size).fill(statusUnread);
  const confirmed = new Uint8Array(size);
  const sets = new Uint32Array(table.members.sets);
  const statusCounts = new Uint32Array(statusUnread + 1);
  statusCounts[statusUnread] = size;
  const columns: NameColumns = { ...keys, names, emails, statuses, statusCounts, confirmed };
  const namesRead = previous === null ? 0 : keepNames(columns, previous);
  let texts: (string | undefined)[] | null = null;
  const idSearch = createIdSearch(size, (row) => keys.idAt(row));

  const textOf = (row: number) => {
    texts ??= Array<string | undefined>(size).fill(undefined);
    const known = texts[row];
    if (known !== undefined) return known;
    const text = fold(`${names[row] ?? ''}\n${emails[row] ?? ''}`);
    texts[row] = text;
    return text;
  };

  return {
    ...columns,
    scopes: table.scopes,
    scopeSets: table.scopeSets,
    sets,
    sums: table.members.highRisk === undefined ? null : table.members,
    grants: table.grants ?? null,
    scopesOfSets: [],
    setCounts: countEach(sets, table.scopeSets.length),
    version: 0,
    namesRead,
    textOf,
    idSearch,
    *prepareTexts() {
      for (let row = 0; row < size; row += 1) {
        textOf(row);
        idSearch.see(row);
        if (row % rowsAStep === 0) yield;
      }
    },
    addNames(asked, directory) {
      takeNames(columns, asked, directory);
      if (texts !== null) forgetTexts(columns, texts, asked);
      this.namesRead = size - (statusCounts[statusUnread] ?? 0);
      this.version += 1;
    },
  };
}

/** The status of a row in words of the contract; null while it has not been read. */
export function statusOf(store: GrantStore, row: number): MemberStatus | null {
  return memberStatuses[store.statuses[row] ?? statusUnread] ?? null;
}

/** The scopes of a row, heaviest first; the same array for all rows with the same ones. */
export function scopesOf(store: GrantStore, row: number): readonly Scope[] {
  const set = store.sets[row] ?? -1;
  const known = store.scopesOfSets[set];
  if (known !== undefined) return known;
  const scopes = (store.scopeSets[set] ?? []).flatMap((scope) => store.scopes[scope] ?? []);
  store.scopesOfSets[set] = scopes;
  return scopes;
}
