import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Layers } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { ConnectedAppList, ListedApp, Reach } from '#contract/connected-apps.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { connectedAppsQuery } from '../../api/connected-apps.ts';
import { Button } from '../../ui/Button.tsx';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatClock, formatCount, formatCountOf } from '../../ui/format.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { useUrlState } from '../../table/use-url-state.ts';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { RetryNotice } from '../../ui/RetryNotice.tsx';
import { groupAlike, rowsOf } from './alike.ts';
import styles from './AppsPage.module.css';
import { AppsTable } from './AppsTable.tsx';
import { AppsToolbar } from './AppsToolbar.tsx';
import {
  formatListState,
  listApps,
  parseListState,
  sensitiveIn,
  type Known,
  type ListSort,
  type ListState,
} from './list-state.ts';
import { appQueries } from './queries.ts';

interface Reaches {
  known: ReadonlyMap<string, Reach>;
  /** Whether all have come, or failed to. */
  settled: boolean;
}

/** What is known of each app's reach so far. */
function useReaches(apps: readonly ListedApp[]): Reaches {
  return useQueries({
    queries: apps.map(({ id }) => appQueries.reach(id)),
    combine: (results) => {
      const known = new Map<string, Reach>();
      results.forEach(({ data }, index) => {
        const id = apps[index]?.id;
        if (data !== undefined && id !== undefined) known.set(id, data);
      });
      return { known, settled: results.every(({ status }) => status !== 'pending') };
    },
  });
}

function ListSkeleton() {
  return (
    <div className={styles['page']} aria-busy="true">
      <div className={styles['head']}>
        <div className={styles['answer']}>
          <h1 className={styles['title']}>Apps</h1>
          <Skeleton width={260} />
        </div>
      </div>
      <div className={styles['toolbar']}>
        <Skeleton width={340} height={32} />
      </div>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} style={{ height: 60, padding: '20px 24px' }}>
          <Skeleton width="50%" height={16} />
        </div>
      ))}
    </div>
  );
}

interface ListProps {
  list: ConnectedAppList;
  error: Error | null;
  refreshing: boolean;
  onRetry: () => void;
}

function summaryOf({ apps, memberCount }: ConnectedAppList, reaches: ReadonlyMap<string, Reach>) {
  const sensitive = [...reaches.values()].filter((reach) => sensitiveIn(reach) > 0).length;
  const fresh = apps.filter(({ isNew }) => isNew).length;
  const known = reaches.size === apps.length;
  return [
    formatCountOf(apps.length, 'connected app'),
    ...(memberCount === null ? [] : [formatCountOf(memberCount, 'member')]),
    ...(known ? [`${formatCount(sensitive)} with sensitive scopes`] : []),
    ...(fresh === 0 ? [] : [`${formatCount(fresh)} new since your last visit`]),
  ].join(' · ');
}

/** The list as the state asks for it. */
function useShownRows({ apps, alike }: ConnectedAppList, reaches: Reaches, state: ListState) {
  const groups = useMemo(() => groupAlike(alike), [alike]);
  // Figures that arrive must not move rows: the order follows them only when it is asked for anew
  // or when all have come.
  const { known: reached, settled } = reaches;
  const rows = useMemo(() => {
    const reachOf = (id: string) => (settled ? reached.get(id) : undefined);
    const shown = listApps(apps, { reachOf, isAlike: (id) => groups.has(id) }, state);
    return rowsOf(shown, groups, state);
  }, [apps, groups, state, settled, reached]);
  const known: Known = { reachOf: (id) => reached.get(id), isAlike: (id) => groups.has(id) };
  return { rows, known };
}

function Stale({
  asOf,
  error,
  onRetry,
}: Pick<ListProps, 'onRetry'> & { asOf: number; error: Error }) {
  return (
    <div className={styles['notice']}>
      <RetryNotice
        title={`Showing what was read at ${formatClock(asOf)}.`}
        error={error}
        onRetry={onRetry}
      />
    </div>
  );
}

function List({ list, error, refreshing, onRetry }: ListProps) {
  const { apps, memberCount, asOf } = list;
  const [state, change] = useUrlState(parseListState, formatListState);
  const reaches = useReaches(apps);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  useListKeys(search, body);
  const { rows, known } = useShownRows(list, reaches, state);
  const sort = (by: ListSort) =>
    change({ sort: by, descending: by === state.sort ? !state.descending : by !== 'name' });
  const shared = { state, onChange: change, onSort: sort };
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <div className={styles['answer']}>
          <h1 className={styles['title']}>Apps</h1>
          <p className={styles['lead']}>{summaryOf(list, reaches.known)}</p>
        </div>
        {list.alike.length === 0 ? null : (
          <button
            type="button"
            className={styles['group']}
            aria-pressed={state.grouped}
            onClick={() => change({ grouped: !state.grouped, unfolded: [] })}
          >
            <Layers size={14} aria-hidden="true" /> Group duplicates
          </button>
        )}
      </div>
      {apps.length === 0 ? null : (
        <AppsToolbar apps={apps} known={known} search={search} {...shared} />
      )}
      {error === null ? null : <Stale asOf={asOf} error={error} onRetry={onRetry} />}
      {apps.length === 0 ? (
        <EmptyState title="No connected apps">
          No member of your organization has connected an app. As soon as one does, it appears here
          with what it may do.
        </EmptyState>
      ) : rows.length === 0 ? (
        <EmptyState
          title="No app matches"
          action={
            <Button onClick={() => change({ query: '', types: [], marks: [] })}>
              Clear filters
            </Button>
          }
        >
          None of the {formatCount(apps.length)} apps is what you asked for.
        </EmptyState>
      ) : (
        <AppsTable rows={rows} memberCount={memberCount} body={body} {...shared} />
      )}
      <StatusBar asOf={asOf} stale={error !== null} refreshing={refreshing} onRefresh={onRetry}>
        1 list and {formatCount(reaches.known.size)} of {formatCount(apps.length)} apps read
      </StatusBar>
    </div>
  );
}

/** The organization's connected apps: how many members each reaches and what it may do. */
export function AppsPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'Apps');
  const { data, error, isFetching, refetch } = useQuery(connectedAppsQuery);
  const client = useQueryClient();
  const readAgain = () => {
    void refetch();
    void client.invalidateQueries({ queryKey: appQueries.reaches });
  };
  if (data === undefined) {
    return error === null ? <ListSkeleton /> : renderFailure(error, readAgain);
  }
  return <List list={data} error={error} refreshing={isFetching} onRetry={readAgain} />;
}
