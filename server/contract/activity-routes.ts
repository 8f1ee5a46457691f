import { activityRequestSchema, activitySchema } from './audit.ts';
import { supportVisitsSchema } from './support-case.ts';
import { noBody, reader, type Route } from './route.ts';

export const activityRoutes = {
  activity: {
    method: 'POST',
    path: '/api/activity',
    policy: reader,
    audit: { event: 'activity-viewed', about: ['app', 'member'] },
    forSupport: true,
    request: activityRequestSchema,
    response: activitySchema,
  },
  supportVisits: {
    method: 'GET',
    path: '/api/support-visits',
    policy: reader,
    audit: { unrecorded: 'who of support was here' },
    forSupport: true,
    request: noBody,
    response: supportVisitsSchema,
  },
} as const satisfies Record<string, Route>;
