import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import type { MemberTable } from '#contract/member-table.ts';
import { graphRoutes } from '#contract/graph-routes.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { addressHere } from '../../api/console.ts';
import { useGraphTable } from '../../api/graph-table.ts';
import type { GraphView } from '../../api/graph-view.ts';
import { useViewer } from '../../api/session.ts';
import { paths } from '../../api/paths.ts';
import type { GrantStore } from '../../grid/store.ts';
import { asOfGraph, isWhole, readWords } from '../../table/graph-foot.ts';
import { GraphNotices } from '../../table/GraphNotices.tsx';
import { memberDirectory } from '../../table/kinds.ts';
import { ReachChart } from '../../table/ReachChart.tsx';
import { StatusLine } from '../../table/StatusLine.tsx';
import styles from '../../table/Table.module.css';
import { toggledIn } from '../../table/toggled.ts';
import { TablePane } from '../../table/TablePane.tsx';
import { useGrants } from '../../table/use-grants.ts';
import { useScroller } from '../../table/use-scroller.ts';
import { useTableState } from '../../table/use-table-state.ts';
import { classes } from '../../ui/classes.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCountOf } from '../../ui/format.ts';
import { MembersHeader } from './MembersHeader.tsx';

function useOpenMember(store: GrantStore) {
  const navigate = useNavigate();
  const open = useCallback(
    (row: number) => void navigate(paths.member(store.idAt(row))),
    [navigate, store],
  );
  const hrefOf = useCallback((row: number) => addressHere(paths.member(store.idAt(row))), [store]);
  return { open, hrefOf };
}

function Directory({ view }: { view: GraphView<MemberTable> }) {
  const { can } = useViewer();
  const [state, change] = useTableState(memberDirectory);
  const table = view.data ?? null;
  const grants = useGrants(table, view.graph.ready?.asOf ?? null, can.readMembers);
  const { store, version } = grants;
  const scroller = useScroller();
  const { open, hrefOf } = useOpenMember(store);
  const { scopes } = state;
  const toggleScope = useCallback(
    (name: string) => change({ scopes: toggledIn(scopes, name) }),
    [scopes, change],
  );
  const isEmpty = table !== null && store.size === 0;
  const lacksApps = table !== null && table.graph.unread.length > 0;
  return (
    <div className={styles['page']} aria-busy={table === null}>
      <MembersHeader
        table={table}
        store={store}
        version={version}
        areNamesComing={grants.progress?.state === 'reading'}
        progress={view.graph.state}
        onFilter={change}
      />
      <GraphNotices table={table} view={view} grants={grants} withoutPeople={null} />
      {isEmpty ? (
        <EmptyState title={lacksApps ? 'No app could be read' : 'No one has connected an app'}>
          {lacksApps
            ? 'Refresh to see who connected which app.'
            : 'People will show up here once they connect one.'}
        </EmptyState>
      ) : (
        <div className={classes(styles['panel'], styles['columns'])}>
          <div className={styles['table']}>
            {scroller === null ? null : (
              <TablePane
                kind={memberDirectory}
                grants={grants}
                waiting={table === null}
                state={state}
                onChange={change}
                onOpen={open}
                hrefOf={hrefOf}
                scroller={scroller}
                noMatch={{
                  title: 'No results',
                  text: `None of the ${formatCountOf(store.size, 'person', 'people')} who connected an app match.`,
                }}
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
        </div>
      )}
      <StatusLine
        read={table === null ? '' : readWords(table.graph)}
        asOf={table === null ? null : asOfGraph(table.graph, view.graph)}
        stale={view.error !== null}
        partial={table !== null && !isWhole(table, false)}
        refreshing={view.refreshing}
        onRefresh={view.graph.refresh}
        size={store.size}
        namesRead={store.namesRead}
        progress={grants.progress}
        hasRows={store.size > 0}
      />
    </div>
  );
}

/** Everybody who connected an app: to how many, and what they granted in all. */
export function MembersPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'Members');
  const view = useGraphTable('members', graphRoutes.members);
  if (view.data === undefined && view.error !== null) return renderFailure(view.error, view.retry);
  return <Directory view={view} />;
}
