import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { GrantTable } from '#contract/grant-table.ts';
import { ApiError, type RenderFailure } from '../../../api/api-error.ts';
import { paths, usePathPart } from '../../../api/paths.ts';
import { useViewer } from '../../../api/session.ts';
import { MissingNotice } from '../../../table/MissingNotice.tsx';
import { NamesNotice } from '../../../table/NamesNotice.tsx';
import { appText } from '../../../grid/names.ts';
import { ReachChart } from '../../../table/ReachChart.tsx';
import type { RenderActivity } from '../../../api/render-activity.ts';
import { StatusLine } from '../../../table/StatusLine.tsx';
import styles from '../../../table/Table.module.css';
import { toggledIn } from '../../../table/toggled.ts';
import { useGrants, type Grants } from '../../../table/use-grants.ts';
import { useScroller } from '../../../table/use-scroller.ts';
import { classes } from '../../../ui/classes.ts';
import { useCrumbs } from '../../../ui/crumbs.tsx';
import { formatTime, formatCount } from '../../../ui/format.ts';
import { Tabs } from '../../../ui/Tabs.tsx';
import { UnreadableNotice } from '../../../ui/UnreadableNotice.tsx';
import { RetryNotice } from '../../../ui/RetryNotice.tsx';
import { AppHeader } from './AppHeader.tsx';
import { HeaderSkeleton } from './HeaderSkeleton.tsx';
import { MembersTab } from './MembersTab.tsx';
import { grantTableQuery } from './queries.ts';
import { ScopesTab } from './ScopesTab.tsx';
import { useViewState } from './view-state.ts';

interface NoticesProps {
  table: GrantTable;
  asOf: number;
  grants: Grants;
  error: Error | null;
  onRetry: () => void;
}

function Notices({ table, asOf, grants, error, onRetry }: NoticesProps) {
  return (
    <div className={styles['notices']}>
      <RetryNotice
        title={`Showing data from ${formatTime(asOf)}.`}
        error={error}
        onRetry={onRetry}
      />
      <MissingNotice missing={table.missing} onRetry={onRetry} />
      <UnreadableNotice count={table.unreadable} one="member" />
      <NamesNotice grants={grants} />
    </div>
  );
}

const panelStyles = {
  members: styles['columns'],
  scopes: undefined,
  activity: styles['whole'],
} as const;

function AppCrumbs({ app }: { app: GrantTable['app'] }) {
  useCrumbs({ label: 'Apps', href: paths.apps() }, appText(app));
  return null;
}

/** The tabs with their counts, which are empty while the table is null. */
function tabsOf(table: GrantTable | null, { size }: Grants['store']) {
  const countOf = (count: number) => (table === null ? '' : formatCount(count));
  return [
    { key: 'members', label: 'Members', note: countOf(size) },
    { key: 'scopes', label: 'Scopes', note: countOf(table?.scopes.length ?? 0) },
    { key: 'activity', label: 'Activity', note: '' },
  ] as const;
}

/** The view state. Changing the tab is a step, so Back undoes it. */
function useSteppedState(): ReturnType<typeof useViewState> {
  const [state, changeState, undo] = useViewState();
  const { tab } = state;
  const change: typeof changeState = useCallback(
    (changes, how) =>
      changeState(changes, changes.tab === undefined || changes.tab === tab ? how : 'step'),
    [changeState, tab],
  );
  return [state, change, undo];
}

interface AppViewProps {
  id: string;
  /** Null during the first read. */
  table: GrantTable | null;
  asOf: number | null;
  error: Error | null;
  refreshing: boolean;
  onRetry: () => void;
  renderActivity: RenderActivity;
}

/**
 * Renders the whole page, search field included, while its table is read. When the table arrives, only
 * its rows are left to draw.
 */
function AppView(props: AppViewProps) {
  const { id, table, asOf, error, refreshing, onRetry, renderActivity } = props;
  const { can } = useViewer();
  const grants = useGrants(table, asOf, can.readMembers);
  const [state, change, undo] = useSteppedState();
  const [, setParams] = useSearchParams();
  const { store } = grants;
  const scroller = useScroller();
  const { scopes } = state;
  const toggleScope = useCallback(
    (name: string) => {
      change({ tab: 'members', scopes: toggledIn(scopes, name) });
    },
    [scopes, change],
  );
  return (
    <div className={styles['page']} aria-busy={table === null}>
      {table === null ? (
        <HeaderSkeleton />
      ) : (
        <>
          <AppCrumbs app={table.app} />
          <AppHeader
            table={table}
            store={store}
            version={grants.version}
            areNamesComing={grants.progress?.state === 'reading'}
            onFilter={change}
          />
        </>
      )}
      <Tabs
        label="Views of the app"
        tabs={tabsOf(table, store)}
        chosen={state.tab}
        onChoose={(next) => {
          // The activity tab reads its state from the URL, so the URL must change with the tab.
          if (next === 'activity') setParams({ tab: next }, { preventScrollReset: true });
          else change({ tab: next });
        }}
        between={
          table === null || asOf === null ? null : (
            <Notices table={table} asOf={asOf} grants={grants} error={error} onRetry={onRetry} />
          )
        }
        panelClassName={classes(styles['panel'], panelStyles[state.tab])}
      >
        {state.tab === 'activity' ? (
          renderActivity({ kind: 'app', id })
        ) : state.tab === 'scopes' ? (
          <ScopesTab
            store={store}
            onShowMembers={(name) => change({ tab: 'members', scopes: [name], highRisk: false })}
          />
        ) : (
          <>
            <div className={styles['table']}>
              {scroller === null ? null : (
                <MembersTab
                  table={table}
                  grants={grants}
                  state={state}
                  onChange={change}
                  onUndo={undo}
                  path={paths.app(id)}
                  scroller={scroller}
                />
              )}
            </div>
            <aside className={styles['side']}>
              <ReachChart
                store={table === null ? null : store}
                chosen={scopes}
                onToggle={toggleScope}
              />
            </aside>
          </>
        )}
      </Tabs>
      {state.tab === 'activity' ? null : (
        <StatusLine
          read="Live"
          partial={table !== null && table.missing.length > 0}
          asOf={asOf}
          stale={error !== null}
          refreshing={refreshing}
          onRefresh={onRetry}
          size={store.size}
          namesRead={store.namesRead}
          progress={grants.progress}
          hasRows={state.tab === 'members'}
        />
      )}
    </div>
  );
}

interface AppPageProps {
  renderFailure: RenderFailure;
  renderActivity: RenderActivity;
}

/** The page of one app: facts, reach, members and their granted scopes. Goes to `renderFailure` on 404. */
export function AppPage({ renderFailure, renderActivity }: AppPageProps) {
  const app = usePathPart(2);
  const { data, error, isFetching, refetch } = useQuery(grantTableQuery(app));
  const gone = error instanceof ApiError && error.status === 404;
  if (error !== null && (data === undefined || gone)) {
    return renderFailure(error, () => void refetch());
  }
  return (
    <AppView
      key={app}
      id={app}
      table={data?.value ?? null}
      asOf={data?.asOf ?? null}
      error={error}
      refreshing={isFetching}
      onRetry={() => void refetch()}
      renderActivity={renderActivity}
    />
  );
}
