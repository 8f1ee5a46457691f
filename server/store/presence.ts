import { addAppChange } from './app-changes.ts';
import type { Store } from './database.ts';
import { storable } from './given-rows.ts';

/** Result of recording. `outdated`: older than what is known, so it was ignored. */
export type Recorded = 'confirmed' | 'changed' | 'outdated';

/** An app as the list of apps names it. */
export interface NamedApp {
  id: string;
  name: string;
}

/**
 * Blocks other writers of the organization's apps until the transaction ends. Returns the time of its last
 * recorded list.
 */
async function lockOrganization(store: Store, organization: string) {
  const row = await store
    .insertInto('observed_organizations')
    .values({ organization })
    .onConflict((conflict) => conflict.column('organization').doUpdateSet({ organization }))
    .returning('list_at')
    .executeTakeFirstOrThrow();
  return row.list_at;
}

function appsOf(store: Store, organization: string) {
  return store
    .selectFrom('observed_apps')
    .select(['key', 'app', 'name', 'present_at', 'gone_since', 'members'])
    .where('organization', '=', organization);
}
type Known = Awaited<ReturnType<ReturnType<typeof appsOf>['executeTakeFirstOrThrow']>>;

/** Adds an app; an app in the first list, or before any list, is not new. */
async function addApp(
  store: Store,
  organization: string,
  { id, name }: NamedApp,
  asOf: number,
  isNew: boolean,
): Promise<number> {
  const { key } = await store
    .insertInto('observed_apps')
    .values({
      organization,
      app: id,
      name: storable(name),
      first_seen: asOf,
      present_at: asOf,
      members: 0,
    })
    .returning('key')
    .executeTakeFirstOrThrow();
  if (isNew) {
    await addAppChange(store, {
      organization,
      app_key: key,
      at: asOf,
      kind: 'appeared',
      members: 0,
    });
  }
  return key;
}

async function bringBack(store: Store, organization: string, app: Known, asOf: number) {
  const { key, members } = app;
  await store
    .updateTable('observed_apps')
    .set({ gone_since: null, present_at: asOf })
    .where('key', '=', key)
    .execute();
  await addAppChange(store, { organization, app_key: key, at: asOf, kind: 'returned', members });
}

/**
 * The key of an app that was present at that time; adds or restores it if necessary. Null if it is known to
 * have been gone.
 */
export async function presentApp(
  store: Store,
  organization: string,
  app: NamedApp,
  asOf: number,
): Promise<number | null> {
  const known = await appsOf(store, organization).where('app', '=', app.id).executeTakeFirst();
  if (known?.gone_since === null) return known.key;
  return await store.transaction().execute(async (locked) => {
    const listAt = await lockOrganization(locked, organization);
    const found = await appsOf(locked, organization).where('app', '=', app.id).executeTakeFirst();
    if (found?.gone_since === null) return found.key;
    const isKnownAbsent = asOf <= (found === undefined ? (listAt ?? -1) : (found.gone_since ?? -1));
    if (isKnownAbsent) return null;
    if (found === undefined) return await addApp(locked, organization, app, asOf, listAt !== null);
    await bringBack(locked, organization, found, asOf);
    return found.key;
  });
}

/** Missing from the list. A newer read that has the app takes precedence. */
async function takeAway(
  store: Store,
  organization: string,
  { key, members, present_at: presentAt }: Known,
  { asOf, listAt }: { asOf: number; listAt: number | null },
): Promise<boolean> {
  if (presentAt >= asOf) return false;
  await store
    .updateTable('observed_apps')
    .set({ gone_since: asOf, present_at: Math.max(presentAt, listAt ?? 0) })
    .where('key', '=', key)
    .execute();
  await addAppChange(store, { organization, app_key: key, at: asOf, kind: 'vanished', members });
  return true;
}

async function compare(
  store: Store,
  organization: string,
  apps: ReadonlyMap<string, NamedApp>,
  times: { asOf: number; listAt: number | null },
  isCut: boolean,
): Promise<boolean> {
  const known = await appsOf(store, organization).execute();
  const missing = new Map(apps);
  let hasChanged = false;
  for (const app of known) {
    const named = missing.get(app.app);
    missing.delete(app.app);
    if (named === undefined) {
      if (!isCut && app.gone_since === null) {
        hasChanged = (await takeAway(store, organization, app, times)) || hasChanged;
      }
      continue;
    }
    if (app.gone_since !== null) await bringBack(store, organization, app, times.asOf);
    const name = storable(named.name);
    if (name !== app.name) {
      await store.updateTable('observed_apps').set({ name }).where('key', '=', app.key).execute();
    }
    hasChanged ||= app.gone_since !== null || name !== app.name;
  }
  for (const app of missing.values()) {
    await addApp(store, organization, app, times.asOf, times.listAt !== null);
  }
  return hasChanged || missing.size > 0;
}

/**
 * Records an organization's apps at that time, from a list that was read to its end. Apps missing from it are
 * gone, with their grants, unless the list is cut because some of it could not be read.
 */
export async function recordAppList(
  store: Store,
  organization: string,
  asOf: number,
  apps: readonly NamedApp[],
  isCut = false,
): Promise<Recorded> {
  const byId = new Map(apps.map(({ id, name }) => [storable(id), { id: storable(id), name }]));
  return await store.transaction().execute(async (locked) => {
    const listAt = await lockOrganization(locked, organization);
    if (listAt !== null && listAt >= asOf) return 'outdated';
    const hasChanged = await compare(locked, organization, byId, { asOf, listAt }, isCut);
    await locked
      .updateTable('observed_organizations')
      .set({ list_at: asOf, ...(listAt === null ? { first_list_at: asOf } : {}) })
      .where('organization', '=', organization)
      .execute();
    return hasChanged ? 'changed' : 'confirmed';
  });
}
