import * as z from 'zod/mini';
import { scopeClassSchema, scopeSchema } from './scopes.ts';

/** https://stytch.com/docs/b2b/guides/connected-apps/client-types; `unknown` keeps what we cannot name. */
export const clientTypeSchema = z.enum([
  'first_party',
  'first_party_public',
  'third_party',
  'third_party_public',
  'unknown',
]);
export type ClientType = z.infer<typeof clientTypeSchema>;

/** Whether the organization's policy lets members connect the app; null when it could not be read. */
const policyStateSchema = z.nullable(z.enum(['allowed', 'restricted']));
export type PolicyState = z.infer<typeof policyStateSchema>;

const connectedAppSchema = z.object({
  id: z.string(),
  /** May be empty or equal to another app's: only the id tells apps apart. */
  name: z.string(),
  description: z.string(),
  clientType: clientTypeSchema,
  /** Stytch's own word for the client type, to show when `clientType` is `unknown`. */
  clientTypeRaw: z.string(),
  /** Whether `/api/connected-apps/{id}/logo` is worth asking for. */
  hasLogo: z.boolean(),
  policy: policyStateSchema,
});
export type ConnectedApp = z.infer<typeof connectedAppSchema>;

/** Answer of `GET /api/connected-apps`. */
export const connectedAppListSchema = z.object({
  /** Epoch ms at which Stytch gave this answer. */
  asOf: z.int(),
  /** Members of the organization, deleted ones left out; null where Stytch does not say. */
  memberCount: z.nullable(z.int()),
  apps: z.array(connectedAppSchema),
});
export type ConnectedAppList = z.infer<typeof connectedAppListSchema>;

/** Answer of `GET /api/connected-apps/{app}/reach`: how far one app reaches, without its members. */
export const reachSchema = z.object({
  asOf: z.int(),
  members: z.int(),
  /** Heaviest class first, then most widely granted. */
  scopes: z.array(z.object({ name: z.string(), class: scopeClassSchema, members: z.int() })),
});
export type Reach = z.infer<typeof reachSchema>;

/** A list whose items are checked by a plain loop: of 100,000 items a schema for each is slow. */
function listOf<T>(isItem: (item: unknown) => item is T) {
  return z.custom<T[]>((list) => Array.isArray(list) && list.every(isItem));
}

function isText(item: unknown): item is string {
  return typeof item === 'string';
}

function isCount(item: unknown): item is number {
  return Number.isSafeInteger(item);
}

/**
 * Answer of `GET /api/connected-apps/{app}`: the app and its members × granted scopes, in columns.
 * Member `i` is `members.ids[i]` and holds the scopes `scopeSets[members.sets[i]]`, each an index
 * into `scopes`. 100,000 members share few distinct scope sets, so this is one short parse. When it
 * was true is in the header `As-Of`, epoch ms, so that an unchanged answer is a 304.
 */
export const grantTableSchema = z.object({
  app: connectedAppSchema,
  memberCount: z.nullable(z.int()),
  /** Heaviest class first, then by name: an index is also a rank. */
  scopes: z.array(scopeSchema),
  scopeSets: z.array(z.array(z.int())),
  members: z.object({ ids: listOf(isText), sets: listOf(isCount) }),
  /** What could not be read beside the grants; empty when the answer is whole. */
  missing: z.array(z.enum(['scope-descriptions', 'policy', 'member-count'])),
});
export type GrantTable = z.infer<typeof grantTableSchema>;
