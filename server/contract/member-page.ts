import * as z from 'zod/mini';
import { grantedScopeSchema } from './access.ts';
import { connectedAppSchema } from './connected-apps.ts';
import { memberStatusSchema } from './members.ts';
import { missingPartSchema } from './missing.ts';

/** What Grantscope observed of a grant; never the date of the consent, which Stytch does not give. */
const observationSchema = z.object({
  /** Epoch ms. */
  firstSeen: z.int(),
  /** Whether the grant existed when Grantscope first read the app. */
  isFromStart: z.boolean(),
  scopesThen: z.array(z.string()),
  /** Epoch ms since when the scopes are known to be unchanged. */
  scopesSince: z.int(),
});

/**
 * Response of `GET /api/members/{member}` and, for the viewer's own grants, of `GET /api/me/connected-apps`:
 * the apps that one member connected, read live.
 */
export const memberPageSchema = z.object({
  asOf: z.int(),
  member: z.object({
    id: z.string(),
    /** Empty if names may not be read, or no member has the id any more. */
    name: z.string(),
    email: z.string(),
    status: memberStatusSchema,
    /** Null if roles could not be read or the viewer may not see them. */
    roles: z.nullable(
      z.array(
        z.object({
          id: z.string(),
          description: z.string(),
          /** How the member got the role. */
          sources: z.array(z.string()),
          /** Whether the role holds only in some sessions and so does not count as backing. */
          isConditional: z.boolean(),
        }),
      ),
    ),
  }),
  apps: z.array(
    z.object({
      app: connectedAppSchema,
      /** Highest-risk class first, then by name. */
      scopes: z.array(grantedScopeSchema),
      /** Null until Grantscope has recorded the grant. */
      seen: z.nullable(observationSchema),
    }),
  ),
  /** Number of the member's connected apps that could not be read. */
  unreadable: z.int(),
  /** Past grants from Grantscope's record; latest end first. */
  past: z.array(
    z.object({
      app: z.object({ id: z.string(), name: z.string() }),
      scopes: z.array(z.string()),
      firstSeen: z.int(),
      goneSince: z.int(),
    }),
  ),
  /** What could not be read besides the grants. */
  missing: z.array(missingPartSchema),
});
export type MemberPage = z.infer<typeof memberPageSchema>;
