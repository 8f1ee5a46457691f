import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Activity, ActivityEvent } from '#contract/audit.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { useScroller } from '../../table/use-scroller.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import styles from './ActivityEvents.module.css';
import { isNarrowed, noFilters, type ActivityFilters } from './activity-state.ts';
import { ActivityToolbar } from './ActivityToolbar.tsx';
import { Chips } from './Chips.tsx';
import { EventList } from './EventList.tsx';
import { EventSheet } from './EventSheet.tsx';
import type { Newer } from './newer.ts';
import { useActivity } from './use-activity.ts';
import { useSubjects } from './use-subjects.ts';

const noPages: readonly Activity[] = [];

function ListSkeleton() {
  return (
    <div aria-busy="true">
      {Array.from({ length: 12 }, (_, row) => (
        <div key={row} className={styles['shape']}>
          <Skeleton width={64} />
          <Skeleton width={`${[44, 36, 52, 40][row % 4] ?? 40}%`} height={14} />
        </div>
      ))}
    </div>
  );
}

interface ArrivedProps {
  newer: Newer | null;
  onShow: () => void;
}

/** New events that wait, so that nothing moves under the reader. */
function Arrived({ newer, onShow }: ArrivedProps) {
  const count = newer?.events.length ?? 0;
  const words = newer?.hasMore === true ? `More than ${formatCount(count)} new events` : null;
  return (
    <div className={styles['arrived']} role="status">
      {count === 0 ? null : (
        <Button variant="primary" size="small" className={styles['show']} onClick={onShow}>
          {words ?? formatCountOf(count, 'new event')}
        </Button>
      )}
    </div>
  );
}

interface NothingProps {
  filters: ActivityFilters;
  onClear: () => void;
  /** How to look through more of the record; null where it has been looked through. */
  onMore: (() => void) | null;
}

function Nothing({ filters, onClear, onMore }: NothingProps) {
  const clear = <Button onClick={onClear}>Clear filters</Button>;
  if (onMore !== null) {
    return (
      <EmptyState
        title="Nothing yet"
        action={
          <div className={styles['actions']}>
            <Button variant="primary" onClick={onMore}>
              Look further back
            </Button>
            {clear}
          </div>
        }
      >
        Among the newest events is none that you asked for. There are older ones.
      </EmptyState>
    );
  }
  if (isNarrowed(filters)) {
    return (
      <EmptyState title="No event matches" action={clear}>
        Nothing in the record is what you asked for.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing recorded yet">
      As soon as somebody looks, it is told here.
    </EmptyState>
  );
}

const keys = (
  <>
    <span>
      <Kbd>/</Kbd> search
    </span>
    <span>
      <Kbd>j</Kbd> <Kbd>k</Kbd> move
    </span>
    <span>
      <Kbd>Enter</Kbd> details
    </span>
  </>
);

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
  const [opened, setOpened] = useState<ActivityEvent | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const scroller = useScroller();
  useListKeys(search, body, '[data-list-stop]');
  const isBeingRead = useCallback(() => {
    const list = body.current;
    if (opened !== null || (scroller?.scrollTop ?? 0) > 0) return true;
    return list !== null && (list.matches(':hover') || list.contains(document.activeElement));
  }, [opened, scroller]);
  const asked = { ...filters, ...fixed };
  const activity = useActivity(asked, isBeingRead);
  const { list, newest, newer, show, isLive } = activity;
  const pages = list.data?.pages ?? noPages;
  const events = useMemo(() => pages.flatMap((page) => page.events), [pages]);
  const subjects = useSubjects(pages, asked);
  const error = list.error ?? newest.error;
  const retry = () => void (list.error === null ? newest.refetch() : list.refetch());
  const open = useCallback((event: ActivityEvent) => setOpened(event), []);
  const showNewer = () => {
    show();
    scroller?.scrollTo(0, 0);
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>('[data-list-stop]')?.focus({ preventScroll: true }),
    );
  };
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
      <Notices error={error} retry={retry} names={subjects.names.failure} />
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
            <EventList events={events} subjects={subjects} onOpen={open} body={body} />
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
      <StatusBar
        asOf={list.data === undefined ? null : Math.max(list.dataUpdatedAt, newest.dataUpdatedAt)}
        stale={error !== null}
        refreshing={list.isFetching}
        onRefresh={retry}
        end={keys}
      >
        <span role="status">
          {formatCountOf(events.length, 'event')} shown
          {list.hasNextPage ? ', there are more' : ''}
        </span>
        {isLive && error === null ? ' · new ones appear by themselves' : ''}
      </StatusBar>
      <EventSheet
        event={opened}
        subjects={subjects}
        isAboutOne={fixed !== undefined}
        onClose={() => setOpened(null)}
        onOnly={(change) => {
          setOpened(null);
          onChange(change);
        }}
      />
    </div>
  );
}

interface NoticesProps {
  error: Error | null;
  retry: () => void;
  /** Why names could not be read. */
  names: string | null;
}

function Notices({ error, retry, names }: NoticesProps) {
  if (error === null && names === null) return null;
  return (
    <div className={styles['notices']}>
      {error === null ? null : (
        <Notice
          tone="warning"
          title="Later events may be missing."
          action={
            <Button size="small" onClick={retry}>
              Try again
            </Button>
          }
        >
          {error.message}
        </Notice>
      )}
      {names === null ? null : (
        <Notice tone="warning" title="Some members are shown by their ids.">
          {names}
        </Notice>
      )}
    </div>
  );
}
