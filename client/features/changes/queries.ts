import { infiniteQueryOptions, keepPreviousData, skipToken } from '@tanstack/react-query';
import type { Changes } from '#contract/changes.ts';
import { graphRoutes } from '#contract/graph-routes.ts';
import { request } from '../../api/request.ts';
import type { ChangesState } from './changes-state.ts';
import type { Period } from '../../table/period.ts';

/** Key over every list of changes. */
export const changesKey = ['changes'] as const;

/** Where the first page begins; a function, since a constant would be of no other type than null. */
function beforeFirst(): Changes['next'] {
  return null;
}

/** What changed in a period, page by page; idle while the period is not known. */
export function changesQuery(
  period: Period | null,
  { kinds, app, member }: Pick<ChangesState, 'kinds' | 'app' | 'member'>,
) {
  const between = period === null ? null : { from: period.from, to: period.to };
  return infiniteQueryOptions({
    queryKey: [...changesKey, between, kinds, app, member],
    queryFn:
      between === null
        ? skipToken
        : ({ pageParam, signal }) =>
            request(graphRoutes.changes, {
              body: { ...between, kinds, app, member, after: pageParam },
              signal,
            }),
    initialPageParam: beforeFirst(),
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}
