import { activityRequestSchema, activitySchema } from './audit.ts';
import { reader, type Route } from './route.ts';

/** The record of who looked. */
export const activityRoutes = {
  activity: {
    method: 'POST',
    path: '/api/activity',
    policy: reader,
    audit: { event: 'activity-viewed', about: ['app', 'member'] },
    request: activityRequestSchema,
    response: activitySchema,
  },
} as const satisfies Record<string, Route>;
