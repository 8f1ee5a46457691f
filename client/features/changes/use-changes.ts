import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { serverTime } from '../../api/clock.ts';
import { recordedSoonMs, useOverview } from '../../api/overview.ts';
import { useViewer } from '../../api/session.ts';
import type { ChangesState } from './changes-state.ts';
import { periodOf } from '../../table/period.ts';
import { changesKey, changesQuery } from './queries.ts';

/** The changes that the address asks for, and what is needed to tell of them. */
export function useChanges(state: ChangesState) {
  const client = useQueryClient();
  const { support } = useViewer();
  const overview = useOverview();
  const { ready } = overview.graph;
  const version = ready?.version ?? null;
  const [openedAt] = useState(() => serverTime());
  // Moves on with each reading, so that a page left open overnight finds the new day.
  const now = Math.max(openedAt, ready?.asOf ?? 0);
  const since = overview.data?.news?.lastVisitAt ?? null;
  const period = periodOf(state.period, now, since);
  // Of the graph that was there from the start, what is asked for now tells already.
  const [first] = useState(version);
  useEffect(() => {
    if (version === null || version === first) return;
    void client.invalidateQueries({ queryKey: changesKey });
  }, [version, first, client]);
  const query = useInfiniteQuery({
    ...changesQuery(period, state),
    // Whatever support looks at is recorded, each time: it is not asked for again by itself.
    refetchInterval: ({ state: { data } }) =>
      support === null && data?.pages[0]?.pending === true ? recordedSoonMs : false,
  });
  return { overview, now, since, period, query };
}
