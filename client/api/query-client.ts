import { hashKey, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isCaseOver, isSignedOut } from './api-error.ts';
import { forgetCustomer } from './case.ts';
import { sessionQuery } from './session.ts';
import { openTabs } from './tabs.ts';
import { isFor, leaveTo, onWhose, whoseNow } from './whose.ts';

const longestWaitMs = 2000;
/** Tabs tell each other that somebody has signed in. */
const sessionTabs = openTabs('grantscope-signed-in');
const sessionHash = hashKey(sessionQuery.queryKey);

/** One more try for what may pass by itself within two seconds; everything else is shown at once. */
function mayRetry(failures: number, error: Error): boolean {
  if (failures > 0 || !(error instanceof ApiError) || !error.retryable) return false;
  return error.code !== 'offline' && (error.retryAfterSeconds ?? 0) * 1000 <= longestWaitMs;
}

/**
 * Whoever signs in next, in this tab or in another, must not meet what somebody else has read, nor
 * their page: they begin at the first one. Who signs in again finds everything as it was.
 */
function forgetForOthers(client: QueryClient): void {
  let last: string | null = null;
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryHash !== sessionHash) return;
    const session = client.getQueryData(sessionQuery.queryKey);
    if (session === undefined) return;
    const mark = session.state === 'signed-in' ? session.mark : null;
    if (mark !== null && !isFor(mark)) leaveTo('/');
    if (mark !== null && mark !== last) sessionTabs.tell();
    last = mark;
  });
  onWhose(() => {
    if (whoseNow().state !== 'ours') client.clear();
  });
  sessionTabs.onTold(() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey }));
}

/**
 * The cache of what was read; a 401 anywhere makes the session query ask again, and the word that a
 * case is over takes away what was read under it.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (isSignedOut(error)) {
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey, refetchType: 'all' });
    }
    if (isCaseOver(error)) forgetCustomer(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: mayRetry,
        retryDelay: (_attempt, error) =>
          error instanceof ApiError ? (error.retryAfterSeconds ?? 0.3) * 1000 : 300,
        staleTime: 10_000,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  forgetForOthers(client);
  return client;
}
