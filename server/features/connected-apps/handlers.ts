import { AppError } from '../../errors.ts';
import type { LiveApps } from '../../live/apps.ts';
import type { OrganizationFacts } from '../../live/facts.ts';
import { readMemberCount } from '../../live/member-count.ts';
import { orNull } from '../../live/or-null.ts';
import { presentApp } from '../../views/present-app.ts';
import type { ObservationRecord } from '../../observations/record.ts';
import type { GrantObserver } from '../../observations/observer.ts';
import type { Handlers, Viewer } from '../../http/handler.ts';
import type { ScopeClassifier } from '../../scopes/classifier.ts';
import type { StytchReader } from '../../stytch/client.ts';
import { isNotFound } from '../../stytch/errors.ts';
import { isStytchId } from '../../stytch/ids.ts';
import { findAlike, findLookAlikes, presentListed } from './list.ts';
import { createTableEncoder, presentReach } from './present.ts';

/** Handlers of the organization's connected apps. */
export type ConnectedAppHandlers = Pick<
  Handlers,
  'connectedApps' | 'connectedApp' | 'connectedAppReach'
>;

interface Deps {
  stytch: StytchReader;
  facts: OrganizationFacts;
  apps: LiveApps;
  observer: GrantObserver;
  record: ObservationRecord;
  classifier: ScopeClassifier;
  now: () => number;
}

/** The app with its grants. A malformed, missing or foreign id all throw the same `not-found`. */
async function readApp(deps: Deps, viewer: Viewer, id: string, signal: AbortSignal) {
  if (!isStytchId('connected-app', id)) throw new AppError('not-found');
  const view = await deps.apps.read(viewer, id, signal).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  if (view !== null && view.columns.members > 0) return view;
  // Whether Stytch answers 404 for an app without members here is documented nowhere; one that this
  // organization does not list must look like one that does not exist, and take as long.
  const listed = await deps.stytch.connectedApps.list(viewer, { signal });
  if (view !== null && listed.items.some(({ connectedAppId }) => connectedAppId === id))
    return view;
  throw new AppError('not-found');
}

/** Makes the handlers: every view is one live read of the app, its surroundings a minute old at most. */
export function createConnectedAppHandlers(deps: Deps): ConnectedAppHandlers {
  const { stytch, facts, observer, record, classifier, now } = deps;
  const encodeTable = createTableEncoder(classifier);
  return {
    async connectedApps({ viewer, signal }) {
      const [{ list, asOf }, organization, { memberCount, missing }, seen, lastVisit] =
        await Promise.all([
          // At once: what is read between Stytch's answer and a later moment would seem to have gone.
          stytch.connectedApps
            .list(viewer, { signal })
            .then((read) => ({ list: read, asOf: now() })),
          orNull(facts.organization(viewer.organizationId)),
          readMemberCount(facts, viewer),
          record.appsSeen(viewer.organizationId),
          record.lastVisit(viewer, now()),
        ]);
      observer.listed(viewer.organizationId, asOf, list);
      const listed = list.items.map((app) => presentApp(app, organization));
      if (organization === null) missing.push('policy');
      if (seen === null) missing.push('history');
      return {
        asOf,
        memberCount,
        missing,
        apps: presentListed(listed, seen, lastVisit),
        unreadable: list.unreadable,
        alike: findAlike(list.items),
        lookAlikes: findLookAlikes(list.items),
      };
    },

    async connectedApp({ viewer, params, signal }) {
      const [view, policy, organization, count] = await Promise.all([
        readApp(deps, viewer, params['app'] ?? '', signal),
        orNull(facts.policy()),
        orNull(facts.organization(viewer.organizationId)),
        readMemberCount(facts, viewer),
      ]);
      return encodeTable(view, { policy, organization, ...count });
    },

    async connectedAppReach({ viewer, params, signal }) {
      const { columns, asOf } = await readApp(deps, viewer, params['app'] ?? '', signal);
      return presentReach(columns, asOf, classifier);
    },
  };
}
