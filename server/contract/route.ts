import * as z from 'zod/mini';
import type { RouteAudit } from './audit.ts';
import type { Permissions } from './session.ts';

interface RouteBase {
  method: 'GET' | 'POST';
  /** Express path; `:name` is a parameter. */
  path: string;
  request: z.ZodMiniType;
  response: z.ZodMiniType;
}

/** A route for anyone, including people who are signing in. */
export interface VisitorRoute extends RouteBase {
  policy: { who: 'anyone' | 'signing-in' };
}

/** Permissions that a route can require of a member's roles. */
export type NeededPermission = Exclude<keyof Permissions, 'inspectCustomers'>;

/** A route for a signed-in member with the named permissions, about their own organization: the session's. */
export interface MemberRoute extends RouteBase {
  policy: { who: 'member'; needs: readonly NeededPermission[] };
  audit: RouteAudit;
  /**
   * Whether the vendor's support may read the same for a customer at `underCase(path)` while it has a case
   * there. Never for a route that changes anything.
   */
  forSupport: boolean;
}

/** A route for the vendor's support at its desk; it shows no customer's members or grants. */
export interface DeskRoute extends RouteBase {
  policy: { who: 'support' };
  audit: RouteAudit;
}

/** A route for the vendor's support with a case for the organization in the path. */
export interface CaseRoute extends RouteBase {
  policy: { who: 'support-with-case' };
  audit: RouteAudit;
}

/** One route: everything that both sides need to know about it. Every request goes through one. */
export type Route = VisitorRoute | MemberRoute | DeskRoute | CaseRoute;

/** The path where support reads what members of an organization read at `path`. */
export function underCase(path: string): string {
  return path.replace('/api/', '/api/support/organizations/:organization/');
}

/** Given to handlers of routes without a body. */
export const noBody = z.null();

/** Policies of routes. */
export const anyone = { who: 'anyone' } as const;
export const signingIn = { who: 'signing-in' } as const;
export const support = { who: 'support' } as const;
export const supportWithCase = { who: 'support-with-case' } as const;
export const reader = { who: 'member', needs: ['readConnectedApps'] } as const;
