import { queryOptions } from '@tanstack/react-query';
import { graphRoutes } from '#contract/graph-routes.ts';
import { request } from '../../../api/request.ts';

/** What one member connected, live. */
export function memberQuery(member: string) {
  return queryOptions({
    queryKey: ['member', member],
    queryFn: ({ signal }) => request(graphRoutes.member, { params: { member }, signal }),
  });
}

/** What the viewer connected, live. */
export const myAppsQuery = queryOptions({
  queryKey: ['my-connected-apps'],
  queryFn: ({ signal }) => request(graphRoutes.myConnectedApps, { signal }),
});
