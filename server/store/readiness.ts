import type { Store } from './database.ts';

/** How long a success is reused, ms: anyone may call this, and every check writes to disk. */
const believedMs = 1000;

/** Reads what requests read first, and writes a row; throws what the database throws. */
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
 * Checks whether the database can be read and written. `onChange` is called when that changes: with the
 * error, or with null when it works again.
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
