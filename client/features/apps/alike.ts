import type { ConnectedAppList, ListedApp } from '#contract/connected-apps.ts';
import { spellingOf, unusualIn } from '#contract/look-alikes.ts';
import { appName, nameText } from '../../grid/names.ts';

type Alike = ConnectedAppList['alike'];

/** Apps that are probably one, registered more than once. */
export interface AlikeGroup {
  /** Names it in addresses: its smallest id. */
  key: string;
  /** What its apps have in common, in words: each may share one thing with another. */
  reason: string;
}

/** The group of each app that has one; apps that are like the same third one are in one group. */
export function groupAlike(alike: Alike): ReadonlyMap<string, AlikeGroup> {
  const members = new Map<string, { ids: Set<string>; reasons: Set<string> }>();
  for (const { reason, apps } of alike) {
    const merged = { ids: new Set(apps), reasons: new Set<string>([reason]) };
    for (const id of apps) {
      const met = members.get(id);
      for (const other of met?.ids ?? []) merged.ids.add(other);
      for (const other of met?.reasons ?? []) merged.reasons.add(other);
    }
    for (const id of merged.ids) members.set(id, merged);
  }
  const made = new Map<unknown, AlikeGroup>();
  return new Map(
    [...members].map(([id, group]) => {
      const known = made.get(group) ?? {
        key: [...group.ids].reduce((least, other) => (other < least ? other : least), id),
        reason: [...group.reasons].toSorted((a, b) => (a < b ? 1 : -1)).join(' or '),
      };
      made.set(group, known);
      return [id, known];
    }),
  );
}

/** What is said of an app whose name is taken for that of others. */
export interface LookAlike {
  /** What it looks like, in plain text. */
  other: string;
  /** How the two differ, in words. */
  reason: string;
}

function reasonOf(name: string): string {
  const unusual = unusualIn(name);
  return unusual.length === 0
    ? 'The two names differ only in characters that look alike, such as 1, l and I.'
    : `This name is written with ${unusual.slice(0, 5).join(', ')}.`;
}

/** Of each app whose name is taken for another's, which one that is and how it differs. */
export function findLooks(
  apps: readonly ListedApp[],
  lookAlikes: ConnectedAppList['lookAlikes'],
): ReadonlyMap<string, LookAlike> {
  const byId = new Map(apps.map((app) => [app.id, app]));
  return new Map(
    lookAlikes.flatMap((ids) => {
      const same = ids.flatMap((id) => byId.get(id) ?? []);
      return same.flatMap((app): [string, LookAlike][] => {
        const other = same.find(({ name }) => spellingOf(name) !== spellingOf(app.name));
        if (other === undefined) return [];
        const said = `${nameText(appName(other))} …${other.id.slice(-6)}`;
        return [[app.id, { other: said, reason: reasonOf(app.name) }]];
      });
    }),
  );
}

/** A row of the list. */
export interface ListRow {
  app: ListedApp;
  group: AlikeGroup | null;
  /** How many apps of its group can be unfolded below it; 0 if it stands for no other. */
  others: number;
  isUnfolded: boolean;
  /** Whether it stands below the first of its group. */
  isBelow: boolean;
}

/** Puts apps, which are in order, under the first of their group; folded groups show only that. */
export function rowsOf(
  apps: readonly ListedApp[],
  groups: ReadonlyMap<string, AlikeGroup>,
  { grouped, unfolded }: { grouped: boolean; unfolded: readonly string[] },
): ListRow[] {
  const alone = { others: 0, isUnfolded: false, isBelow: false };
  const groupOf = (app: ListedApp) => groups.get(app.id) ?? null;
  if (!grouped) return apps.map((app) => ({ app, group: groupOf(app), ...alone }));
  const together = new Map<AlikeGroup | string, ListedApp[]>();
  for (const app of apps) {
    const key = groupOf(app) ?? app.id;
    together.set(key, [...(together.get(key) ?? []), app]);
  }
  return [...together.values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    const group = groupOf(first);
    const isUnfolded = group !== null && unfolded.includes(group.key);
    const top = { app: first, group, others: others.length, isUnfolded, isBelow: false };
    if (!isUnfolded) return [top];
    return [top, ...others.map((app) => ({ app, group, ...alone, isBelow: true }))];
  });
}
