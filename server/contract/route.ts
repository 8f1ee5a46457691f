import * as z from 'zod/mini';
import type { Permissions } from './session.ts';

/**
 * Who may call a route: anyone, somebody in the middle of signing in, a signed-in member, or a
 * member with the named permissions. There is no other way in.
 */
type RoutePolicy =
  | { who: 'anyone' }
  | { who: 'signing-in' }
  | { who: 'member'; needs: readonly (keyof Permissions)[] };

/** One route: everything that both sides need to know of it. */
export interface Route {
  method: 'GET' | 'POST';
  /** Express path; `:name` is a parameter. */
  path: string;
  policy: RoutePolicy;
  request: z.ZodMiniType;
  response: z.ZodMiniType;
}

/** A route without a body is given null. */
export const noBody = z.null();

/** Policies of routes. */
export const anyone = { who: 'anyone' } as const;
export const signingIn = { who: 'signing-in' } as const;
export const reader = { who: 'member', needs: ['readConnectedApps'] } as const;
