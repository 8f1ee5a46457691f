import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ConnectedApp, ConnectedAppList, Reach } from '#contract/connected-apps.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { Button } from '../../ui/Button.tsx';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatClock, formatCount, formatCountOf } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { SortMenu } from '../../ui/SortMenu.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { AppRow } from './AppRow.tsx';
import { AppsHead } from './AppsHead.tsx';
import styles from './AppsPage.module.css';
import {
  formatListState,
  listApps,
  parseListState,
  sharedNames,
  sortOptions,
  type ListSort,
  type ListState,
} from './list-state.ts';
import { appQueries } from './queries.ts';
import { TypeFilter } from './TypeFilter.tsx';

function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const [params, setParams] = useSearchParams();
  const [state, setState] = useState(() => parseListState(params));
  const change = (changes: Partial<ListState>) => {
    const next = { ...state, ...changes };
    setState(next);
    setParams(formatListState(next), { replace: true, preventScrollReset: true });
  };
  return [state, change];
}

/** What is known of each app's reach so far. */
function useReaches(apps: readonly ConnectedApp[]): ReadonlyMap<string, Reach> {
  return useQueries({
    queries: apps.map(({ id }) => appQueries.reach(id)),
    combine: (results) => {
      const known = new Map<string, Reach>();
      results.forEach(({ data }, index) => {
        const id = apps[index]?.id;
        if (data !== undefined && id !== undefined) known.set(id, data);
      });
      return known;
    },
  });
}

function ListSkeleton() {
  return (
    <div className={styles['page']} aria-busy="true">
      <div className={styles['head']}>
        <h1 className={styles['title']}>Apps</h1>
        <Skeleton width={260} />
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
  const sensitive = [...reaches.values()].filter((reach) =>
    reach.scopes.some((scope) => scope.class === 'sensitive'),
  ).length;
  const known = reaches.size === apps.length;
  return [
    formatCountOf(apps.length, 'connected app'),
    ...(memberCount === null ? [] : [formatCountOf(memberCount, 'member')]),
    ...(known ? [`${formatCount(sensitive)} with sensitive scopes`] : []),
  ].join(' · ');
}

function List({ list, error, refreshing, onRetry }: ListProps) {
  const { apps, memberCount, asOf } = list;
  const [state, change] = useListState();
  const reaches = useReaches(apps);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  useListKeys(search, body);
  // Figures that arrive must not move rows: the order follows them only when it is asked for anew
  // or when all have come.
  const settled = reaches.size === apps.length;
  const shown = useMemo(() => {
    const current = settled ? reaches : new Map<string, Reach>();
    return listApps(apps, (id) => current.get(id), state);
  }, [apps, state, settled, reaches]);
  const shared = useMemo(() => sharedNames(apps), [apps]);
  const sortBy = (sort: ListSort) =>
    change({ sort, descending: sort === state.sort ? !state.descending : sort !== 'name' });
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <h1 className={styles['title']}>Apps</h1>
        <p className={styles['lead']}>{summaryOf(list, reaches)}</p>
      </div>
      {apps.length === 0 ? null : (
        <div className={styles['toolbar']}>
          <div className={styles['search']}>
            <SearchField
              inputRef={search}
              label="Search apps"
              placeholder="Search name, description or id"
              shortcut="/"
              value={state.query}
              onChange={(query) => change({ query })}
            />
          </div>
          <TypeFilter apps={apps} state={state} onChange={change} />
          <SortMenu options={sortOptions} sort={state.sort} onSort={sortBy} />
        </div>
      )}
      {error === null ? null : (
        <div className={styles['notice']}>
          <Notice
            tone="warning"
            title={`Showing what was read at ${formatClock(asOf)}.`}
            action={
              <Button size="small" onClick={onRetry}>
                Try again
              </Button>
            }
          >
            {error.message}
          </Notice>
        </div>
      )}
      {apps.length === 0 ? (
        <EmptyState title="No connected apps">
          No member of your organization has connected an app. As soon as one does, it appears here
          with what it may do.
        </EmptyState>
      ) : shown.length === 0 ? (
        <EmptyState
          title="No app matches"
          action={<Button onClick={() => change({ query: '', types: [] })}>Clear filters</Button>}
        >
          None of the {formatCount(apps.length)} apps is what you asked for.
        </EmptyState>
      ) : (
        <table className={styles['table']}>
          <AppsHead state={state} onSort={sortBy} />
          <tbody ref={body}>
            {shown.map((app) => (
              <AppRow
                key={app.id}
                app={app}
                memberCount={memberCount}
                sharesName={shared.has(app.name)}
              />
            ))}
          </tbody>
        </table>
      )}
      <StatusBar asOf={asOf} stale={error !== null} refreshing={refreshing} onRefresh={onRetry}>
        1 list and {formatCount(reaches.size)} of {formatCount(apps.length)} apps read
      </StatusBar>
    </div>
  );
}

/** The organization's connected apps: how many members each reaches and what it may do. */
export function AppsPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'Apps');
  const { data, error, isFetching, refetch } = useQuery(appQueries.list());
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
