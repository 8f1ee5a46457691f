import { memberStatuses, type MemberDirectory } from '#contract/members.ts';
import type { RowKeys } from './row-keys.ts';

/** Status numbers of a row: an index into `memberStatuses`, or this while nobody has said. */
export const statusUnread = memberStatuses.length;
const statusUnknown = memberStatuses.indexOf('unknown');

/** Who the members of rows are, in columns. */
export interface NameColumns extends RowKeys {
  /** Empty until read. */
  readonly names: string[];
  readonly emails: string[];
  readonly statuses: Uint8Array;
  /** 1 where what is shown is recent enough; what is not is asked for again, and shown meanwhile. */
  readonly confirmed: Uint8Array;
  /** How many rows have each status, the last one for unread. */
  readonly statusCounts: Uint32Array;
}

/** Copies the names that older columns have, as recent as they are; returns how many rows got one. */
export function keepNames(
  columns: NameColumns,
  previous: NameColumns & { namesRead: number },
): number {
  if (previous.namesRead === 0) return 0;
  const { size, names, emails, statuses, statusCounts, confirmed } = columns;
  let kept = 0;
  for (let row = 0; row < size; row += 1) {
    const key = columns.keyAt(row);
    const old = previous.keyAt(row) === key ? row : previous.rowOf(key);
    if (old === undefined || previous.statuses[old] === statusUnread) continue;
    names[row] = previous.names[old] ?? '';
    emails[row] = previous.emails[old] ?? '';
    const status = previous.statuses[old] ?? statusUnread;
    statuses[row] = status;
    confirmed[row] = previous.confirmed[old] ?? 0;
    statusCounts[status] = (statusCounts[status] ?? 0) + 1;
    kept += 1;
  }
  statusCounts[statusUnread] = size - kept;
  return kept;
}

function setStatus(columns: NameColumns, row: number, status: number): void {
  const { statuses, statusCounts, confirmed } = columns;
  confirmed[row] = 1;
  const before = statuses[row] ?? statusUnread;
  statuses[row] = status;
  statusCounts[before] = (statusCounts[before] ?? 0) - 1;
  statusCounts[status] = (statusCounts[status] ?? 0) + 1;
}

/** Gives the other rows of a member what one has got. */
function share(columns: NameColumns, row: number): void {
  const { names, emails, statuses } = columns;
  columns.eachTwin(row, (twin) => {
    names[twin] = names[row] ?? '';
    emails[twin] = emails[row] ?? '';
    setStatus(columns, twin, statuses[row] ?? statusUnread);
  });
}

/**
 * Takes over what a directory says; rows that it leaves out are of unknown members, or stay unread
 * where it could not read all.
 */
export function takeNames(
  columns: NameColumns,
  asked: ArrayLike<number>,
  directory: MemberDirectory,
): void {
  const { names, emails, confirmed } = columns;
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
    if (found === undefined && (directory.unreadable > 0 || confirmed[row] === 1)) continue;
    setStatus(columns, row, directory.statuses[found ?? -1] ?? statusUnknown);
    if (found !== undefined) {
      names[row] = directory.names[found] ?? '';
      emails[row] = directory.emails[found] ?? '';
      next = found + 1;
    }
    share(columns, row);
  }
}

/** Forgets what was made of the names of rows that have been asked for. */
export function forgetTexts(
  columns: NameColumns,
  texts: (string | undefined)[],
  asked: ArrayLike<number>,
): void {
  const forget = (row: number) => {
    texts[row] = undefined;
  };
  for (let place = 0; place < asked.length; place += 1) {
    const row = asked[place] ?? -1;
    forget(row);
    columns.eachTwin(row, forget);
  }
}
