import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Store } from './database.ts';
import { givenRows, inBatches, storable } from './given-rows.ts';

const scopesSchema = z.array(z.string());

/** A scope set as stored: without order or repetition. */
function textOf(scopes: readonly string[]): string {
  return JSON.stringify([...new Set(scopes.map(storable))].toSorted());
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');

async function keysOf(store: Store, organization: string, digests: readonly string[]) {
  const keys = new Map<string, number>();
  await inBatches(digests, async (batch) => {
    const rows = await store
      .selectFrom(givenRows(batch.map((digest) => [digest, 0])))
      // In this order, because SQLite reorders every other kind of join.
      .crossJoin('scope_sets')
      .select(['scope_sets.digest', 'scope_sets.key'])
      .whereRef('scope_sets.digest', '=', 'given.text')
      .where('scope_sets.organization', '=', organization)
      .execute();
    for (const { digest, key } of rows) keys.set(digest, key);
  });
  return keys;
}

/**
 * Returns the key of each scope set; adds sets that the organization lacks. Runs outside any transaction and
 * in one fixed order, so that two writers of the same sets never deadlock.
 */
export async function keepScopeSets(
  store: Store,
  organization: string,
  sets: readonly (readonly string[])[],
): Promise<number[]> {
  const texts = sets.map(textOf);
  const digests = texts.map(digestOf);
  const textByDigest = new Map(digests.map((digest, index) => [digest, texts[index] ?? '']));
  const wanted = [...textByDigest.keys()].toSorted();
  const keys = await keysOf(store, organization, wanted);
  const missing = wanted.filter((digest) => !keys.has(digest));
  for (let start = 0; start < missing.length; start += 500) {
    const rows = missing
      .slice(start, start + 500)
      .map((digest) => ({ organization, digest, scopes: textByDigest.get(digest) ?? '' }));
    await store
      .insertInto('scope_sets')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const [digest, key] of await keysOf(store, organization, missing)) keys.set(digest, key);
  return digests.map((digest) => {
    const key = keys.get(digest);
    if (key === undefined) throw new Error('A set of scopes was not kept');
    return key;
  });
}

/** The organization's scopes by key. */
export async function loadScopeSets(
  store: Store,
  organization: string,
  keys: Iterable<number>,
): Promise<Map<number, string[]>> {
  const sets = new Map<number, string[]>();
  await inBatches([...new Set(keys)], async (batch) => {
    const rows = await store
      .selectFrom(givenRows(batch.map((key) => [String(key), key])))
      .crossJoin('scope_sets')
      .select(['scope_sets.key', 'scope_sets.scopes'])
      .whereRef('scope_sets.key', '=', 'given.number')
      .where('scope_sets.organization', '=', organization)
      .execute();
    for (const { key, scopes } of rows) sets.set(key, scopesSchema.parse(JSON.parse(scopes)));
  });
  return sets;
}
