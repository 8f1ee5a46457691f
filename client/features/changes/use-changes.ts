import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useOverview } from '../../api/overview.ts';
import type { ChangesState } from './changes-state.ts';
import { periodOf } from './period.ts';
import { changesKey, changesQuery } from './queries.ts';

/** The server writes down what it has read a moment after it has told that it has. */
const writingMs = 2500;

/** Reads the changes that are shown again when the graph has been read again. */
function useFreshChanges(version: string | null): void {
  const client = useQueryClient();
  const [first] = useState(version);
  useEffect(() => {
    if (version === null || version === first) return undefined;
    const readAgain = () => void client.invalidateQueries({ queryKey: changesKey });
    readAgain();
    const timer = setTimeout(readAgain, writingMs);
    return () => clearTimeout(timer);
  }, [client, version, first]);
}

/** The changes that the address asks for, and what is needed to tell of them. */
export function useChanges(state: ChangesState) {
  const overview = useOverview();
  const { ready } = overview.graph;
  const [openedAt] = useState(() => Date.now());
  // Moves on with each reading, so that a page left open overnight finds the new day.
  const now = Math.max(openedAt, ready?.asOf ?? 0);
  const since = overview.data?.news?.since ?? null;
  const period = periodOf(state.period, now, since);
  useFreshChanges(ready?.version ?? null);
  const query = useInfiniteQuery(changesQuery(period, state));
  return { overview, now, since, period, query };
}
