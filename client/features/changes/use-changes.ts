import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOverview } from '../../api/overview.ts';
import { useWritten } from '../../api/written.ts';
import type { ChangesState } from './changes-state.ts';
import { periodOf } from '../../table/period.ts';
import { changesKey, changesQuery } from './queries.ts';

/** The changes that the address asks for, and what is needed to tell of them. */
export function useChanges(state: ChangesState) {
  const client = useQueryClient();
  const overview = useOverview();
  const { ready } = overview.graph;
  const [openedAt] = useState(() => Date.now());
  // Moves on with each reading, so that a page left open overnight finds the new day.
  const now = Math.max(openedAt, ready?.asOf ?? 0);
  const since = overview.data?.news?.since ?? null;
  const period = periodOf(state.period, now, since);
  useWritten(ready?.version ?? null, () => void client.invalidateQueries({ queryKey: changesKey }));
  const query = useInfiniteQuery(changesQuery(period, state));
  return { overview, now, since, period, query };
}
