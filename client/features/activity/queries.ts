import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { activityRoutes } from '#contract/activity-routes.ts';
import { request } from '../../api/request.ts';
import type { ActivityFilter } from './activity-state.ts';
import type { Cursor } from './newer.ts';

/** Where the first page begins; a function, since a constant would be of no other type than null. */
function beforeFirst(): Cursor {
  return null;
}

/** The events that a filter leaves, newest first, page by page. What is newer `newestQuery` reads. */
export function activityQuery(filter: ActivityFilter) {
  return infiniteQueryOptions({
    queryKey: ['activity', filter],
    queryFn: ({ pageParam, signal }) =>
      request(activityRoutes.activity, { body: { ...filter, after: pageParam }, signal }),
    initialPageParam: beforeFirst(),
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    // The record is only added to: what is shown stays true.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

/** Events may arrive a little after others that are later: two servers, two clocks. */
const overlapMs = 60_000;

/** The newest of them, from shortly before the newest that is shown on. */
export function newestQuery(filter: ActivityFilter) {
  return queryOptions({
    queryKey: ['activity-newest', filter],
    queryFn: ({ client, signal }) => {
      const shown = client.getQueryData(activityQuery(filter).queryKey);
      const top = shown?.pages.find(({ events }) => events.length > 0)?.events[0];
      const since = top === undefined ? filter.from : top.at - overlapMs;
      const from = since === null ? null : Math.max(since, filter.from ?? since);
      return request(activityRoutes.activity, { body: { ...filter, from, after: null }, signal });
    },
    // Nothing that was read for an older list may be taken for news of this one.
    gcTime: 0,
    retry: false,
  });
}
