import { useCallback } from 'react';
import { graphRoutes } from '#contract/graph-routes.ts';
import type { ScopeTable } from '#contract/scope-views.ts';
import { ApiError, type RenderFailure } from '../../api/api-error.ts';
import { useGraphTable } from '../../api/graph-table.ts';
import type { GraphView } from '../../api/graph-view.ts';
import { paths, usePathPart } from '../../api/paths.ts';
import { useViewer } from '../../api/session.ts';
import { AppReachChart } from '../../table/AppReachChart.tsx';
import { asOfGraph, isWhole, readWords } from '../../table/graph-foot.ts';
import { GraphNotices } from '../../table/GraphNotices.tsx';
import { scopeGrants } from '../../table/kinds.ts';
import { StatusLine } from '../../table/StatusLine.tsx';
import styles from '../../table/Table.module.css';
import { TablePane } from '../../table/TablePane.tsx';
import { toggledIn } from '../../table/toggled.ts';
import { useGrants } from '../../table/use-grants.ts';
import { useOpenGrant } from '../../table/use-open-grant.ts';
import { useScroller } from '../../table/use-scroller.ts';
import { useTableState } from '../../table/use-table-state.ts';
import { classes } from '../../ui/classes.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { formatCountOf } from '../../ui/format.ts';
import { GrantOfScope } from './GrantOfScope.tsx';
import { grantsOf } from './grants-of.ts';
import { ScopeHeader } from './ScopeHeader.tsx';

interface ScopeViewProps {
  name: string;
  view: GraphView<ScopeTable>;
}

function ScopeView({ name, view }: ScopeViewProps) {
  const { can } = useViewer();
  const [state, change, undo] = useTableState(scopeGrants);
  const table = view.data ?? null;
  const asOf = view.graph.ready?.asOf ?? null;
  const grants = useGrants(table === null ? null : grantsOf(table), asOf, can.readMembers);
  const { store, version } = grants;
  const scroller = useScroller();
  const { apps } = state;
  const toggleApp = useCallback(
    (id: string) => change({ apps: toggledIn(apps, id) }),
    [apps, change],
  );
  const { row, open, close, hrefOf } = useOpenGrant(
    paths.scope(name),
    store,
    state.grant,
    change,
    undo,
  );
  return (
    <div className={styles['page']} aria-busy={table === null}>
      <ScopeHeader
        name={name}
        table={table}
        store={store}
        version={version}
        areNamesComing={grants.progress?.state === 'reading'}
        progress={view.graph.state}
        onFilter={change}
      />
      <GraphNotices
        table={table}
        view={view}
        grants={grants}
        withoutPeople="it isn’t known what their roles make of these grants"
      />
      <div className={classes(styles['panel'], styles['columns'])}>
        <div className={styles['table']}>
          {scroller === null ? null : (
            <TablePane
              kind={scopeGrants}
              grants={grants}
              waiting={table === null}
              state={state}
              onChange={change}
              onOpen={open}
              hrefOf={hrefOf}
              scroller={scroller}
              noMatch={{
                title: 'No results',
                text: `None of the ${formatCountOf(store.size, 'grant')} of this scope match.`,
              }}
            />
          )}
        </div>
        <aside className={styles['side']}>
          <AppReachChart store={table === null ? null : store} chosen={apps} onToggle={toggleApp} />
        </aside>
      </div>
      <StatusLine
        read={table === null ? '' : readWords(table.graph)}
        asOf={table === null ? null : asOfGraph(table.graph, view.graph)}
        stale={view.error !== null}
        partial={table !== null && !isWhole(table, can.readMembers)}
        refreshing={view.refreshing}
        onRefresh={view.graph.refresh}
        row={scopeGrants.row}
        size={store.size}
        namesRead={store.namesRead}
        progress={grants.progress}
        hasRows
      />
      <GrantOfScope store={store} version={version} row={row} onClose={close} />
    </div>
  );
}

/** One scope: what it allows, which roles back it, and who granted it to which app. */
export function ScopePage({ renderFailure }: { renderFailure: RenderFailure }) {
  const scope = usePathPart(2);
  useCrumbs({ label: 'Scopes', href: paths.scopes() }, scope);
  const view = useGraphTable(`scope ${scope}`, graphRoutes.scope, { scope });
  const { data, error, retry } = view;
  const gone = error instanceof ApiError && error.status === 404;
  if (error !== null && (data === undefined || gone)) return renderFailure(error, retry);
  return <ScopeView key={scope} name={scope} view={view} />;
}
