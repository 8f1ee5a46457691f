import { queryOptions } from '@tanstack/react-query';
import { graphRoutes } from '#contract/graph-routes.ts';
import { request } from './request.ts';

/** What one member connected, live. */
export function memberQuery(member: string) {
  return queryOptions({
    queryKey: ['member', member],
    queryFn: ({ signal }) => request(graphRoutes.member, { params: { member }, signal }),
  });
}
