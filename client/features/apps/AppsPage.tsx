import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { ConnectedAppList, ListedApp, Reach } from '#contract/connected-apps.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { connectedAppsQuery } from '../../api/connected-apps.ts';
import { Button } from '../../ui/Button.tsx';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatTime, formatCount, formatCountOf } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { MissingNotice } from '../../table/MissingNotice.tsx';
import { useUrlState } from '../../table/use-url-state.ts';
import { UnreadableNotice } from '../../ui/UnreadableNotice.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { Page } from '../../ui/Page.tsx';
import { RetryNotice } from '../../ui/RetryNotice.tsx';
import { useRowClicks } from '../../ui/use-row-clicks.ts';
import { findLooks, groupAlike, rowsOf } from './alike.ts';
import { AppsTable } from './AppsTable.tsx';
import { AppsToolbar } from './AppsToolbar.tsx';
import { leadOf, widestOf, type Reaches } from './figures.ts';
import {
  formatListState,
  listApps,
  noFilter,
  parseListState,
  type Known,
  type ListSort,
  type ListState,
} from './list-state.ts';
import { appQueries } from './queries.ts';

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
    <Page
      title="Apps"
      lead={<Skeleton width={260} />}
      toolbar={<Skeleton width={340} height={32} />}
      busy
    >
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} style={{ height: 60, padding: '20px 24px' }}>
          <Skeleton width="50%" height={16} />
        </div>
      ))}
    </Page>
  );
}

interface ListProps {
  list: ConnectedAppList;
  error: Error | null;
  refreshing: boolean;
  onRetry: () => void;
}

/** The list as the state asks for it. */
function useShownRows({ apps, alike }: ConnectedAppList, reaches: Reaches, state: ListState) {
  const groups = useMemo(() => groupAlike(alike), [alike]);
  // Figures that arrive must not move rows: the order follows them only when it is asked for anew
  // or when all have come.
  const { known: reached, settled } = reaches;
  const { rows, shown } = useMemo(() => {
    const reachOf = (id: string) => (settled ? reached.get(id) : undefined);
    const matching = listApps(apps, { reachOf, isAlike: (id) => groups.has(id) }, state);
    return { rows: rowsOf(matching, groups, state), shown: matching.length };
  }, [apps, groups, state, settled, reached]);
  const known: Known = { reachOf: (id) => reached.get(id), isAlike: (id) => groups.has(id) };
  return { rows, shown, rowsInAll: rowsOf(apps, groups, state).length, known };
}

/** What the list lacks: a newer reading, apps, what is beside them. */
function Notices({
  list,
  reaches,
  error,
  onRetry,
}: Omit<ListProps, 'refreshing'> & { reaches: Reaches }) {
  const unread = reaches.settled ? list.apps.length - reaches.known.size : 0;
  const { missing, unreadable } = list;
  if (error === null && unread + unreadable + missing.length === 0) return null;
  return (
    <>
      <RetryNotice
        title={`Showing data from ${formatTime(list.asOf)}.`}
        error={error}
        onRetry={onRetry}
      />
      {unread === 0 ? null : (
        <Notice
          tone="warning"
          title={`${formatCountOf(unread, 'app')} could not be read.`}
          action={
            <Button size="small" onClick={onRetry}>
              Refresh
            </Button>
          }
        >
          Their people and scopes aren’t known.
        </Notice>
      )}
      <UnreadableNotice count={unreadable} one="app" />
      <MissingNotice missing={missing} onRetry={onRetry} />
    </>
  );
}

function List({ list, error, refreshing, onRetry }: ListProps) {
  const { apps, asOf } = list;
  const [state, change] = useUrlState(parseListState, formatListState);
  const reaches = useReaches(apps);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  useListKeys(search, body);
  useRowClicks(body, 'a');
  const { rows, shown, rowsInAll, known } = useShownRows(list, reaches, state);
  const looks = useMemo(() => findLooks(apps, list.lookAlikes), [apps, list.lookAlikes]);
  const sort = (by: ListSort) =>
    change({ sort: by, descending: by === state.sort ? !state.descending : by !== 'name' });
  const shared = { state, onChange: change, onSort: sort };
  return (
    <Page
      title="Apps"
      lead={leadOf(list, reaches, rowsInAll)}
      {...(apps.length === 0
        ? {}
        : {
            toolbar: (
              <AppsToolbar
                list={list}
                reaches={reaches}
                known={known}
                shown={shown}
                search={search}
                {...shared}
              />
            ),
          })}
      notices={<Notices list={list} reaches={reaches} error={error} onRetry={onRetry} />}
      foot={
        <StatusBar
          asOf={asOf}
          stale={error !== null}
          partial={reaches.known.size < apps.length || list.missing.length > 0}
          refreshing={refreshing}
          onRefresh={onRetry}
        >
          {formatCount(reaches.known.size)} of {formatCountOf(apps.length, 'app')} loaded
        </StatusBar>
      }
    >
      {apps.length + list.unreadable === 0 ? (
        <EmptyState title="No connected apps">
          Apps will show up here once someone connects one.
        </EmptyState>
      ) : rows.length === 0 && apps.length > 0 ? (
        <EmptyState
          title="No results"
          action={<Button onClick={() => change(noFilter)}>Clear filters</Button>}
        >
          None of the {formatCountOf(apps.length, 'app')} match.
        </EmptyState>
      ) : (
        <AppsTable
          rows={rows}
          looks={looks}
          widest={widestOf(reaches)}
          isOrdered={reaches.settled || state.sort === 'name' || state.sort === 'seen'}
          isRecordKnown={!list.missing.includes('history')}
          body={body}
          {...shared}
        />
      )}
    </Page>
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
