import * as z from 'zod/mini';
import { missingPartSchema } from './missing.ts';
import { scopeClassSchema } from './scopes.ts';

/** https://stytch.com/docs/b2b/guides/connected-apps/client-types; `unknown` is any type we do not know. */
export const clientTypeSchema = z.enum([
  'first_party',
  'first_party_public',
  'third_party',
  'third_party_public',
  'unknown',
]);
export type ClientType = z.infer<typeof clientTypeSchema>;

/** Whether the organization's policy lets members connect the app; null if it could not be read. */
const policyStateSchema = z.nullable(z.enum(['allowed', 'restricted']));
export type PolicyState = z.infer<typeof policyStateSchema>;

export const connectedAppSchema = z.object({
  id: z.string(),
  /** May be empty or equal to another app's name: only the id is unique. */
  name: z.string(),
  description: z.string(),
  clientType: clientTypeSchema,
  /** Stytch's own client type, shown when `clientType` is `unknown`. */
  clientTypeRaw: z.string(),
  /** Whether the client should request `/api/connected-apps/{id}/logo`. */
  hasLogo: z.boolean(),
  policy: policyStateSchema,
});
export type ConnectedApp = z.infer<typeof connectedAppSchema>;

/** An app in the list, with what Grantscope has observed. */
const listedAppSchema = z.extend(connectedAppSchema, {
  /** Epoch ms at which Grantscope first saw the app; null until it has recorded it. */
  firstSeen: z.nullable(z.int()),
  /**
   * Whether `firstSeen` is after the viewer's last visit and after Grantscope's first read of the
   * organization.
   */
  isNew: z.boolean(),
});
export type ListedApp = z.infer<typeof listedAppSchema>;

/** Response of `GET /api/connected-apps`. */
export const connectedAppListSchema = z.object({
  /** Epoch ms of Stytch's response. */
  asOf: z.int(),
  /** Members of the organization, without deleted ones; null if Stytch gives no total. */
  memberCount: z.nullable(z.int()),
  missing: z.array(missingPartSchema),
  apps: z.array(listedAppSchema),
  /** Number of apps in the list that could not be read. */
  unreadable: z.int(),
  /** Ids of apps that are probably one app registered more than once, and what they have in common. */
  alike: z.array(z.object({ reason: z.enum(['name', 'logo']), apps: z.array(z.string()) })),
  /** Ids of apps whose names look alike but are spelled differently. */
  lookAlikes: z.array(z.array(z.string())),
});
export type ConnectedAppList = z.infer<typeof connectedAppListSchema>;

/** Response of `GET /api/connected-apps/{app}/reach`: how far one app reaches, without names of people. */
export const reachSchema = z.object({
  asOf: z.int(),
  /** Everyone who connected the app. */
  people: z.int(),
  /** Highest-risk class first, then most widely granted. */
  scopes: z.array(z.object({ name: z.string(), class: scopeClassSchema, people: z.int() })),
});
export type Reach = z.infer<typeof reachSchema>;
