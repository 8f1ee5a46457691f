import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useAttended } from '../../api/attended.ts';
import { serverTime } from '../../api/clock.ts';
import { useViewer } from '../../api/session.ts';
import { periodOf } from '../../table/period.ts';
import { filterOf, type ActivityFilters } from './activity-state.ts';
import { newerIn, withNewer } from './newer.ts';
import { activityQuery, newestQuery } from './queries.ts';

const pollMs = 5000;
const pollAfterErrorMs = 30_000;
const settledAfterMs = 250;

/** A value after 250 ms without a change, so that not every letter sends a request. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settledAfterMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/**
 * The events that match the filters. Polls for new events every 5 s while the viewer is active and
 * looks at no customer. New events go to the top of the list, unless `isBeingRead` says that this would
 * move rows under the reader; then they wait in `newer` until `show` is called.
 */
export function useActivity(filters: ActivityFilters, isBeingRead: () => boolean) {
  const client = useQueryClient();
  const { support } = useViewer();
  const isAttended = useAttended();
  const [openedAt] = useState(() => serverTime());
  const query = useSettled(filters.query);
  const { period: choice } = filters;
  const period = choice === null ? null : periodOf(choice, openedAt, null);
  const filter = filterOf({ ...filters, query }, period);
  const options = activityQuery(filter);
  const list = useInfiniteQuery(options);
  const isShown = list.data !== undefined && !list.isPlaceholderData;
  const isOver = period !== null && period.to < openedAt;
  const isLive = support === null && isAttended && !isOver;
  const newest = useQuery({
    ...newestQuery(filter),
    // Every read by support is recorded, so support does not poll.
    enabled: isShown && !isOver && support === null,
    refetchInterval: ({ state: { error } }) => {
      if (!isLive) return false;
      if (error === null) return pollMs;
      return error instanceof ApiError && error.retryable ? pollAfterErrorMs : false;
    },
  });
  const newer = useMemo(
    () => (isShown && newest.data !== undefined ? newerIn(list.data, newest.data) : null),
    [isShown, list.data, newest.data],
  );
  const show = () => {
    const { data } = newest;
    if (data === undefined) return;
    client.setQueryData(options.queryKey, (shown) => shown && withNewer(shown, data));
  };
  const onArrival = useEffectEvent(() => {
    if (newer !== null && newer.events.length > 0 && !isBeingRead()) show();
  });
  const arrivedAt = newest.dataUpdatedAt;
  useEffect(() => {
    if (arrivedAt > 0) onArrival();
  }, [arrivedAt]);
  return { list, newest, newer, show, isLive, period, today: openedAt };
}
