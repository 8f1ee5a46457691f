import type { ChangeKind } from '#contract/changes.ts';
import type { AppChanges } from '#contract/overview.ts';
import { changeCounts } from '../../grid/change-counts.ts';

interface Kind {
  label: string;
  /** What it means, where the label does not say all. */
  meaning: string | null;
}

/** Every kind in words. */
export const kinds: Record<ChangeKind, Kind> = {
  'scopes-grown': { label: 'Access expanded', meaning: null },
  appeared: { label: 'New app', meaning: null },
  vanished: { label: 'App removed', meaning: 'No longer listed by Stytch' },
  returned: { label: 'App returned', meaning: 'Listed by Stytch again' },
  granted: { label: 'Connected', meaning: null },
  gone: { label: 'Disconnected', meaning: null },
  'granted-again': { label: 'Reconnected', meaning: null },
  'scopes-shrunk': { label: 'Access reduced', meaning: null },
  'scopes-replaced': { label: 'Access changed', meaning: null },
  'first-read': { label: 'First check', meaning: 'May have been connected earlier' },
};

/**
 * Those that matter most to an admin first. A first check is none of them: it makes known to us what
 * was there before.
 */
export const kindsByWeight = [
  'scopes-grown',
  'appeared',
  'vanished',
  'returned',
  'granted',
  'gone',
  'granted-again',
  'scopes-shrunk',
  'scopes-replaced',
] as const satisfies readonly ChangeKind[];

/** How many changes there were of some apps, of all kinds. */
export function countAll(apps: readonly AppChanges[]): number {
  return kindsByWeight.reduce((sum, kind) => sum + countOf(kind, apps), 0);
}

/** How often a kind happened to some apps. */
export function countOf(kind: ChangeKind, apps: readonly AppChanges[]): number {
  return apps.reduce((sum, app) => sum + changeCounts[kind](app), 0);
}

/** Members won and lost, and grants whose scopes grew. */
export interface AppSum {
  id: string;
  name: string;
  added: number;
  removed: number;
  grown: number;
  /** Everything that happened. */
  all: number;
}

/** What happened to each app, the one with most grown scopes first, then with most of all. */
export function sumsOf(totals: readonly AppChanges[]): AppSum[] {
  return totals
    .map((app) => ({
      id: app.app.id,
      name: app.app.name,
      added: app.granted + app.grantedAgain,
      removed: app.gone,
      grown: app.scopesGrown,
      all: countAll([app]),
    }))
    .filter(({ all }) => all > 0)
    .toSorted((a, b) => b.grown - a.grown || b.all - a.all || (a.name < b.name ? -1 : 1));
}
