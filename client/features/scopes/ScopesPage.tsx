import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { graphRoutes } from '#contract/graph-routes.ts';
import type { ScopeList } from '#contract/scope-views.ts';
import type { RenderFailure } from '../../api/api-error.ts';
import { useGraphView, type GraphView } from '../../api/graph-view.ts';
import { request } from '../../api/request.ts';
import { useViewer } from '../../api/session.ts';
import { classNames } from '../../grid/class-words.ts';
import { asOfGraph, isWhole, readWords, unreadWords } from '../../table/graph-foot.ts';
import { ViewNotices } from '../../table/ViewNotices.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCountOf } from '../../ui/format.ts';
import { Filters } from '../../ui/Filters.tsx';
import { GraphProgressBar } from '../../ui/GraphProgress.tsx';
import { ListResult } from '../../ui/ListResult.tsx';
import table from '../../ui/ListTable.module.css';
import { Page } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { SortHeads, type SortHead } from '../../ui/SortHeads.tsx';
import { SortMenu } from '../../ui/SortMenu.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { ToggleGroup } from '../../ui/ToggleGroup.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import {
  formatListState,
  isFiltered,
  heaviestFirst,
  listScopes,
  parseListState,
  sortOptions,
  type ScopeListState,
  type ScopeSort,
} from './list-state.ts';
import { leadOf, resultOf } from './figures.ts';
import { ScopeRow } from './ScopeRow.tsx';
import styles from './ScopesPage.module.css';

/** The columns; those that are the first to go for want of room are told under the people. */
const heads: readonly SortHead<ScopeSort>[] = [
  { sort: 'name', label: 'Scope', width: '24%' },
  { sort: null, label: 'Description', width: 'auto' },
  { sort: 'class', label: 'Class', width: '190px' },
  { sort: 'members', label: 'People', width: '140px' },
  { sort: 'apps', label: 'Apps', width: '96px', className: styles['wide'] },
  { sort: 'dormant', label: 'Dormant', width: '152px', className: styles['wide'] },
];

function useListState(): [ScopeListState, (change: Partial<ScopeListState>) => void] {
  const [params, setParams] = useSearchParams();
  const [state, setState] = useState(() => parseListState(params));
  const change = (changes: Partial<ScopeListState>) => {
    const next = { ...state, ...changes };
    setState(next);
    setParams(formatListState(next), { replace: true, preventScrollReset: true });
  };
  return [state, change];
}

function ListSkeleton({ view }: { view: GraphView<ScopeList> }) {
  return (
    <Page
      title="Scopes"
      lead={<Skeleton width={260} />}
      toolbar={<Skeleton width={340} height={32} />}
      notices={<GraphProgressBar state={view.graph.state} />}
      busy
    >
      {Array.from({ length: 9 }, (_, row) => (
        <div key={row} style={{ height: 60, padding: '20px 24px' }}>
          <Skeleton width={`${[62, 48, 70, 55, 40][row % 5] ?? 50}%`} height={16} />
        </div>
      ))}
    </Page>
  );
}

interface ListProps {
  list: ScopeList;
  view: GraphView<ScopeList>;
}

function List({ list, view }: ListProps) {
  const { scopes, graph } = list;
  const { can } = useViewer();
  const [state, change] = useListState();
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  useListKeys(search, body);
  const shown = useMemo(() => listScopes(scopes, state), [scopes, state]);
  const sortBy = (sort: ScopeSort) =>
    change({ sort, descending: sort === state.sort ? !state.descending : sort !== 'name' });
  const showAll = () => change({ query: '', classes: [] });
  const toolbar = (
    <>
      <div className={styles['search']}>
        <SearchField
          inputRef={search}
          label="Search scopes"
          placeholder="Search name, description or rule"
          shortcut="/"
          value={state.query}
          onChange={(query) => change({ query })}
        />
      </div>
      <Filters active={state.classes.length}>
        <ToggleGroup
          label="Class"
          options={heaviestFirst.map((value) => ({
            value,
            label: classNames[value],
            count: scopes.filter((scope) => scope.class === value).length,
          }))}
          chosen={state.classes}
          onChange={(chosen) => change({ classes: chosen })}
        />
      </Filters>
      <SortMenu options={sortOptions} sort={state.sort} onSort={sortBy} />
      <ListResult
        words={resultOf(shown.length, scopes.length)}
        onClear={isFiltered(state) ? showAll : null}
      />
    </>
  );
  return (
    <Page
      title="Scopes"
      lead={leadOf(list)}
      {...(scopes.length === 0 ? {} : { toolbar })}
      notices={
        <>
          <ViewNotices
            graph={graph}
            view={view}
            missing={list.missing}
            withoutPeople="it isn’t known whose access is dormant"
          />
          <GraphProgressBar state={view.graph.state} />
        </>
      }
      foot={
        <StatusBar
          asOf={asOfGraph(graph, view.graph)}
          stale={view.error !== null}
          partial={!isWhole(list, can.readMembers)}
          refreshing={view.refreshing}
          onRefresh={view.graph.refresh}
        >
          {readWords(graph) + unreadWords(graph)} · Dormant: the member’s roles don’t allow it
        </StatusBar>
      }
    >
      {scopes.length === 0 ? (
        <EmptyState
          title={graph.unread.length === 0 ? 'No scopes in use' : 'No scopes could be read'}
        >
          {graph.unread.length === 0
            ? 'Scopes will show up here once someone grants one to an app.'
            : 'Refresh to see what apps were granted.'}
        </EmptyState>
      ) : shown.length === 0 ? (
        <EmptyState title="No results" action={<Button onClick={showAll}>Clear filters</Button>}>
          None of the {formatCountOf(scopes.length, 'scope')} in use match.
        </EmptyState>
      ) : (
        <table className={table['table']}>
          <SortHeads
            heads={heads}
            sort={state.sort}
            descending={state.descending}
            onSort={sortBy}
          />
          <tbody ref={body}>
            {shown.map((scope) => (
              <ScopeRow key={scope.name} scope={scope} graph={graph} />
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}

/** Every scope in use: what it allows, how grave that is and why, and how many hold it. */
export function ScopesPage({ renderFailure }: { renderFailure: RenderFailure }) {
  useCrumbs(null, 'Scopes');
  const view = useGraphView('scopes', (signal) => request(graphRoutes.scopes, { signal }));
  const { data, error, retry } = view;
  if (data !== undefined) return <List list={data} view={view} />;
  return error === null ? <ListSkeleton view={view} /> : renderFailure(error, retry);
}
