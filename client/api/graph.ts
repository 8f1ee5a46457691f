import {
  QueryObserver,
  queryOptions,
  skipToken,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { nothingYet, type GraphProgress, type ReadyGraph } from '#contract/graph.ts';
import { graphRoutes } from '#contract/graph-routes.ts';
import { ApiError } from './api-error.ts';
import { serverTime } from './clock.ts';
import { requestLines } from './request-lines.ts';

/** How far the server has come with reading the organization's grants. */
export interface Graph {
  /** Null until reading has begun in this tab. */
  state: GraphProgress | null;
  /** The last one that was read whole, by the server at least; null before the first. */
  ready: ReadyGraph | null;
  /** Why the last reading failed. */
  error: ApiError | null;
  /** Reads everything again. */
  refresh: () => void;
}

/** In the cache, so that it is forgotten together with all else that one viewer has read. */
const progressOptions = queryOptions<GraphProgress>({
  queryKey: ['graph-progress'],
  queryFn: skipToken,
});

async function readGraph(
  client: QueryClient,
  newerThan: number | null,
  signal: AbortSignal,
): Promise<ReadyGraph> {
  const tell = (progress: GraphProgress) => client.setQueryData(progressOptions.queryKey, progress);
  tell({ state: 'reading', ...nothingYet() });
  for await (const progress of requestLines(graphRoutes.grants, { body: { newerThan }, signal })) {
    tell(progress);
    if (progress.state === 'reading' && progress.old !== undefined) {
      const { old } = progress;
      // An equal one changes nothing for those who watch.
      client.setQueryData<ReadyGraph>(['graph'], (last) =>
        last !== undefined && last.asOf >= old.asOf ? last : old,
      );
    }
    if (progress.state === 'failed') throw new ApiError(progress.problem);
    if (progress.state === 'ready') return { version: progress.version, asOf: progress.asOf };
  }
  throw new ApiError('unreachable');
}

const graphQuery = (newerThan: number | null) =>
  queryOptions({
    queryKey: ['graph'],
    queryFn: ({ client, signal }) => readGraph(client, newerThan, signal),
    staleTime: 60_000,
  });

const usualGraph = graphQuery(null);
const lingerMs = 5000;

/**
 * A view that is left goes on waiting for a moment, so that the next one finds what is being read
 * instead of having it begun anew. Goes before the query's own leaving, which would abort it.
 */
function useLingering(client: QueryClient): void {
  useEffect(
    () => () => {
      const stay = new QueryObserver(client, { ...usualGraph, enabled: false });
      setTimeout(
        stay.subscribe(() => {}),
        lingerMs,
      );
    },
    [client],
  );
}

/** Reads the whole graph anew. */
function readGraphAgain(client: QueryClient): void {
  // Another try would be the observers' own, content with an older graph, and hide the failure.
  const again = { ...graphQuery(serverTime()), staleTime: 0, retry: false };
  // That it fails the query says, whose error everybody sees.
  void client.fetchQuery(again).catch(() => undefined);
}

/** Reads again what the open pages show, the whole graph if one of them is a view on it. */
export function readAllAgain(client: QueryClient): void {
  const isGraphShown = client.getQueryCache().find({ queryKey: usualGraph.queryKey })?.isActive();
  if (isGraphShown === true) readGraphAgain(client);
  const others = new Set<unknown>(['session', ...usualGraph.queryKey, ...progressOptions.queryKey]);
  void client.invalidateQueries({ predicate: ({ queryKey }) => !others.has(queryKey[0]) });
}

/**
 * The organization's graph of grants, which the server reads when a view on it opens and then keeps
 * for a while. Views read what they show when there is a `ready` one, by its version.
 */
export function useGraph(): Graph {
  const client = useQueryClient();
  useLingering(client);
  const { data, error } = useQuery(usualGraph);
  const { data: state } = useQuery(progressOptions);
  const refresh = useCallback(() => readGraphAgain(client), [client]);
  return {
    state: state ?? null,
    ready: data ?? null,
    error: error instanceof ApiError ? error : null,
    refresh,
  };
}
