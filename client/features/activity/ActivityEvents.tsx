import { useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import type { Activity, ActivityEvent } from '#contract/audit.ts';
import { serverTime } from '../../api/clock.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { useScroller } from '../../table/use-scroller.ts';
import { useSheetStep } from '../../table/use-sheet-step.ts';
import { Button } from '../../ui/Button.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { useRowClicks } from '../../ui/use-row-clicks.ts';
import styles from './ActivityEvents.module.css';
import { noFilters, type ActivityFilters } from './activity-state.ts';
import { Arrived, Foot, ListSkeleton, Nothing, Notices } from './ActivityParts.tsx';
import { ActivityToolbar } from './ActivityToolbar.tsx';
import { foldsCases } from './case-folds.ts';
import { Chips } from './Chips.tsx';
import { EventList } from './EventList.tsx';
import { EventSheet } from './EventSheet.tsx';
import { useActivity } from './use-activity.ts';
import { useSubjects } from './use-subjects.ts';

const noPages: readonly Activity[] = [];

/** Tells whether new events above the others would move what somebody reads. */
function useBeingRead(body: RefObject<HTMLElement | null>, isOpen: boolean): () => boolean {
  const scroller = useScroller();
  return () => {
    const list = body.current;
    if (isOpen || (scroller?.scrollTop ?? 0) > 0) return true;
    return list !== null && (list.matches(':hover') || list.contains(document.activeElement));
  };
}

/** Shows the new events that wait, from the top, with the focus on the first of them. */
function useShowNewer(
  { newer, show }: Pick<ReturnType<typeof useActivity>, 'newer' | 'show'>,
  events: readonly ActivityEvent[],
  body: RefObject<HTMLElement | null>,
): () => void {
  const awaited = useRef<ActivityEvent | null>(null);
  const scroller = useScroller();
  // The button that was pressed is gone: the focus goes on to what it showed.
  useEffect(() => {
    if (awaited.current === null || awaited.current.seq !== events[0]?.seq) return;
    awaited.current = null;
    body.current?.querySelector<HTMLElement>('[data-list-stop]')?.focus({ preventScroll: true });
  });
  return () => {
    show();
    scroller?.scrollTo(0, 0);
    awaited.current = newer?.events[0] ?? null;
  };
}

interface ActivityEventsProps {
  /** What was chosen. */
  filters: ActivityFilters;
  onChange: (change: Partial<ActivityFilters>) => void;
  /** What the page is about, whatever was chosen. */
  fixed?: Partial<ActivityFilters> | undefined;
  renderFailure: RenderFailure;
  /** At the beginning of the toolbar. */
  children?: ReactNode;
}

/** The record: what narrows it, its events, and each of them in full. */
export function ActivityEvents(props: ActivityEventsProps) {
  const { filters, onChange, fixed, renderFailure, children } = props;
  const [opened, open, close] = useSheetStep<ActivityEvent>();
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useListKeys(search, body, '[data-list-stop]');
  useRowClicks(body, '[data-list-stop]');
  const isBeingRead = useBeingRead(body, opened !== null);
  const asked = { ...filters, ...fixed };
  const activity = useActivity(asked, isBeingRead);
  const { list, newest, newer, isLive } = activity;
  const pages = list.data?.pages ?? noPages;
  const events = useMemo(() => pages.flatMap((page) => page.events), [pages]);
  const subjects = useSubjects(pages, asked);
  const error = list.error ?? newest.error;
  const retry = () => void (list.error === null ? newest.refetch() : list.refetch());
  const showNewer = useShowNewer(activity, events, body);
  const more = () => void list.fetchNextPage();
  if (list.data === undefined && error !== null) return renderFailure(error, retry);
  return (
    <div className={styles['record']}>
      <ActivityToolbar
        filters={filters}
        onChange={onChange}
        events={events}
        subjects={subjects}
        period={activity.period}
        today={activity.today}
        search={search}
        isAboutOne={fixed !== undefined}
      >
        {children}
      </ActivityToolbar>
      <Chips filters={filters} subjects={subjects} onChange={onChange} />
      <Notices
        error={error}
        retry={retry}
        names={subjects.names.failure}
        searchedNames={pages.every((page) => page.searchedNames)}
      />
      <Arrived newer={newer} onShow={showNewer} />
      {list.data === undefined ? (
        <ListSkeleton />
      ) : (
        <div
          className={styles['events']}
          data-old={list.isPlaceholderData}
          aria-busy={list.isPlaceholderData}
        >
          {events.length === 0 ? (
            <Nothing
              filters={filters}
              onClear={() => onChange(noFilters)}
              onMore={list.hasNextPage ? more : null}
            />
          ) : (
            <EventList
              events={events}
              subjects={subjects}
              onOpen={open}
              body={body}
              folds={foldsCases(asked)}
              hasMore={list.hasNextPage}
            />
          )}
          {list.hasNextPage && events.length > 0 ? (
            <div className={styles['more']}>
              <Button disabled={list.isFetchingNextPage} onClick={more}>
                {list.isFetchingNextPage ? 'Loading…' : 'Load more'}
              </Button>
            </div>
          ) : null}
        </div>
      )}
      <Foot
        asOf={
          list.data === undefined
            ? null
            : serverTime(Math.max(list.dataUpdatedAt, newest.dataUpdatedAt))
        }
        error={error}
        refreshing={list.isFetching}
        onRefresh={retry}
        count={events.length}
        hasMore={list.hasNextPage}
        isLive={isLive}
      />
      <EventSheet
        event={opened}
        subjects={subjects}
        isAboutOne={fixed !== undefined}
        onClose={close}
        onOnly={(change) => {
          close();
          onChange(change);
        }}
      />
    </div>
  );
}
