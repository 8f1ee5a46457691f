import * as z from 'zod/mini';
import { connectedAppListSchema, reachSchema } from './connected-apps.ts';
import { grantTableSchema } from './grant-table.ts';
import { memberDirectorySchema, memberLookupRequestSchema } from './members.ts';
import { reader, noBody, type Route } from './route.ts';

/** Bytes of an image whose type the server sniffed; null (a 204) when no image is available. */
const image = z.nullable(
  z.object({
    contentType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
    bytes: z.instanceof(Uint8Array),
  }),
);

/** Routes for single apps and for members' names. */
export const appRoutes = {
  connectedApps: {
    method: 'GET',
    path: '/api/connected-apps',
    policy: reader,
    audit: { event: 'apps-listed', about: [] },
    forSupport: true,
    request: noBody,
    response: connectedAppListSchema,
  },
  connectedApp: {
    method: 'GET',
    path: '/api/connected-apps/:app',
    policy: reader,
    audit: { event: 'app-viewed', about: ['app'] },
    forSupport: true,
    request: noBody,
    response: grantTableSchema,
  },
  connectedAppReach: {
    method: 'GET',
    path: '/api/connected-apps/:app/reach',
    policy: reader,
    audit: { unrecorded: 'figures of a listed app' },
    forSupport: true,
    request: noBody,
    response: reachSchema,
  },
  connectedAppLogo: {
    method: 'GET',
    path: '/api/connected-apps/:app/logo',
    policy: reader,
    audit: { unrecorded: 'nothing about members' },
    forSupport: true,
    request: noBody,
    response: image,
  },
  memberLookup: {
    method: 'POST',
    path: '/api/members/lookup',
    policy: { who: 'member', needs: ['readConnectedApps', 'readMembers'] },
    audit: { event: 'names-read', about: [] },
    forSupport: true,
    request: memberLookupRequestSchema,
    response: memberDirectorySchema,
  },
} as const satisfies Record<string, Route>;
