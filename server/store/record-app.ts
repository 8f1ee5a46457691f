import { createHash } from 'node:crypto';
import { addAppChange, countOf } from './app-changes.ts';
import { compareGrants, type Differences } from './compare-grants.ts';
import type { Store } from './database.ts';
import { storable } from './given-rows.ts';
import { presentApp, type NamedApp, type Recorded } from './presence.ts';
import { grantEvents } from './schema.ts';
import { keepScopeSets } from './scope-sets.ts';
import { writeGrantChanges, writeGrants } from './write-grants.ts';

/** Who granted what to one app: all of it, in columns. */
export interface ObservedGrants {
  memberIds: readonly string[];
  /** Each set of scopes that somebody granted. */
  scopeSets: readonly (readonly string[])[];
  /** For each member the index of a set. */
  setOf: ArrayLike<number>;
}

interface Observation {
  organization: string;
  app: NamedApp;
  asOf: number;
  grants: ObservedGrants;
}

/** Equal only for equal answers; one in another order is compared in full, and found to be equal. */
function digestOf({ memberIds, scopeSets, setOf }: ObservedGrants): string {
  return createHash('sha256')
    .update(JSON.stringify([scopeSets, Array.from(setOf)]))
    .update(JSON.stringify(memberIds))
    .digest('base64url');
}

/** An answer that is as the last one was is one row, written in one statement. */
async function confirm(store: Store, { organization, app, asOf }: Observation, digest: string) {
  const confirmed = await store
    .updateTable('observed_apps')
    .set((eb) => ({
      read_at: asOf,
      present_at: eb
        .case()
        .when('present_at', '<', asOf)
        .then(asOf)
        .else(eb.ref('present_at'))
        .end(),
    }))
    .where('organization', '=', organization)
    .where('app', '=', app.id)
    .where('digest', '=', digest)
    .where('read_at', '<', asOf)
    .where('gone_since', 'is', null)
    .returning('key')
    .executeTakeFirst();
  return confirmed !== undefined;
}

/** The key of each member's scopes. Who is listed twice granted what both say. */
async function scopesByMember(store: Store, organization: string, grants: ObservedGrants) {
  const sets = [...grants.scopeSets];
  const unions = new Map<string, number>();
  const indexes = new Map<string, number>();
  for (const [row, memberId] of grants.memberIds.entries()) {
    const member = storable(memberId);
    const index = grants.setOf[row] ?? -1;
    const before = indexes.get(member) ?? index;
    if (before === index) {
      indexes.set(member, index);
      continue;
    }
    const pair = `${before} ${index}`;
    const union =
      unions.get(pair) ?? sets.push([...(sets[before] ?? []), ...(sets[index] ?? [])]) - 1;
    unions.set(pair, union);
    indexes.set(member, union);
  }
  const used = [...new Set(indexes.values())];
  const keys = await keepScopeSets(
    store,
    organization,
    used.map((index) => sets[index] ?? []),
  );
  const keyOf = new Map(used.map((index, at) => [index, keys[at] ?? 0]));
  return new Map(Array.from(indexes, ([member, index]) => [member, keyOf.get(index) ?? 0]));
}

async function write(
  store: Store,
  { organization, asOf }: Observation,
  app: { key: number; readAt: number | null; members: number },
  differences: Differences,
): Promise<boolean> {
  const counts = Object.fromEntries(
    grantEvents.map((event) => [countOf[event], differences[event].length]),
  );
  const isFirst = app.readAt === null;
  const hasChanged = grantEvents.some((event) => differences[event].length > 0);
  if (!isFirst && !hasChanged) return false;
  const change = { organization, app_key: app.key, at: asOf, members: app.members };
  if (isFirst) {
    await addAppChange(store, { ...change, kind: 'first-read' });
  } else {
    const key = await addAppChange(store, { ...change, ...counts, kind: 'grants-changed' });
    await writeGrantChanges(store, app.key, key, differences);
  }
  await writeGrants(store, app.key, { asOf, readAt: app.readAt }, differences);
  return true;
}

/** Null when the app has gone meanwhile. */
async function recordLocked(
  store: Store,
  observation: Observation,
  key: number,
  { digest, scopes }: { digest: string; scopes: Map<string, number> },
): Promise<Recorded | null> {
  const { organization, asOf } = observation;
  // Writing the row is what makes others wait who record the same app.
  const row = await store
    .updateTable('observed_apps')
    .set((eb) => ({ digest: eb.ref('digest') }))
    .where('key', '=', key)
    .returning(['read_at', 'gone_since', 'present_at', 'first_seen'])
    .executeTakeFirstOrThrow();
  if (row.gone_since !== null) return null;
  if (row.read_at !== null && row.read_at >= asOf) return 'outdated';
  const members = scopes.size;
  const differences = await compareGrants(store, { organization, appKey: key }, scopes);
  const at = { key, readAt: row.read_at, members };
  const hasChanged = await write(store, observation, at, differences);
  await store
    .updateTable('observed_apps')
    .set({
      digest,
      members,
      read_at: asOf,
      first_seen: Math.min(row.first_seen, asOf),
      present_at: Math.max(row.present_at, asOf),
      ...(row.read_at === null ? { first_read_at: asOf } : {}),
    })
    .where('key', '=', key)
    .execute();
  return hasChanged ? 'changed' : 'confirmed';
}

/**
 * Records who had granted what to an app at that time. The same as last time costs one row, a
 * difference costs its own rows, and what is older than what is known is left out.
 */
export async function recordApp(
  store: Store,
  organization: string,
  app: NamedApp,
  asOf: number,
  grants: ObservedGrants,
): Promise<Recorded> {
  const observation = { organization, app: { ...app, id: storable(app.id) }, asOf, grants };
  const digest = digestOf(grants);
  if (await confirm(store, observation, digest)) return 'confirmed';
  const scopes = await scopesByMember(store, organization, grants);
  for (;;) {
    const key = await presentApp(store, organization, observation.app, asOf);
    if (key === null) return 'outdated';
    const given = { digest, scopes: new Map(scopes) };
    const recorded = await store
      .transaction()
      .execute((locked) => recordLocked(locked, observation, key, given));
    if (recorded !== null) return recorded;
  }
}
