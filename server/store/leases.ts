import type { Store } from './database.ts';

/**
 * Who does a job of which there must be one. A lease that is not renewed ends by itself, so an
 * instance that dies holds nothing up for longer than that.
 */
export interface Leases {
  /** Takes the lease if it is free, has run out or is the holder's already; gives whether it is. */
  acquire(name: string, holder: string, ttlMs: number, now: number): Promise<boolean>;
  /** Moves the end of a lease that is still the holder's; gives false if it is not any more. */
  renew(name: string, holder: string, ttlMs: number, now: number): Promise<boolean>;
  /** Frees the lease if it is the holder's. */
  release(name: string, holder: string): Promise<void>;
}

/**
 * Makes the leases of a database. Each step is one statement, so two instances cannot both succeed.
 * `now` comes from the instances: a time to live must be long beside the difference of their clocks.
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
