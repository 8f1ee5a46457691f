import { queryOptions } from '@tanstack/react-query';
import { graphRoutes } from '#contract/graph-routes.ts';
import { request } from '../../api/request.ts';

/** How it stands between one member and one app, read anew each time. */
export function diagnosisQuery(member: string, app: string) {
  return queryOptions({
    queryKey: ['diagnosis', member, app],
    queryFn: ({ signal }) => request(graphRoutes.diagnosis, { body: { member, app }, signal }),
    // Each is on the record, so that nobody makes one by coming back to the window.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
