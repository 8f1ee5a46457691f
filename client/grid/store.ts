import type { GrantTable } from '#contract/grant-table.ts';
import { memberStatuses, type MemberDirectory, type MemberStatus } from '#contract/members.ts';
import type { Scope } from '#contract/scopes.ts';
import { fold } from './fold.ts';
import { createIdSearch, type IdSearch } from './id-search.ts';
import type { Steps } from './steps.ts';

/** Status numbers of a row: an index into `memberStatuses`, or this while nobody has said. */
export const statusUnread = memberStatuses.length;
const statusUnknown = memberStatuses.indexOf('unknown');

/**
 * The grants of one app in columns: row `r` is one member. There is no object per row, so that
 * 100,000 members cost a few arrays.
 */
export interface GrantStore {
  readonly size: number;
  /** Heaviest class first, then by name: a scope's index is its rank. */
  readonly scopes: readonly Scope[];
  /** Distinct sets of scopes, each ascending, so heaviest first. */
  readonly scopeSets: readonly (readonly number[])[];
  /** The member id of a row; made anew each time, so ask for the rows on screen, not for all. */
  idAt(row: number): string;
  /** Scope set of each row. */
  readonly sets: Uint32Array;
  /** The scopes of each set that has been asked for; see `scopesOf`. */
  readonly scopesOfSets: (readonly Scope[] | undefined)[];
  /** How many rows have each scope set. */
  readonly setCounts: Uint32Array;
  /** Empty until read. */
  readonly names: string[];
  readonly emails: string[];
  readonly statuses: Uint8Array;
  /** How many rows have each status, the last one for unread. */
  readonly statusCounts: Uint32Array;
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
  rowOf(id: string): number | undefined;
  /** Takes the names of the asked rows; those that the answer leaves out are unknown members. */
  addNames(asked: ArrayLike<number>, directory: MemberDirectory): void;
}

/** What a store is made of. */
export type StoreTable = Pick<GrantTable, 'scopes' | 'scopeSets' | 'members'>;

type NameColumns = Pick<
  GrantStore,
  'size' | 'idAt' | 'names' | 'emails' | 'statuses' | 'statusCounts'
>;

/** Copies the names that an older store has; returns how many rows got one. */
function keepNames(columns: NameColumns, previous: GrantStore): number {
  if (previous.namesRead === 0) return 0;
  const { size, names, emails, statuses, statusCounts } = columns;
  let kept = 0;
  for (let row = 0; row < size; row += 1) {
    const id = columns.idAt(row);
    const old = previous.idAt(row) === id ? row : previous.rowOf(id);
    if (old === undefined || previous.statuses[old] === statusUnread) continue;
    names[row] = previous.names[old] ?? '';
    emails[row] = previous.emails[old] ?? '';
    const status = previous.statuses[old] ?? statusUnread;
    statuses[row] = status;
    statusCounts[status] = (statusCounts[status] ?? 0) + 1;
    kept += 1;
  }
  statusCounts[statusUnread] = size - kept;
  return kept;
}

/** Takes over what a directory says; rows that it leaves out are of unknown members. */
function takeNames(columns: NameColumns, asked: ArrayLike<number>, directory: MemberDirectory) {
  const { names, emails, statuses, statusCounts } = columns;
  const { ids } = directory;
  let places: Map<string, number> | null = null;
  // The answer is in the order of the question, so that the next entry is nearly always the one.
  let next = 0;
  for (let place = 0; place < asked.length; place += 1) {
    const row = asked[place] ?? -1;
    const id = columns.idAt(row);
    let found: number | undefined = next;
    if (ids[next] !== id) {
      places ??= new Map(ids.map((known, at) => [known, at]));
      found = places.get(id);
    }
    const before = statuses[row] ?? statusUnread;
    if (found === undefined && before !== statusUnread) continue;
    const status = directory.statuses[found ?? -1] ?? statusUnknown;
    statuses[row] = status;
    statusCounts[before] = (statusCounts[before] ?? 0) - 1;
    statusCounts[status] = (statusCounts[status] ?? 0) + 1;
    if (found === undefined) continue;
    names[row] = directory.names[found] ?? '';
    emails[row] = directory.emails[found] ?? '';
    next = found + 1;
  }
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
  // An id may be made by `at`, so it is asked for where it is needed and not kept.
  const { ids } = table.members;
  const size = ids.length;
  const idAt = (row: number) => ids.at(row) ?? '';
  const names = Array<string>(size).fill('');
  const emails = Array<string>(size).fill('');
  const statuses = new Uint8Array(size).fill(statusUnread);
  const sets = new Uint32Array(table.members.sets);
  const statusCounts = new Uint32Array(statusUnread + 1);
  statusCounts[statusUnread] = size;
  const columns: NameColumns = { size, idAt, names, emails, statuses, statusCounts };
  const namesRead = previous === null ? 0 : keepNames(columns, previous);
  let texts: (string | undefined)[] | null = null;
  let rows: Map<string, number> | null = null;
  const idSearch = createIdSearch(size, idAt);

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
    scopesOfSets: [],
    setCounts: countEach(sets, table.scopeSets.length),
    version: 0,
    namesRead,
    rowOf(id) {
      rows ??= new Map(Array.from({ length: size }, (_, row) => [idAt(row), row]));
      return rows.get(id);
    },
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
      if (texts !== null) {
        for (let place = 0; place < asked.length; place += 1) texts[asked[place] ?? -1] = undefined;
      }
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
