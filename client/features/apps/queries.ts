import { queryOptions } from '@tanstack/react-query';
import pLimit from 'p-limit';
import { routes } from '#contract/routes.ts';
import { request } from '../../api/request.ts';

const readsAtOnce = pLimit(4);

/** Queries of the list of apps. */
export const appQueries = {
  list: () =>
    queryOptions({
      queryKey: ['connected-apps'],
      queryFn: ({ signal }) => request(routes.connectedApps, { signal }),
    }),
  /** How far one app reaches; a few at a time, in the order in which rows ask. */
  reach: (app: string) =>
    queryOptions({
      queryKey: ['connected-app-reach', app],
      queryFn: ({ signal }) =>
        readsAtOnce(() => request(routes.connectedAppReach, { params: { app }, signal })),
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    }),
};
