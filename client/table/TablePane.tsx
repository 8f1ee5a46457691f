import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { GrantGrid } from '../grid/GrantGrid.tsx';
import type { SortKey } from '../grid/sort.ts';
import type { RowApp } from '../grid/store-table.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Notice } from '../ui/Notice.tsx';
import { KeysSheet } from './KeysSheet.tsx';
import type { TableKind } from './kinds.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { ShownView } from './shown-view.ts';
import styles from './Table.module.css';
import { noFilter, type TableState } from './table-state.ts';
import { Toolbar } from './Toolbar.tsx';
import { useGlobalKeys } from './use-global-keys.ts';
import { useGrantView } from './use-grant-view.ts';
import type { Grants } from './use-grants.ts';
import { useSelection } from './use-selection.ts';

interface TablePaneProps {
  kind: TableKind;
  grants: Grants;
  /** Whether the rows are still to come: the table stands there already, to be filled in one step. */
  waiting: boolean;
  state: TableState;
  onChange: (change: Partial<TableState>) => void;
  onOpen: (row: number) => void;
  /** The address of what a row opens; the same function as long as it gives the same. */
  hrefOf: (row: number) => string;
  scroller: HTMLElement;
  /** What is said where nothing matches. */
  noMatch: { title: string; text: ReactNode };
}

const noApps: readonly RowApp[] = [];
const stillAtTop = 300;
const roughRowHeight = 52;
const roughHead = 240;

/** About which row is at the top of the screen: only decides whose names are asked for first. */
function firstVisible(scroller: HTMLElement): number {
  return Math.max(0, Math.floor((scroller.scrollTop - roughHead) / roughRowHeight));
}

const heavyKeys = new Set<SortKey>(['risk', 'scopes', 'apps']);

/** Which order a press on the head of a column gives: heavy first, but words from A. */
function nextSort({ sort }: TableState, key: SortKey) {
  const heavyFirst = heavyKeys.has(key);
  return { key, descending: sort.key === key ? !sort.descending : heavyFirst };
}

/** The grant table with its search, facets and selection. */
export function TablePane(props: TablePaneProps) {
  const { kind, grants, waiting, state, onChange, onOpen, hrefOf, scroller, noMatch } = props;
  const { store, version, progress } = grants;
  const namesComing = progress?.state === 'reading';
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [keysOpen, setKeysOpen] = useState(false);
  const mayReorder = useCallback(() => scroller.scrollTop < stillAtTop, [scroller]);
  const view = useGrantView(store, version, state, mayReorder, !namesComing);
  const selection = useSelection(store, view.rows);
  useGlobalKeys({
    '/': () => search.current?.focus(),
    '?': () => setKeysOpen(true),
    j: () => grid.current?.focus({ preventScroll: true }),
  });
  useEffect(() => {
    grants.setVisibleRows(() =>
      view.rows.subarray(firstVisible(scroller), firstVisible(scroller) + 60),
    );
  }, [grants, view.rows, scroller]);
  const focusGrid = useCallback(() => grid.current?.focus({ preventScroll: true }), []);
  const closeKeys = useCallback(() => setKeysOpen(false), []);
  return (
    <>
      <ShownView value={view}>
        <Toolbar
          kind={kind}
          state={state}
          shown={waiting ? null : view.rows.length}
          scopes={store.scopes}
          apps={store.grants?.apps ?? noApps}
          total={store.size}
          names={progress === null ? 'hidden' : namesComing ? 'coming' : 'read'}
          onChange={onChange}
          searchRef={search}
          onDown={focusGrid}
        />
      </ShownView>
      {view.orderIsStale && !namesComing ? (
        <SortAgain rows={kind.rows} onPress={view.sortAgain} />
      ) : null}
      {view.rows.length === 0 && !waiting ? (
        <EmptyState
          title={noMatch.title}
          action={<Button onClick={() => onChange(noFilter)}>Clear filters</Button>}
        >
          {noMatch.text}
          {namesComing ? ' Names are still being read.' : null}
        </EmptyState>
      ) : (
        <GrantGrid
          label={kind.label}
          store={store}
          version={version}
          rows={view.rows}
          terms={view.terms}
          sort={state.sort}
          onSort={(key) => onChange({ sort: nextSort(state, key) })}
          columns={state.columns}
          density={state.density}
          selected={selection.selected}
          selection={selection.extent}
          onToggle={selection.toggle}
          onToggleAll={selection.toggleShown}
          onClearSelection={selection.clear}
          onOpen={onOpen}
          hrefOf={hrefOf}
          scroller={scroller}
          gridRef={grid}
          namesComing={namesComing}
          waiting={waiting}
        />
      )}
      {selection.selected.size === 0 ? null : (
        <SelectionBar
          store={store}
          selected={selection.selected}
          shown={view.rows.length}
          onSelectShown={selection.selectShown}
          onClear={selection.clear}
        />
      )}
      <KeysSheet kind={kind} open={keysOpen} onClose={closeKeys} />
    </>
  );
}

function SortAgain({ rows, onPress }: { rows: string; onPress: () => void }) {
  return (
    <div className={styles['notices']}>
      <Notice
        action={
          <Button size="small" onClick={onPress}>
            Sort again
          </Button>
        }
      >
        Names arrived after the {rows} were put in order.
      </Notice>
    </div>
  );
}
