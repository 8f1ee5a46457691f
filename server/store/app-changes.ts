import type { Insertable } from 'kysely';
import type { Store } from './database.ts';
import type { GrantEvent, Schema } from './schema.ts';

type AppChange = Insertable<Schema['app_changes']>;
type Count = Exclude<
  keyof AppChange,
  'key' | 'organization' | 'app_key' | 'at' | 'kind' | 'members'
>;

/** The counter that each grant event increases. */
export const countOf = {
  granted: 'granted',
  gone: 'gone',
  'granted-again': 'granted_again',
  'scopes-grown': 'scopes_grown',
  'scopes-shrunk': 'scopes_shrunk',
  'scopes-replaced': 'scopes_replaced',
} as const satisfies Record<GrantEvent, Count>;

const none: Record<Count, number> = {
  granted: 0,
  gone: 0,
  granted_again: 0,
  scopes_grown: 0,
  scopes_shrunk: 0,
  scopes_replaced: 0,
};

/** Records a change of an app; returns its key. */
export async function addAppChange(
  store: Store,
  change: Omit<AppChange, Count> & Partial<Record<Count, number>>,
): Promise<number> {
  const { key } = await store
    .insertInto('app_changes')
    .values({ ...none, ...change })
    .returning('key')
    .executeTakeFirstOrThrow();
  return key;
}
