import { activityRoutes } from './activity-routes.ts';
import { appRoutes } from './app-routes.ts';
import { graphRoutes } from './graph-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { supportRoutes } from './support-routes.ts';

/**
 * Every route of the server. It is split so that a browser that signs in, or shows one app, does not load the
 * descriptions of the others.
 */
export const routes = {
  ...sessionRoutes,
  ...appRoutes,
  ...graphRoutes,
  ...activityRoutes,
  ...supportRoutes,
} as const;

export type RouteName = keyof typeof routes;
