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

/** A route for anyone, or for somebody in the middle of signing in. */
export interface VisitorRoute extends RouteBase {
  policy: { who: 'anyone' | 'signing-in' };
}

/** A route for a signed-in member, with the named permissions. */
export interface MemberRoute extends RouteBase {
  policy: { who: 'member'; needs: readonly (keyof Permissions)[] };
  audit: RouteAudit;
}

/** One route: everything that both sides need to know of it. There is no other way in. */
export type Route = VisitorRoute | MemberRoute;

/** A route without a body is given null. */
export const noBody = z.null();

/** Policies of routes. */
export const anyone = { who: 'anyone' } as const;
export const signingIn = { who: 'signing-in' } as const;
export const reader = { who: 'member', needs: ['readConnectedApps'] } as const;
