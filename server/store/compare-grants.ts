import type { Store } from './database.ts';
import { inPages } from './given-rows.ts';
import { grantEvents, type GrantEvent } from './schema.ts';
import { loadScopeSets } from './scope-sets.ts';

/** For each event the members, each with the key of their scopes afterwards. */
export type Differences = Record<GrantEvent, [member: string, scopes: number][]>;

function noDifferences(): Differences {
  return {
    granted: [],
    gone: [],
    'granted-again': [],
    'scopes-grown': [],
    'scopes-shrunk': [],
    'scopes-replaced': [],
  };
}

/** Number of members that differ. */
export function sizeOf(differences: Differences): number {
  return grantEvents.reduce((sum, event) => sum + differences[event].length, 0);
}

/**
 * Splits differences into parts of at most that many members; always at least one part, which may be empty.
 * Last members come first: later writes are listed first, so that the members end up in order.
 */
export function partsOf(differences: Differences, most: number): Differences[] {
  if (sizeOf(differences) <= most) return [differences];
  const all = grantEvents
    .flatMap((event) => differences[event].map((difference) => ({ event, difference })))
    .toSorted((a, b) => (a.difference[0] < b.difference[0] ? 1 : -1));
  return Array.from({ length: Math.ceil(all.length / most) }, (_, part) => {
    const some = noDifferences();
    for (const { event, difference } of all.slice(part * most, (part + 1) * most).toReversed()) {
      some[event].push(difference);
    }
    return some;
  });
}

interface Changed {
  member: string;
  before: number;
  after: number;
}

function eventOf(before: readonly string[], after: readonly string[]): GrantEvent {
  const had = new Set(before);
  const common = after.filter((scope) => had.has(scope)).length;
  if (common === before.length) return 'scopes-grown';
  return common === after.length ? 'scopes-shrunk' : 'scopes-replaced';
}

/**
 * Compares an app's stored grants with the key of each member's current scopes. Removes from `now` every
 * member that it finds.
 */
export async function compareGrants(
  store: Store,
  { organization, appKey }: { organization: string; appKey: number },
  now: Map<string, number>,
): Promise<Differences> {
  const changed: Changed[] = [];
  const gone: [string, number][] = [];
  const again: [string, number][] = [];
  const pages = inPages(
    (after, limit) =>
      store
        .selectFrom('observed_grants')
        .select(['member', 'scopes', 'gone_since'])
        .where('app_key', '=', appKey)
        .$if(after !== null, (query) => query.where('member', '>', after ?? ''))
        .orderBy('member')
        .limit(limit)
        .execute(),
    ({ member }) => member,
  );
  for await (const page of pages) {
    for (const { member, scopes, gone_since: goneSince } of page) {
      const after = now.get(member);
      now.delete(member);
      if (after === undefined && goneSince === null) gone.push([member, scopes]);
      else if (after !== undefined && goneSince !== null) again.push([member, after]);
      else if (after !== undefined && after !== scopes)
        changed.push({ member, before: scopes, after });
    }
  }
  const keys = changed.flatMap(({ before, after }) => [before, after]);
  const sets = await loadScopeSets(store, organization, keys);
  const differences: Differences = {
    ...noDifferences(),
    // In the table's order, so they are stored next to each other.
    granted: [...now.keys()].toSorted().map((member) => [member, now.get(member) ?? 0]),
    gone,
    'granted-again': again,
  };
  for (const { member, before, after } of changed) {
    differences[eventOf(sets.get(before) ?? [], sets.get(after) ?? [])].push([member, after]);
  }
  return differences;
}
