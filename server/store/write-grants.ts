import { sql, type Updateable } from 'kysely';
import type { Differences } from './compare-grants.ts';
import type { Store } from './database.ts';
import { givenRows, inBatches } from './given-rows.ts';
import { grantEvents, type GrantEvent, type Schema } from './schema.ts';

/** A constant as a selected column; PostgreSQL needs its type. */
const whole = (value: number) => sql<number>`cast(${value} as bigint)`;

/** Writes each difference with the scopes before, which must still be stored unchanged. */
export async function writeGrantChanges(
  store: Store,
  appKey: number,
  changeKey: number,
  differences: Differences,
): Promise<void> {
  for (const event of grantEvents) {
    await inBatches(differences[event], (rows) => {
      const kind = sql<GrantEvent>`${sql.lit(event)}`;
      const after = sql<number | null>`${event === 'gone' ? sql`null` : sql.ref('given.number')}`;
      return store
        .insertInto('grant_changes')
        .columns(['change_key', 'member', 'kind', 'scopes_before', 'scopes_after'])
        .expression((eb) =>
          eb
            .selectFrom(givenRows(rows))
            .leftJoin('observed_grants', (join) =>
              join
                .onRef('observed_grants.member', '=', 'given.text')
                .on('observed_grants.app_key', '=', appKey),
            )
            .select([
              whole(changeKey).as('change_key'),
              'given.text',
              kind.as('kind'),
              'observed_grants.scopes',
              after.as('scopes_after'),
            ]),
        )
        .execute();
    });
  }
}

/** How an event updates the row of an existing grant. */
type Update = Updateable<Schema['observed_grants']>;

/**
 * Adds the grants; existing ones get the given scopes and the rest of the update. Not `update … from`: SQLite
 * would go through all grants of the app, and through the given rows for each of them.
 */
async function putGrants(
  store: Store,
  appKey: number,
  asOf: number,
  rows: Differences['granted'],
  update: Update,
): Promise<void> {
  await inBatches(rows, (batch) =>
    store
      .insertInto('observed_grants')
      .columns(['app_key', 'member', 'scopes', 'first_scopes', 'first_seen', 'scopes_since'])
      .expression((eb) =>
        eb
          .selectFrom(givenRows(batch))
          .select([
            whole(appKey).as('app_key'),
            'given.text',
            'given.number',
            sql.ref<number>('given.number').as('first_scopes'),
            whole(asOf).as('first_seen'),
            whole(asOf).as('scopes_since'),
          ])
          // Without it SQLite parses `on` as a join's condition.
          .where(sql<boolean>`true`),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['app_key', 'member'])
          .doUpdateSet((eb) => ({ ...update, scopes: eb.ref('excluded.scopes') })),
      )
      .execute(),
  );
}

/** Updates an app's stored grants with the differences found at that time. */
export async function writeGrants(
  store: Store,
  appKey: number,
  { asOf, readAt }: { asOf: number; readAt: number | null },
  differences: Differences,
): Promise<void> {
  const { gone, ...there } = differences;
  await putGrants(store, appKey, asOf, gone, { gone_since: asOf, last_there: readAt });
  const update = { scopes_since: asOf, gone_since: null, last_there: null };
  await putGrants(store, appKey, asOf, Object.values(there).flat(), update);
}
