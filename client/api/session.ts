import { queryOptions, useQuery } from '@tanstack/react-query';
import { sessionRoutes } from '#contract/session-routes.ts';
import type { SignedIn } from '#contract/session.ts';
import { request } from './request.ts';

/** Who is here and where they stand in signing in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request(sessionRoutes.session, { signal }),
  staleTime: 60_000,
});

/** The signed-in member. Throws outside of the shell, which lets nobody else in. */
export function useViewer(): SignedIn {
  const { data } = useQuery(sessionQuery);
  if (data?.state !== 'signed-in') throw new Error('used without a signed-in member');
  return data;
}
