import { queryOptions, skipToken, type QueryClient } from '@tanstack/react-query';
import { supportRoutes } from '#contract/support-routes.ts';
import type { CaseState } from '#contract/support.ts';
import { thisConsole } from './console.ts';
import { parse, send } from './request.ts';

/** How it stands with one's case of the customer whose console this is. */
export interface CaseNow extends CaseState {
  /** How far the server's clock, by which the case ends, is ahead of this one, ms. */
  aheadMs: number;
}

/** To the second, as the server's answers tell the time. */
function aheadBy(date: string | null): number {
  const told = Date.parse(date ?? '');
  return Number.isNaN(told) ? 0 : told - Date.now();
}

async function readCase(organization: string, signal: AbortSignal): Promise<CaseNow> {
  const route = supportRoutes.caseState;
  const response = await send(route, { params: { organization }, signal }, null);
  const state = await parse(route, response, signal);
  return { ...state, aheadMs: aheadBy(response.headers.get('Date')) };
}

const { organizationId } = thisConsole;

/** One's case of the customer whose console this is; never read in one's own console. */
export const caseQuery = queryOptions({
  queryKey: ['case'],
  queryFn: organizationId === null ? skipToken : ({ signal }) => readCase(organizationId, signal),
  // One place watches it for all.
  staleTime: Infinity,
  gcTime: Infinity,
  refetchOnWindowFocus: false,
});

/** Milliseconds until a case has no time left; 0 for one that does not go on. */
export function timeLeft({ case: opened, isLive, aheadMs }: CaseNow, now = Date.now()): number {
  if (opened === null || !isLive) return 0;
  return Math.max(0, opened.expiresAt - now - aheadMs);
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
