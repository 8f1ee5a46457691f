import { queryOptions } from '@tanstack/react-query';
import pLimit from 'p-limit';
import { appRoutes } from '#contract/app-routes.ts';
import { request } from '../../api/request.ts';

const readsAtOnce = pLimit(4);

/** Queries of what the list of apps says of each. */
export const appQueries = {
  /** Key over the reach of every app. */
  reaches: ['connected-app-reach'] as const,
  /** How far one app reaches; a few at a time, in the order in which rows ask. */
  reach: (app: string) =>
    queryOptions({
      queryKey: [...appQueries.reaches, app],
      queryFn: ({ signal }) =>
        readsAtOnce(() => request(appRoutes.connectedAppReach, { params: { app }, signal })),
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    }),
};
