import type { Store } from './database.ts';

/**
 * Elects one instance for a job. A lease that is not renewed expires, so an instance that dies blocks the job
 * no longer than that.
 */
export interface Leases {
  /** Takes the lease if it is free, expired or already the holder's; returns whether it succeeded. */
  acquire(name: string, holder: string, ttlMs: number, now: number): Promise<boolean>;
  /** Extends a lease that the holder still has; returns false if it lost it. */
  renew(name: string, holder: string, ttlMs: number, now: number): Promise<boolean>;
  /** Frees the lease if the holder has it. */
  release(name: string, holder: string): Promise<void>;
}

/**
 * Each step is one statement, so two instances cannot both succeed. `now` comes from the instances, so a
 * lease must last much longer than their clocks differ.
 */
export function createLeases(store: Store): Leases {
  return {
    async acquire(name, holder, ttlMs, now) {
      const taken = await store
        .insertInto('leases')
        .values({ name, holder, until: now + ttlMs })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, until: now + ttlMs })
            .where((eb) =>
              eb.or([eb('leases.until', '<=', now), eb('leases.holder', '=', holder)]),
            ),
        )
        .returning('name')
        .executeTakeFirst();
      return taken !== undefined;
    },
    async renew(name, holder, ttlMs, now) {
      const renewed = await store
        .updateTable('leases')
        .set({ until: now + ttlMs })
        .where('name', '=', name)
        .where('holder', '=', holder)
        .where('until', '>', now)
        .returning('name')
        .executeTakeFirst();
      return renewed !== undefined;
    },
    async release(name, holder) {
      await store
        .deleteFrom('leases')
        .where('name', '=', name)
        .where('holder', '=', holder)
        .execute();
    },
  };
}
