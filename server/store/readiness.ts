import type { Store } from './database.ts';

/** A success is believed for so long, ms: everybody may ask, and each time is a write to disk. */
const believedMs = 1000;

/** Reads what requests begin with, and writes a row; throws what the database throws. */
async function tryOut(store: Store): Promise<void> {
  await store.selectFrom('sessions').select('id_hash').limit(1).execute();
  const row = { name: 'readiness', holder: '', until: Date.now() };
  await store
    .insertInto('leases')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

/**
 * Makes what tells whether the database can be read and written at the moment. `onChange` is told
 * when that changes: with the error, or with null once it can again.
 */
export function createReadiness(store: Store, onChange: (error: unknown) => void) {
  let asking: Promise<boolean> | null = null;
  let believedUntil = 0;
  let wasReady = true;

  async function ask(): Promise<boolean> {
    const error = await tryOut(store).then(
      () => null,
      (reason: unknown) => reason,
    );
    const isReady = error === null;
    if (isReady) believedUntil = performance.now() + believedMs;
    if (isReady !== wasReady) onChange(error);
    wasReady = isReady;
    return isReady;
  }

  return async (): Promise<boolean> => {
    if (performance.now() < believedUntil) return true;
    asking ??= ask().finally(() => {
      asking = null;
    });
    return await asking;
  };
}
