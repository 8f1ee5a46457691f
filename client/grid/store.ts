import type { GrantTable } from '#contract/connected-apps.ts';
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
  readonly ids: readonly string[];
  /** Scope set of each row. */
  readonly sets: Uint32Array;
  /** Empty until read. */
  readonly names: string[];
  readonly emails: string[];
  readonly statuses: Uint8Array;
  /** Rises with every change; what was derived from an older one is stale. */
  version: number;
  /** Rows whose name has been asked for and answered. */
  namesRead: number;
  /** The text in which a row is searched: name, address and id, folded; made when first needed. */
  textOf(row: number): string;
  /** Makes all such texts before they are needed, in steps. */
  prepareTexts(): Steps<void>;
  rowOf(id: string): number | undefined;
  /** Takes names for the asked ids; those that the answer leaves out are unknown members. */
  addNames(asked: readonly string[], directory: MemberDirectory): void;
}

type NameColumns = Pick<GrantStore, 'ids' | 'names' | 'emails' | 'statuses'>;

/** Copies the names that an older store has; returns how many rows got one. */
function keepNames(columns: NameColumns, previous: GrantStore): number {
  const { ids, names, emails, statuses } = columns;
  let kept = 0;
  ids.forEach((id, row) => {
    const old = previous.ids[row] === id ? row : previous.rowOf(id);
    if (old === undefined || previous.statuses[old] === statusUnread) return;
    names[row] = previous.names[old] ?? '';
    emails[row] = previous.emails[old] ?? '';
    statuses[row] = previous.statuses[old] ?? statusUnread;
    kept += 1;
  });
  return kept;
}

const rowsAStep = 500;

function indexIds(ids: readonly string[]): Map<string, number> {
  const rows = new Map<string, number>();
  ids.forEach((id, row) => rows.set(id, row));
  return rows;
}

/** Makes a store; names that `previous` already has are kept, so that a refresh shows no gap. */
export function createGrantStore(table: GrantTable, previous: GrantStore | null): GrantStore {
  const { ids } = table.members;
  const size = ids.length;
  const names = Array<string>(size).fill('');
  const emails = Array<string>(size).fill('');
  const statuses = new Uint8Array(size).fill(statusUnread);
  const texts = Array<string | undefined>(size).fill(undefined);
  let rows: Map<string, number> | null = null;
  const rowOf = (id: string) => {
    rows ??= indexIds(ids);
    return rows.get(id);
  };
  const namesRead = previous === null ? 0 : keepNames({ ids, names, emails, statuses }, previous);

  const textOf = (row: number) => {
    const known = texts[row];
    if (known !== undefined) return known;
    const text = `${fold(names[row] ?? '')}\n${fold(emails[row] ?? '')}\n${ids[row] ?? ''}`;
    texts[row] = text;
    return text;
  };

  return {
    size,
    scopes: table.scopes,
    scopeSets: table.scopeSets,
    ids,
    sets: new Uint32Array(table.members.sets),
    names,
    emails,
    statuses,
    version: 0,
    namesRead,
    rowOf,
    textOf,
    *prepareTexts() {
      for (let row = 0; row < size; row += 1) {
        textOf(row);
        if (row % rowsAStep === 0) yield;
      }
    },
    addNames(asked, directory) {
      directory.ids.forEach((id, index) => {
        const row = rowOf(id);
        if (row === undefined) return;
        if (statuses[row] === statusUnread) this.namesRead += 1;
        names[row] = directory.names[index] ?? '';
        emails[row] = directory.emails[index] ?? '';
        statuses[row] = directory.statuses[index] ?? statusUnknown;
        texts[row] = undefined;
      });
      for (const id of asked) {
        const row = rowOf(id);
        if (row === undefined || statuses[row] !== statusUnread) continue;
        statuses[row] = statusUnknown;
        this.namesRead += 1;
      }
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
