import * as z from 'zod/mini';
import { missingPartSchema } from './missing.ts';
import { scopeClassSchema } from './scopes.ts';

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

export const connectedAppSchema = z.object({
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

/** An app in the list, with what Grantscope has seen of it itself. */
const listedAppSchema = z.extend(connectedAppSchema, {
  /** Epoch ms at which Grantscope first saw the app; null while it has not recorded it. */
  firstSeen: z.nullable(z.int()),
  /** Whether that was after the viewer's last visit, and not at the very first look. */
  isNew: z.boolean(),
});
export type ListedApp = z.infer<typeof listedAppSchema>;

/** Answer of `GET /api/connected-apps`. */
export const connectedAppListSchema = z.object({
  /** Epoch ms at which Stytch gave this answer. */
  asOf: z.int(),
  /** Members of the organization, deleted ones left out; null where Stytch does not say. */
  memberCount: z.nullable(z.int()),
  missing: z.array(missingPartSchema),
  apps: z.array(listedAppSchema),
  /** Apps of the list that could not be read. */
  unreadable: z.int(),
  /** Apps that are probably one, registered more than once: their ids, and what is the same. */
  alike: z.array(z.object({ reason: z.enum(['name', 'logo']), apps: z.array(z.string()) })),
  /** Ids of apps whose names are taken for each other though they are written otherwise. */
  lookAlikes: z.array(z.array(z.string())),
});
export type ConnectedAppList = z.infer<typeof connectedAppListSchema>;

/** Answer of `GET /api/connected-apps/{app}/reach`: how far one app reaches, without naming anyone. */
export const reachSchema = z.object({
  asOf: z.int(),
  /** Everyone who connected the app. */
  people: z.int(),
  /** Heaviest class first, then most widely granted. */
  scopes: z.array(z.object({ name: z.string(), class: scopeClassSchema, people: z.int() })),
});
export type Reach = z.infer<typeof reachSchema>;
