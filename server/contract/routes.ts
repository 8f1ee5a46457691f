import * as z from 'zod/mini';
import { connectedAppListSchema, reachSchema } from './connected-apps.ts';
import { grantTableSchema } from './grant-table.ts';
import { changesRequestSchema, changesSchema } from './changes.ts';
import { graphProgressSchema, graphRequestSchema } from './graph.ts';
import { memberPageSchema } from './member-page.ts';
import { memberTableSchema } from './member-table.ts';
import { memberDirectorySchema, memberLookupRequestSchema } from './members.ts';
import { overviewSchema } from './overview.ts';
import { scopeListSchema, scopeTableSchema } from './scope-views.ts';
import {
  sessionSchema,
  signInCodeSchema,
  signInEmailSchema,
  signInOrganizationSchema,
  type Permissions,
} from './session.ts';

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
const noBody = z.null();

/** Bytes of an image whose type was sniffed by the server; null answers 404. */
const image = z.nullable(
  z.object({
    contentType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
    bytes: z.instanceof(Uint8Array),
  }),
);

const anyone = { who: 'anyone' } as const;
const signingIn = { who: 'signing-in' } as const;
const reader = { who: 'member', needs: ['readConnectedApps'] } as const;

/** The whole surface of the server, one line a route. */
export const routes = {
  session: {
    method: 'GET',
    path: '/api/session',
    policy: anyone,
    request: noBody,
    response: sessionSchema,
  },
  signInEmail: {
    method: 'POST',
    path: '/api/sign-in/email',
    policy: anyone,
    request: signInEmailSchema,
    response: sessionSchema,
  },
  signInCode: {
    method: 'POST',
    path: '/api/sign-in/code',
    policy: signingIn,
    request: signInCodeSchema,
    response: sessionSchema,
  },
  signInOrganization: {
    method: 'POST',
    path: '/api/sign-in/organization',
    policy: signingIn,
    request: signInOrganizationSchema,
    response: sessionSchema,
  },
  signOut: {
    method: 'POST',
    path: '/api/sign-out',
    policy: anyone,
    request: noBody,
    response: sessionSchema,
  },
  connectedApps: {
    method: 'GET',
    path: '/api/connected-apps',
    policy: reader,
    request: noBody,
    response: connectedAppListSchema,
  },
  connectedApp: {
    method: 'GET',
    path: '/api/connected-apps/:app',
    policy: reader,
    request: noBody,
    response: grantTableSchema,
  },
  connectedAppReach: {
    method: 'GET',
    path: '/api/connected-apps/:app/reach',
    policy: reader,
    request: noBody,
    response: reachSchema,
  },
  connectedAppLogo: {
    method: 'GET',
    path: '/api/connected-apps/:app/logo',
    policy: reader,
    request: noBody,
    response: image,
  },
  myConnectedApps: {
    method: 'GET',
    path: '/api/me/connected-apps',
    policy: { who: 'member', needs: [] },
    request: noBody,
    response: memberPageSchema,
  },
  grants: {
    method: 'POST',
    path: '/api/grants',
    policy: reader,
    request: graphRequestSchema,
    response: graphProgressSchema,
  },
  overview: {
    method: 'GET',
    path: '/api/overview',
    policy: reader,
    request: noBody,
    response: overviewSchema,
  },
  members: {
    method: 'GET',
    path: '/api/members',
    policy: reader,
    request: noBody,
    response: memberTableSchema,
  },
  member: {
    method: 'GET',
    path: '/api/members/:member',
    policy: reader,
    request: noBody,
    response: memberPageSchema,
  },
  scopes: {
    method: 'GET',
    path: '/api/scopes',
    policy: reader,
    request: noBody,
    response: scopeListSchema,
  },
  scope: {
    method: 'GET',
    path: '/api/scopes/:scope',
    policy: reader,
    request: noBody,
    response: scopeTableSchema,
  },
  changes: {
    method: 'POST',
    path: '/api/changes',
    policy: reader,
    request: changesRequestSchema,
    response: changesSchema,
  },
  memberLookup: {
    method: 'POST',
    path: '/api/members/lookup',
    policy: { who: 'member', needs: ['readConnectedApps', 'readMembers'] },
    request: memberLookupRequestSchema,
    response: memberDirectorySchema,
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
