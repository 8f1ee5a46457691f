import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useGraph, type Graph } from './graph.ts';

/** What a view shows of the organization's graph, and how it stands with reading it. */
export interface GraphView<T> {
  graph: Graph;
  /** The newest that could be read; undefined before the first. */
  data: T | undefined;
  /** Why there is nothing newer. */
  error: Error | null;
  refreshing: boolean;
  /** Reads again, the whole graph unless only the view itself has failed. */
  retry: () => void;
}

/** The query of a view for one version of the graph; idle while there is none. */
function graphViewQuery<T>(
  name: string,
  version: string | null,
  read: (signal: AbortSignal) => Promise<T>,
) {
  return queryOptions({
    queryKey: [name, version],
    queryFn: version === null ? skipToken : ({ signal }) => read(signal),
    staleTime: 60_000,
  });
}

/**
 * Reads a view on the graph once there is one, and anew for each newer one. What was read last stays
 * until then, and when a later reading fails.
 */
export function useGraphView<T>(
  name: string,
  read: (signal: AbortSignal) => Promise<T>,
): GraphView<T> {
  const client = useQueryClient();
  const graph = useGraph();
  const query = useQuery(graphViewQuery(name, graph.ready?.version ?? null, read));
  const { data: current, error, isFetching, refetch } = query;
  const isReading = graph.state?.state === 'reading';
  return {
    graph,
    // From the cache, which forgets all when another viewer signs in.
    data: current ?? lastOf<T>(client.getQueriesData<T>({ queryKey: [name] })),
    error: graph.error ?? error,
    refreshing: isReading || isFetching,
    retry: () => {
      if (error === null || graph.error !== null) graph.refresh();
      else void refetch();
    },
  };
}

/** The entry that was made last and has been read. */
function lastOf<T>(entries: readonly (readonly [unknown, T | undefined])[]): T | undefined {
  return entries.findLast(([, data]) => data !== undefined)?.[1];
}
