import type { ChangeKind } from '#contract/changes.ts';
import type { AppChanges } from '#contract/overview.ts';
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

interface Told {
  kind: ChangeKind;
  one: string;
  many?: string;
  what: string;
  of: (app: AppChanges) => number;
}

const at = (moment: number | null) => (moment === null ? 0 : 1);

/** What weighs most with an admin comes first: more access, then new access, then less of it. */
const told: readonly Told[] = [
  {
    kind: 'scopes-grown',
    one: 'grant',
    what: 'grown by more scopes',
    of: (app) => app.scopesGrown,
  },
  { kind: 'appeared', one: 'app', what: 'new', of: (app) => at(app.appearedAt) },
  { kind: 'returned', one: 'app', what: 'back again', of: (app) => at(app.returnedAt) },
  { kind: 'granted', one: 'grant', what: 'new', of: (app) => app.granted },
  { kind: 'granted-again', one: 'grant', what: 'given again', of: (app) => app.grantedAgain },
  {
    kind: 'scopes-replaced',
    one: 'grant',
    what: 'with other scopes than before',
    of: (app) => app.scopesReplaced,
  },
  {
    kind: 'scopes-shrunk',
    one: 'grant',
    what: 'with fewer scopes',
    of: (app) => app.scopesShrunk,
  },
  { kind: 'gone', one: 'grant', what: 'gone', of: (app) => app.gone },
  { kind: 'vanished', one: 'app', what: 'gone', of: (app) => at(app.vanishedAt) },
  {
    kind: 'first-read',
    one: 'app',
    what: 'read for the first time: what it holds may be older',
    of: (app) => at(app.firstReadAt),
  },
];

/** What happened, by kind; nothing for a kind of which there was none. */
export function newsOf(changes: readonly AppChanges[]): NewsItem[] {
  return told.flatMap(({ kind, one, many = `${one}s`, what, of }) => {
    const apps = changes.filter((app) => of(app) > 0).toSorted((a, b) => of(b) - of(a));
    const total = apps.reduce((sum, app) => sum + of(app), 0);
    if (total === 0) return [];
    return [
      {
        kind,
        count: formatCountOf(total, one, many),
        what,
        apps: apps.map(({ app }) => app),
      },
    ];
  });
}
