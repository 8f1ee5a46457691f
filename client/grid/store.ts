import type { GrantTable } from '#contract/grant-table.ts';
import { memberStatuses, type MemberDirectory, type MemberStatus } from '#contract/members.ts';
import type { Scope } from '#contract/scopes.ts';
import { fold } from './fold.ts';
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
  /** The text in which a row is searched: name, address and id, folded; made when first needed. */
  textOf(row: number): string;
  /** Makes all such texts before they are needed, in steps. */
  prepareTexts(): Steps<void>;
  rowOf(id: string): number | undefined;
  /** Takes the names of the asked rows; those that the answer leaves out are unknown members. */
  addNames(asked: ArrayLike<number>, directory: MemberDirectory): void;
}

type NameColumns = Pick<GrantStore, 'size' | 'idAt' | 'names' | 'emails' | 'statuses'>;

/** Copies the names that an older store has; returns how many rows got one. */
function keepNames(columns: NameColumns, previous: GrantStore): number {
  if (previous.namesRead === 0) return 0;
  const { size, names, emails, statuses } = columns;
  let kept = 0;
  for (let row = 0; row < size; row += 1) {
    const id = columns.idAt(row);
    const old = previous.idAt(row) === id ? row : previous.rowOf(id);
    if (old === undefined || previous.statuses[old] === statusUnread) continue;
    names[row] = previous.names[old] ?? '';
    emails[row] = previous.emails[old] ?? '';
    statuses[row] = previous.statuses[old] ?? statusUnread;
    kept += 1;
  }
  return kept;
}

/** Takes over what a directory says; rows that it leaves out are of unknown members. */
function takeNames(columns: NameColumns, asked: ArrayLike<number>, directory: MemberDirectory) {
  const { names, emails, statuses } = columns;
  const { ids } = directory;
  let places: Map<string, number> | null = null;
  // The answer is in the order of the question, so that the next entry is nearly always the one.
  let next = 0;
  for (let place = 0; place < asked.length; place += 1) {
    const row = asked[place] ?? -1;
    const id = columns.idAt(row);
    if (ids[next] !== id) {
      places ??= new Map(ids.map((known, at) => [known, at]));
      const found = places.get(id);
      if (found === undefined) {
        if (statuses[row] === statusUnread) statuses[row] = statusUnknown;
        continue;
      }
      next = found;
    }
    names[row] = directory.names[next] ?? '';
    emails[row] = directory.emails[next] ?? '';
    statuses[row] = directory.statuses[next] ?? statusUnknown;
    next += 1;
  }
}

/** How many rows have each of some numbers. */
function countEach(numbers: Uint32Array | Uint8Array, range: number): Uint32Array {
  const counts = new Uint32Array(range);
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] ?? 0;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return counts;
}

const rowsAStep = 500;

/** Makes a store; names that `previous` already has are kept, so that a refresh shows no gap. */
export function createGrantStore(table: GrantTable, previous: GrantStore | null): GrantStore {
  // An id may be made by `at`, so it is asked for where it is needed and not kept.
  const { ids } = table.members;
  const size = ids.length;
  const idAt = (row: number) => ids.at(row) ?? '';
  const names = Array<string>(size).fill('');
  const emails = Array<string>(size).fill('');
  const statuses = new Uint8Array(size).fill(statusUnread);
  const sets = new Uint32Array(table.members.sets);
  const columns: NameColumns = { size, idAt, names, emails, statuses };
  const namesRead = previous === null ? 0 : keepNames(columns, previous);
  let texts: (string | undefined)[] | null = null;
  let rows: Map<string, number> | null = null;

  const textOf = (row: number) => {
    texts ??= Array<string | undefined>(size).fill(undefined);
    const known = texts[row];
    if (known !== undefined) return known;
    const text = `${fold(names[row] ?? '')}\n${fold(emails[row] ?? '')}\n${idAt(row)}`;
    texts[row] = text;
    return text;
  };

  return {
    ...columns,
    scopes: table.scopes,
    scopeSets: table.scopeSets,
    sets,
    setCounts: countEach(sets, table.scopeSets.length),
    statusCounts: countEach(statuses, statusUnread + 1),
    version: 0,
    namesRead,
    rowOf(id) {
      rows ??= new Map(Array.from({ length: size }, (_, row) => [idAt(row), row]));
      return rows.get(id);
    },
    textOf,
    *prepareTexts() {
      for (let row = 0; row < size; row += 1) {
        textOf(row);
        if (row % rowsAStep === 0) yield;
      }
    },
    addNames(asked, directory) {
      takeNames(columns, asked, directory);
      if (texts !== null) {
        for (let place = 0; place < asked.length; place += 1) texts[asked[place] ?? -1] = undefined;
      }
      this.statusCounts.set(countEach(statuses, statusUnread + 1));
      this.namesRead = size - (this.statusCounts[statusUnread] ?? 0);
      this.version += 1;
    },
  };
}

/** The status of a row in words of the contract; null while it has not been read. */
export function statusOf(store: GrantStore, row: number): MemberStatus | null {
  return memberStatuses[store.statuses[row] ?? statusUnread] ?? null;
}

/** The scopes of a row, heaviest first. */
export function scopesOf(store: GrantStore, row: number): Scope[] {
  const set = store.scopeSets[store.sets[row] ?? -1] ?? [];
  return set.flatMap((scope) => store.scopes[scope] ?? []);
}
