import { queryOptions } from '@tanstack/react-query';
import { routes } from '#contract/routes.ts';
import { request } from './request.ts';

/** The organization's connected apps. */
export const connectedAppsQuery = queryOptions({
  queryKey: ['connected-apps'],
  queryFn: ({ signal }) => request(routes.connectedApps, { signal }),
});
