import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addAppChange, countOf } from './app-changes.ts';
import { compareGrants, partsOf, sizeOf, type Differences } from './compare-grants.ts';
import type { Store } from './database.ts';
import { storable } from './given-rows.ts';
import { presentApp, type NamedApp, type Recorded } from './presence.ts';
import { grantEvents } from './schema.ts';
import { keepScopeSets } from './scope-sets.ts';
import { writeGrantChanges, writeGrants } from './write-grants.ts';

/** Who granted what to one app, in columns. */
export interface ObservedGrants {
  memberIds: readonly string[];
  /** Each distinct scope set. */
  scopeSets: readonly (readonly string[])[];
  /** For each member the index of a set. */
  setOf: ArrayLike<number>;
  /** Whether some members could not be read: then a missing member may still have a grant. */
  isCut?: boolean;
}

interface Observation {
  organization: string;
  app: NamedApp;
  asOf: number;
  grants: ObservedGrants;
}

/** Equal only for equal responses; a response in another order is compared in full and found equal. */
function digestOf({ memberIds, scopeSets, setOf, isCut = false }: ObservedGrants): string {
  return createHash('sha256')
    .update(JSON.stringify([scopeSets, Array.from(setOf), ...(isCut ? ['cut'] : [])]))
    .update(JSON.stringify(memberIds))
    .digest('base64url');
}

/** An unchanged response costs one row, written in one statement. */
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

/** The key of each member's scopes. A member listed twice granted the scopes of both entries. */
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

/** An app when its grants were compared. */
interface Compared {
  key: number;
  readAt: number | null;
  digest: string | null;
  firstSeen: number;
  presentAt: number;
  /** Members afterwards. */
  members: number;
}

/** Writes some of the differences. */
async function write(
  store: Store,
  { organization, asOf }: Observation,
  { key: appKey, readAt, members }: Compared,
  differences: Differences,
): Promise<void> {
  if (readAt !== null) {
    const counts = Object.fromEntries(
      grantEvents.map((event) => [countOf[event], differences[event].length]),
    );
    const change = { organization, app_key: appKey, at: asOf, members, ...counts };
    const key = await addAppChange(store, { ...change, kind: 'grants-changed' });
    await writeGrantChanges(store, appKey, key, differences);
  }
  await writeGrants(store, appKey, { asOf, readAt }, differences);
}

/** Marks the app as recorded with what was compared. */
async function finish(
  store: Store,
  { organization, asOf }: Observation,
  { key, readAt, members, firstSeen, presentAt }: Compared,
  digest: string,
): Promise<void> {
  if (readAt === null) {
    const change = { organization, app_key: key, at: asOf, members };
    await addAppChange(store, { ...change, kind: 'first-read' });
  }
  await store
    .updateTable('observed_apps')
    .set({
      digest,
      members,
      read_at: asOf,
      first_seen: Math.min(firstSeen, asOf),
      present_at: Math.max(presentAt, asOf),
      ...(readAt === null ? { first_read_at: asOf } : {}),
    })
    .where('key', '=', key)
    .execute();
}

/** Blocks other writers of the same app; returns its current row, or null if it is gone. */
async function lockApp(store: Store, key: number, members: number): Promise<Compared | null> {
  const row = await store
    .updateTable('observed_apps')
    .set((eb) => ({ digest: eb.ref('digest') }))
    .where('key', '=', key)
    .returning(['read_at', 'digest', 'gone_since', 'present_at', 'first_seen'])
    .executeTakeFirstOrThrow();
  if (row.gone_since !== null) return null;
  const { read_at: readAt, digest, first_seen: firstSeen, present_at: presentAt } = row;
  return { key, readAt, digest, members, firstSeen, presentAt };
}

/** The app changed after the comparison; what was already written of this read is still true. */
class ComparedAnewError extends Error {
  override readonly name = 'ComparedAnewError';
}

/** Pause between transactions so that others get the database, ms: longer than their retry interval. */
const pauseMs = 20;

/**
 * Compares and writes, some rows per transaction; null if the app is gone meanwhile. A first read counts only
 * once it is completely written; each part of a later read counts by itself.
 */
async function compareAndWrite(
  store: Store,
  observation: Observation,
  key: number,
  { digest, scopes }: { digest: string; scopes: Map<string, number> },
  maxRows: number,
): Promise<Recorded | null> {
  const { organization, asOf } = observation;
  const before = await store.transaction().execute(async (locked) => {
    const app = await lockApp(locked, key, scopes.size);
    // Left by a first read that was interrupted.
    if (app?.readAt === null) {
      await locked.deleteFrom('observed_grants').where('app_key', '=', key).execute();
    }
    return app;
  });
  if (before === null) return null;
  if (before.readAt !== null && before.readAt >= asOf) return 'outdated';
  const all = await compareGrants(store, { organization, appKey: key }, new Map(scopes));
  // A member missing from an incomplete response may still have a grant.
  const differences = observation.grants.isCut === true ? { ...all, gone: [] } : all;
  const parts = partsOf(differences, maxRows);
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1;
    await store.transaction().execute(async (locked) => {
      const now = await lockApp(locked, key, scopes.size);
      if (now?.readAt !== before.readAt || now.digest !== before.digest) {
        throw new ComparedAnewError();
      }
      if (sizeOf(part) > 0) await write(locked, observation, now, part);
      if (isLast) await finish(locked, observation, now, digest);
    });
    if (!isLast) await sleep(pauseMs);
  }
  return before.readAt === null || sizeOf(differences) > 0 ? 'changed' : 'confirmed';
}

/**
 * Records an app's grants at that time. Unchanged grants cost one row, a difference costs its own rows, and
 * reads older than what is known are ignored. `maxRows` is how many rows one transaction writes; limit it
 * only if there is no other writer.
 */
export async function recordApp(
  store: Store,
  organization: string,
  app: NamedApp,
  asOf: number,
  grants: ObservedGrants,
  maxRows: number,
): Promise<Recorded> {
  const observation = { organization, app: { ...app, id: storable(app.id) }, asOf, grants };
  const digest = digestOf(grants);
  if (await confirm(store, observation, digest)) return 'confirmed';
  const scopes = await scopesByMember(store, organization, grants);
  for (;;) {
    const key = await presentApp(store, organization, observation.app, asOf);
    if (key === null) return 'outdated';
    const recorded = await compareAndWrite(
      store,
      observation,
      key,
      { digest, scopes },
      maxRows,
    ).catch((error: unknown) => {
      if (error instanceof ComparedAnewError) return null;
      throw error;
    });
    if (recorded !== null) return recorded;
  }
}
