import { queryOptions } from '@tanstack/react-query';
import { graphRoutes } from '#contract/graph-routes.ts';
import { request } from '../../../api/request.ts';

/** What the viewer connected, live. */
export const myAppsQuery = queryOptions({
  queryKey: ['my-connected-apps'],
  queryFn: ({ signal }) => request(graphRoutes.myConnectedApps, { signal }),
});
