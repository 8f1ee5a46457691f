import { queryOptions, skipToken, type QueryClient } from '@tanstack/react-query';
import { supportRoutes } from '#contract/support-routes.ts';
import type { CaseState } from '#contract/support.ts';
import { serverTime } from './clock.ts';
import { thisConsole } from './console.ts';
import { request } from './request.ts';

const { organizationId } = thisConsole;

/** One's case of the customer whose console this is; never read in one's own console. */
export const caseQuery = queryOptions({
  queryKey: ['case'],
  queryFn:
    organizationId === null
      ? skipToken
      : ({ signal }) =>
          request(supportRoutes.caseState, { params: { organization: organizationId }, signal }),
  // One place watches it for all.
  staleTime: Infinity,
  gcTime: Infinity,
  refetchOnWindowFocus: false,
});

/** Milliseconds until a case has no time left, by the server's clock; 0 for one that does not go on. */
export function timeLeft({ case: opened, isLive }: CaseState, now = serverTime()): number {
  if (opened === null || !isLive) return 0;
  return Math.max(0, opened.expiresAt - now);
}

/**
 * Takes away all that was read of the customer, since there is no case any more; then asks the server
 * how the case stands, which knows best.
 */
export function forgetCustomer(client: QueryClient): void {
  // The case goes first: the pages leave before what they show is forgotten under them.
  client.setQueryData(caseQuery.queryKey, (now) =>
    now === undefined ? undefined : { ...now, isLive: false },
  );
  const kept = new Set<unknown>(['session', ...caseQuery.queryKey]);
  client.removeQueries({ predicate: ({ queryKey }) => !kept.has(queryKey[0]) });
  void client.invalidateQueries({ queryKey: caseQuery.queryKey });
}
