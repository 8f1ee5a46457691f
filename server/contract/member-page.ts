import * as z from 'zod/mini';
import { grantedScopeSchema } from './access.ts';
import { connectedAppSchema } from './connected-apps.ts';
import { memberStatusSchema } from './members.ts';
import { missingPartSchema } from './missing.ts';

/** What was seen of a grant by Grantscope; never the date of the consent, which Stytch does not tell. */
const observationSchema = z.object({
  /** Epoch ms. */
  firstSeen: z.int(),
  /** Whether it was there already when Grantscope first looked at the app. */
  isFromStart: z.boolean(),
  scopesThen: z.array(z.string()),
  /** Since when the scopes are known to be as they are; epoch ms. */
  scopesSince: z.int(),
});

/**
 * Answer of `GET /api/members/{member}` and, for the viewer's own grants, of
 * `GET /api/me/connected-apps`: what one member connected, live.
 */
export const memberPageSchema = z.object({
  asOf: z.int(),
  member: z.object({
    id: z.string(),
    /** Empty where names may not be read, or nobody has the id any more. */
    name: z.string(),
    email: z.string(),
    status: memberStatusSchema,
    /** Null where roles may not or could not be read. */
    roles: z.nullable(
      z.array(
        z.object({
          id: z.string(),
          description: z.string(),
          /** Ways by which the member came by it. */
          sources: z.array(z.string()),
          /** Whether it holds only in some sessions, and is therefore not counted as backing. */
          isConditional: z.boolean(),
        }),
      ),
    ),
  }),
  apps: z.array(
    z.object({
      app: connectedAppSchema,
      /** Heaviest class first, then by name. */
      scopes: z.array(grantedScopeSchema),
      /** Null while Grantscope has not recorded the grant. */
      seen: z.nullable(observationSchema),
    }),
  ),
  /** Connected apps of theirs that could not be read. */
  unreadable: z.int(),
  /** Grants that were there once, by Grantscope's record; newest end first. */
  past: z.array(
    z.object({
      app: z.object({ id: z.string(), name: z.string() }),
      scopes: z.array(z.string()),
      firstSeen: z.int(),
      goneSince: z.int(),
    }),
  ),
  /** What could not be read beside the grants. */
  missing: z.array(missingPartSchema),
});
export type MemberPage = z.infer<typeof memberPageSchema>;
