import * as z from 'zod/mini';
import { describedScopeSchema } from './scopes.ts';

/** What a member's roles make of a granted scope. This is also the sort order of access. */
export const accessStates = ['dormant', 'partly', 'backed', 'unchecked', 'unknown'] as const;
const accessStateSchema = z.enum(accessStates);
export type AccessState = z.infer<typeof accessStateSchema>;

/** A permission that a scope names, with every role of the organization's policy that backs it. */
export const permissionSchema = z.object({
  resourceId: z.string(),
  action: z.string(),
  backedBy: z.array(z.string()),
});
export type ScopePermission = z.infer<typeof permissionSchema>;

/** Why roles do not decide about a scope. */
export const uncheckedReasonSchema = z.enum([
  'openid-connect',
  'stytch',
  'not-in-policy',
  'no-permissions',
]);
export type UncheckedReason = z.infer<typeof uncheckedReasonSchema>;

/**
 * Effective access: what a granted scope permits given the member's own roles, never more than they do.
 * `backed`: the roles permit everything the scope names; `partly`: some of it; `dormant`: nothing;
 * `unchecked`: roles do not decide; `unknown`: the roles or the policy could not be read.
 */
export const grantedScopeSchema = z.extend(describedScopeSchema, {
  access: z.object({
    state: accessStateSchema,
    /** What the scope names; empty unless roles decide. */
    permissions: z.array(permissionSchema),
    reason: z.nullable(uncheckedReasonSchema),
  }),
});
export type GrantedScope = z.infer<typeof grantedScopeSchema>;
