import { activityRoutes } from './activity-routes.ts';
import { appRoutes } from './app-routes.ts';
import { graphRoutes } from './graph-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { supportRoutes } from './support-routes.ts';

/**
 * The whole surface of the server. It is in parts because a browser that signs in, or shows one app,
 * should not load what describes the others.
 */
export const routes = {
  ...sessionRoutes,
  ...appRoutes,
  ...graphRoutes,
  ...activityRoutes,
  ...supportRoutes,
} as const;

export type RouteName = keyof typeof routes;
