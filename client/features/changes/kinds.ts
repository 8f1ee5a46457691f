import { changeKinds, type ChangeKind } from '#contract/changes.ts';
import type { AppChanges } from '#contract/overview.ts';
import { changeCounts } from '../../grid/change-counts.ts';

interface Kind {
  label: string;
  /** What it means, where the label does not say all. */
  meaning: string | null;
}

/** Every kind in words. */
export const kinds: Record<ChangeKind, Kind> = {
  'scopes-grown': { label: 'Scopes grown', meaning: null },
  appeared: { label: 'App appeared', meaning: 'First seen by Grantscope' },
  vanished: { label: 'App vanished', meaning: 'Stytch no longer lists it' },
  returned: { label: 'App came back', meaning: 'Stytch lists it again' },
  granted: { label: 'Member added', meaning: null },
  gone: { label: 'Member removed', meaning: null },
  'granted-again': { label: 'Member came back', meaning: null },
  'scopes-shrunk': { label: 'Scopes shrunk', meaning: null },
  'scopes-replaced': { label: 'Scopes changed', meaning: null },
  'first-read': { label: 'First read', meaning: 'Its grants may be older than that' },
};

/** Those that matter most to an admin first. */
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
  'first-read',
] as const satisfies readonly ChangeKind[];

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
      all: changeKinds.reduce((sum, kind) => sum + changeCounts[kind](app), 0),
    }))
    .filter(({ all }) => all > 0)
    .toSorted((a, b) => b.grown - a.grown || b.all - a.all || (a.name < b.name ? -1 : 1));
}
