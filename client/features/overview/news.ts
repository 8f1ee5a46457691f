import type { ChangeKind } from '#contract/changes.ts';
import type { AppChanges } from '#contract/overview.ts';
import { changeCounts } from '../../grid/change-counts.ts';

/** One thing that happened of late, and where it is told in full. */
export interface NewsItem {
  kind: ChangeKind;
  total: number;
  /** How many of them came since the viewer's last visit. */
  unseen: number;
  /** What there is so many of. */
  what: string;
  /** Those with most of it first. */
  apps: readonly AppChanges['app'][];
}

interface Told {
  kind: ChangeKind;
  one: string;
  many: string;
}

/** What weighs most with an admin comes first: more access, then new access, then less of it. */
const told: readonly Told[] = [
  { kind: 'scopes-grown', one: 'grant with more access', many: 'grants with more access' },
  { kind: 'appeared', one: 'new app', many: 'new apps' },
  { kind: 'returned', one: 'app returned', many: 'apps returned' },
  { kind: 'granted', one: 'new grant', many: 'new grants' },
  { kind: 'granted-again', one: 'grant renewed', many: 'grants renewed' },
  { kind: 'scopes-replaced', one: 'grant with changed access', many: 'grants with changed access' },
  { kind: 'scopes-shrunk', one: 'grant with less access', many: 'grants with less access' },
  { kind: 'gone', one: 'grant removed', many: 'grants removed' },
  { kind: 'vanished', one: 'app removed', many: 'apps removed' },
];

const countIn = (kind: ChangeKind, apps: readonly AppChanges[]) =>
  apps.reduce((sum, app) => sum + changeCounts[kind](app), 0);

/**
 * What happened, by kind, and how much of it since the last visit; nothing for a kind of which there
 * was none.
 */
export function newsOf(
  changes: readonly AppChanges[],
  sinceVisit: readonly AppChanges[],
): NewsItem[] {
  return told.flatMap(({ kind, one, many }) => {
    const count = changeCounts[kind];
    const apps = changes.filter((app) => count(app) > 0).toSorted((a, b) => count(b) - count(a));
    const total = countIn(kind, apps);
    if (total === 0) return [];
    const unseen = countIn(kind, sinceVisit);
    const what = total === 1 ? one : many;
    return [{ kind, total, unseen, what, apps: apps.map(({ app }) => app) }];
  });
}
