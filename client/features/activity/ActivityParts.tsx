import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { RetryNotice } from '../../ui/RetryNotice.tsx';
import { KeyHints } from '../../ui/KeyHints.tsx';
import styles from './ActivityEvents.module.css';
import { isNarrowed, type ActivityFilters } from './activity-state.ts';
import type { Newer } from './newer.ts';

/** The shape of the list while it is read. */
export function ListSkeleton() {
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
export function Arrived({ newer, onShow }: ArrivedProps) {
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

/** Why no event is shown. */
export function Nothing({ filters, onClear, onMore }: NothingProps) {
  const clear = <Button onClick={onClear}>Clear filters</Button>;
  if (onMore !== null) {
    return (
      <EmptyState
        title="No matches in recent events"
        action={
          <div className={styles['actions']}>
            <Button variant="primary" onClick={onMore}>
              Look further back
            </Button>
            {clear}
          </div>
        }
      >
        There are older events to search.
      </EmptyState>
    );
  }
  if (isNarrowed(filters)) {
    return (
      <EmptyState title="No results" action={clear}>
        No events match these filters.
      </EmptyState>
    );
  }
  return <EmptyState title="No activity yet">Sign-ins and views show up here.</EmptyState>;
}

const keys = (
  <KeyHints
    hints={[
      ['/', 'search'],
      ['j k', 'move'],
      ['Enter', 'details'],
    ]}
  />
);

interface FootProps {
  /** Epoch ms; null while nothing has been read. */
  asOf: number | null;
  error: Error | null;
  refreshing: boolean;
  onRefresh: () => void;
  count: number;
  hasMore: boolean;
  isLive: boolean;
}

/** As of when the list is true, how much of the record it is, and the keys that work here. */
export function Foot(props: FootProps) {
  const { asOf, error, refreshing, onRefresh, count, hasMore, isLive } = props;
  return (
    <StatusBar
      asOf={asOf}
      stale={error !== null}
      refreshing={refreshing}
      onRefresh={onRefresh}
      end={keys}
    >
      <span role="status">
        {formatCountOf(count, 'event')} shown{hasMore ? ', there are more' : ''}
      </span>
      {isLive && error === null ? ' · Live' : ''}
    </StatusBar>
  );
}

interface NoticesProps {
  error: Error | null;
  retry: () => void;
  /** Why names could not be read. */
  names: string | null;
  /** Whether the search has looked through names too. */
  searchedNames: boolean;
}

/** What is to be known before the list is read. */
export function Notices({ error, retry, names, searchedNames }: NoticesProps) {
  if (error === null && names === null && searchedNames) return null;
  return (
    <div className={styles['notices']}>
      <RetryNotice title="Recent events may be missing." error={error} onRetry={retry} />
      {names === null ? null : (
        <Notice tone="warning" title="Some members are shown by id.">
          {names}
        </Notice>
      )}
      {searchedNames ? null : (
        <Notice tone="warning" title="Names couldn’t be searched.">
          Events that match by a person’s or app’s name may be missing.
        </Notice>
      )}
    </div>
  );
}
