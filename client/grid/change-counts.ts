import type { ChangeKind } from '#contract/changes.ts';
import type { AppChanges } from '#contract/overview.ts';

const once = (at: number | null) => (at === null ? 0 : 1);

/** How often each kind of change happened to an app. */
export const changeCounts: Record<ChangeKind, (app: AppChanges) => number> = {
  appeared: (app) => once(app.appearedAt),
  vanished: (app) => once(app.vanishedAt),
  returned: (app) => once(app.returnedAt),
  'first-read': (app) => once(app.firstReadAt),
  granted: (app) => app.granted,
  gone: (app) => app.gone,
  'granted-again': (app) => app.grantedAgain,
  'scopes-grown': (app) => app.scopesGrown,
  'scopes-shrunk': (app) => app.scopesShrunk,
  'scopes-replaced': (app) => app.scopesReplaced,
};
