import type {
  ConnectedApp as AppView,
  ConnectedAppList,
  ListedApp,
} from '#contract/connected-apps.ts';
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

/** What two names must have in common to be the same to a reader. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLocaleLowerCase('en')
    .replaceAll(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '');
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

/**
 * Apps that are probably one, registered more than once, as clients of the Model Context Protocol
 * that register anew for every installation. An app is in one group at most: that of its name goes
 * before that of its logo.
 */
export function findAlike(apps: readonly ConnectedApp[]): ConnectedAppList['alike'] {
  const byName = groupBy(apps, ({ name }) => plain(name));
  const taken = new Set(byName.flat());
  const others = apps.filter(({ connectedAppId }) => !taken.has(connectedAppId));
  const byLogo = groupBy(others, ({ logoUrl }) => logoUrl ?? '');
  return [
    ...byName.map((ids) => ({ reason: 'name' as const, apps: ids })),
    ...byLogo.map((ids) => ({ reason: 'logo' as const, apps: ids })),
  ];
}
