import type { Store } from './database.ts';

const most = 100;

/**
 * Organizations that someone has looked at and whose app list was not recorded after `before`, epoch ms;
 * longest overdue first, at most a hundred.
 */
export async function organizationsDue(store: Store, before: number): Promise<string[]> {
  const rows = await store
    .selectFrom('observed_organizations')
    .select('organization')
    .where((eb) => eb.or([eb('list_at', 'is', null), eb('list_at', '<=', before)]))
    .orderBy('list_at')
    .limit(most)
    .execute();
  return rows.map(({ organization }) => organization);
}

/** Organizations that have had the app since recording began; latest first. */
export async function organizationsWith(
  store: Store,
  appId: string,
  limit: number,
): Promise<string[]> {
  const rows = await store
    .selectFrom('observed_apps')
    .select('organization')
    .where('app', '=', appId)
    .orderBy('key', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ organization }) => organization);
}
