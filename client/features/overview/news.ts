import type { ChangeKind } from '#contract/changes.ts';
import type { AppChanges } from '#contract/overview.ts';
import { changeCounts } from '../../grid/change-counts.ts';
import { formatCountOf } from '../../ui/format.ts';

/** One thing that happened since the last visit, and where it is told in full. */
export interface NewsItem {
  kind: ChangeKind;
  /** Of what, with how many: "2 apps". */
  count: string;
  /** What became of it. */
  what: string;
  /** Those with most of it first. */
  apps: readonly AppChanges['app'][];
}

/** What weighs most with an admin comes first: more access, then new access, then less of it. */
const told: readonly { kind: ChangeKind; noun: string; what: string }[] = [
  { kind: 'scopes-grown', noun: 'grant', what: 'grown by more scopes' },
  { kind: 'appeared', noun: 'app', what: 'new' },
  { kind: 'returned', noun: 'app', what: 'back again' },
  { kind: 'granted', noun: 'grant', what: 'new' },
  { kind: 'granted-again', noun: 'grant', what: 'given again' },
  { kind: 'scopes-replaced', noun: 'grant', what: 'with other scopes than before' },
  { kind: 'scopes-shrunk', noun: 'grant', what: 'with fewer scopes' },
  { kind: 'gone', noun: 'grant', what: 'gone' },
  { kind: 'vanished', noun: 'app', what: 'gone' },
  { kind: 'first-read', noun: 'app', what: 'read for the first time; may be older' },
];

/** What happened, by kind; nothing for a kind of which there was none. */
export function newsOf(changes: readonly AppChanges[]): NewsItem[] {
  return told.flatMap(({ kind, noun, what }) => {
    const of = changeCounts[kind];
    const apps = changes.filter((app) => of(app) > 0).toSorted((a, b) => of(b) - of(a));
    const total = apps.reduce((sum, app) => sum + of(app), 0);
    if (total === 0) return [];
    return [{ kind, count: formatCountOf(total, noun), what, apps: apps.map(({ app }) => app) }];
  });
}
