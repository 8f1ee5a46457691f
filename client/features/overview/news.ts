import type { ChangeKind } from '#contract/changes.ts';
import type { AppChanges } from '#contract/overview.ts';
import { changeCounts } from '../../grid/change-counts.ts';

/** One thing that happened since the last visit, and where it is told in full. */
export interface NewsItem {
  kind: ChangeKind;
  total: number;
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
  { kind: 'scopes-grown', one: 'grant with more scopes', many: 'grants with more scopes' },
  { kind: 'appeared', one: 'new app', many: 'new apps' },
  { kind: 'returned', one: 'app that came back', many: 'apps that came back' },
  { kind: 'granted', one: 'new grant', many: 'new grants' },
  { kind: 'granted-again', one: 'grant given again', many: 'grants given again' },
  { kind: 'scopes-replaced', one: 'grant with other scopes', many: 'grants with other scopes' },
  { kind: 'scopes-shrunk', one: 'grant with fewer scopes', many: 'grants with fewer scopes' },
  { kind: 'gone', one: 'grant gone', many: 'grants gone' },
  { kind: 'vanished', one: 'app gone', many: 'apps gone' },
  { kind: 'first-read', one: 'app read for the first time', many: 'apps read for the first time' },
];

function countIn(app: AppChanges, kind: ChangeKind): number {
  // That a new app was read is no news beside that it is new.
  return kind === 'first-read' && app.appearedAt !== null ? 0 : changeCounts[kind](app);
}

/** What happened, by kind; nothing for a kind of which there was none. */
export function newsOf(changes: readonly AppChanges[]): NewsItem[] {
  return told.flatMap(({ kind, one, many }) => {
    const apps = changes
      .filter((app) => countIn(app, kind) > 0)
      .toSorted((a, b) => countIn(b, kind) - countIn(a, kind));
    const total = apps.reduce((sum, app) => sum + countIn(app, kind), 0);
    if (total === 0) return [];
    return [{ kind, total, what: total === 1 ? one : many, apps: apps.map(({ app }) => app) }];
  });
}
