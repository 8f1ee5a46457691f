import type { Store } from './database.ts';
import { storable } from './given-rows.ts';
import { loadScopeSets } from './scope-sets.ts';

/** What the first read of an app's grants found. */
export interface FirstReading {
  members: number;
  /** Scopes of all its members together, sorted. */
  scopes: string[];
}

/**
 * What the first read of each app found, by id, without apps that were not read yet or had no members then.
 * For one page of changes: at most a hundred apps.
 */
export async function firstReadings(
  store: Store,
  organization: string,
  appIds: readonly string[],
): Promise<Map<string, FirstReading>> {
  const ids = [...new Set(appIds.map((id) => storable(id)))];
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('observed_apps')
    .innerJoin('observed_grants', 'observed_grants.app_key', 'observed_apps.key')
    .where('observed_apps.organization', '=', organization)
    .where('app', 'in', ids)
    .whereRef('observed_grants.first_seen', '=', 'observed_apps.first_read_at')
    .select((eb) => ['app', 'first_scopes', eb.fn.countAll<number>().as('members')])
    .groupBy(['app', 'first_scopes'])
    .execute();
  const keys = rows.map((row) => row.first_scopes);
  const sets = await loadScopeSets(store, organization, keys);
  const found = new Map<string, FirstReading>();
  for (const { app, members, first_scopes: key } of rows) {
    const before = found.get(app) ?? { members: 0, scopes: [] };
    const scopes = new Set([...before.scopes, ...(sets.get(key) ?? [])]);
    found.set(app, { members: before.members + members, scopes: [...scopes].toSorted() });
  }
  return found;
}
