import type {
  ConnectedApp as AppView,
  ConnectedAppList,
  ListedApp,
} from '#contract/connected-apps.ts';
import { skeletonOf, spellingOf } from '#contract/look-alikes.ts';
import type { AppsSeen } from '../../store/history.ts';
import type { ConnectedApp } from '../../stytch/types.ts';

/**
 * The apps with what Grantscope has seen of them. New is what it first saw after the viewer's last
 * visit; what the very first list held was there before anybody looked.
 */
export function presentListed(
  apps: readonly AppView[],
  seen: AppsSeen | null,
  lastVisit: number | null,
): ListedApp[] {
  const sightings = new Map(seen?.apps.map((app) => [app.id, app.firstSeen]));
  const since = Math.max(lastVisit ?? Infinity, seen?.firstListAt ?? Infinity);
  return apps.map((app) => {
    const firstSeen = sightings.get(app.id) ?? null;
    return { ...app, firstSeen, isNew: firstSeen !== null && firstSeen > since };
  });
}

function groupBy(apps: readonly ConnectedApp[], keyOf: (app: ConnectedApp) => string): string[][] {
  const groups = new Map<string, string[]>();
  for (const app of apps) {
    const key = keyOf(app);
    if (key === '') continue;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(app.connectedAppId);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** The first word of a name: apps of one maker mostly share it. */
function firstWord(name: string): string {
  return spellingOf(/[\p{L}\p{N}]+/u.exec(name)?.[0] ?? '');
}

/**
 * Apps that are probably one, registered more than once, as clients of the Model Context Protocol
 * that register anew for every installation. An app is in one group at most: that of its name goes
 * before that of its logo. A logo alone says little, since it may be anybody's placeholder.
 */
export function findAlike(apps: readonly ConnectedApp[]): ConnectedAppList['alike'] {
  const byName = groupBy(apps, ({ name }) => spellingOf(name));
  const taken = new Set(byName.flat());
  const others = apps.filter(({ connectedAppId }) => !taken.has(connectedAppId));
  const byLogo = groupBy(others, ({ logoUrl, name }) => {
    const word = firstWord(name);
    return logoUrl === null || word === '' ? '' : `${word} ${logoUrl}`;
  });
  return [
    ...byName.map((ids) => ({ reason: 'name' as const, apps: ids })),
    ...byLogo.map((ids) => ({ reason: 'logo' as const, apps: ids })),
  ];
}

/** Apps whose names look the same and are not: one of them may pass itself off as another. */
export function findLookAlikes(apps: readonly ConnectedApp[]): ConnectedAppList['lookAlikes'] {
  const spellings = new Map(
    apps.map(({ connectedAppId, name }) => [connectedAppId, spellingOf(name)]),
  );
  return groupBy(apps, ({ name }) => skeletonOf(name)).filter(
    (ids) => new Set(ids.map((id) => spellings.get(id))).size > 1,
  );
}
