import type { Store } from './database.ts';

/** Looking again within this time continues the same visit. */
const pauseMs = 30 * 60_000;
/** How far a visit must have moved to be worth a write. */
const stepMs = 60_000;

/**
 * Notes that a viewer is looking, and returns when the visit before this one ended: changes seen since then
 * are new to them. Null on the first visit.
 */
export async function visit(
  store: Store,
  organization: string,
  member: string,
  now: number,
): Promise<number | null> {
  const known = await store
    .selectFrom('viewer_visits')
    .select(['last_at', 'previous_at'])
    .where('organization', '=', organization)
    .where('member', '=', member)
    .executeTakeFirst();
  if (known !== undefined && now - known.last_at < stepMs) return known.previous_at;
  const { previous_at: previousAt } = await store
    .insertInto('viewer_visits')
    .values({ organization, member, last_at: now })
    .onConflict((conflict) =>
      conflict.columns(['organization', 'member']).doUpdateSet((eb) => ({
        // Both from the current row, since two instances may get here at once.
        previous_at: eb
          .case()
          .when(eb('viewer_visits.last_at', '<=', now - pauseMs))
          .then(eb.ref('viewer_visits.last_at'))
          .else(eb.ref('viewer_visits.previous_at'))
          .end(),
        last_at: eb
          .case()
          .when(eb('viewer_visits.last_at', '<', now))
          .then(now)
          .else(eb.ref('viewer_visits.last_at'))
          .end(),
      })),
    )
    .returning('previous_at')
    .executeTakeFirstOrThrow();
  return previousAt;
}
