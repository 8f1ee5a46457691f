import { useCallback, useEffect, useRef, useState } from 'react';
import type { GrantTable } from '#contract/grant-table.ts';
import { GrantGrid } from '../../../grid/GrantGrid.tsx';
import type { SortKey } from '../../../grid/sort.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import styles from './AppPage.module.css';
import { KeysSheet } from './KeysSheet.tsx';
import { MemberSheet } from './MemberSheet.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { ShownView } from './shown-view.ts';
import { Toolbar } from './Toolbar.tsx';
import { useGrantView } from './use-grant-view.ts';
import type { Grants } from './use-grants.ts';
import { useSelection } from './use-selection.ts';
import { noFilter, type ViewState } from './view-state.ts';

interface MembersTabProps {
  /** Null while it is still to come: the tab stands there already, to be filled in one step. */
  table: GrantTable | null;
  grants: Grants;
  state: ViewState;
  onChange: (change: Partial<ViewState>) => void;
  scroller: HTMLElement;
}

const toolbarHeight = 56;
const stillAtTop = 300;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [role="dialog"]') !== null;
}

/** Keys that work wherever the focus is, outside of fields. */
function useGlobalKeys(keys: Readonly<Record<string, () => void>>) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** The grant table with its search, facets and detail. */
export function MembersTab({ table, grants, state, onChange, scroller }: MembersTabProps) {
  const { store, version, progress } = grants;
  const waiting = table === null;
  const namesComing = progress?.state === 'reading';
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<number | null>(null);
  const [keysOpen, setKeysOpen] = useState(false);
  const mayReorder = useCallback(() => scroller.scrollTop < stillAtTop, [scroller]);
  const view = useGrantView(store, version, state, mayReorder, !namesComing);
  const selection = useSelection(store, view.rows);
  useGlobalKeys({
    '/': () => search.current?.focus(),
    '?': () => setKeysOpen(true),
    j: () => grid.current?.focus(),
  });
  useEffect(() => {
    grants.setVisibleRows(() =>
      view.rows.subarray(firstVisible(scroller), firstVisible(scroller) + 60),
    );
  }, [grants, view.rows, scroller]);
  const sortBy = (key: SortKey) => {
    const again = state.sort.key === key;
    const heavyFirst = key === 'access' || key === 'scopes';
    onChange({ sort: { key, descending: again ? !state.sort.descending : heavyFirst } });
  };
  const focusGrid = useCallback(() => grid.current?.focus(), []);
  const close = useCallback(() => setOpen(null), []);
  const closeKeys = useCallback(() => setKeysOpen(false), []);
  return (
    <>
      <ShownView value={view}>
        <Toolbar
          state={state}
          shown={waiting ? null : view.rows.length}
          scopes={store.scopes}
          total={store.size}
          names={progress === null ? 'hidden' : namesComing ? 'coming' : 'read'}
          onChange={onChange}
          searchRef={search}
          onDown={focusGrid}
        />
      </ShownView>
      {view.orderIsStale && !namesComing ? (
        <div className={styles['notices']}>
          <Notice
            action={
              <Button size="small" onClick={view.sortAgain}>
                Sort again
              </Button>
            }
          >
            Names arrived after the members were put in order.
          </Notice>
        </div>
      ) : null}
      {view.rows.length === 0 && !waiting ? (
        <EmptyState
          title="No member matches"
          action={<Button onClick={() => onChange(noFilter)}>Clear filters</Button>}
        >
          None of the {store.size.toLocaleString()} members who use this app is what you asked for.
          {namesComing ? ' Names are still being read.' : null}
        </EmptyState>
      ) : (
        <GrantGrid
          store={store}
          version={version}
          rows={view.rows}
          terms={view.terms}
          sort={state.sort}
          onSort={sortBy}
          columns={state.columns}
          density={state.density}
          selected={selection.selected}
          selection={selection.extent}
          onToggle={selection.toggle}
          onToggleAll={selection.toggleShown}
          onClearSelection={selection.clear}
          onOpen={setOpen}
          scroller={scroller}
          stickyTop={toolbarHeight}
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
      <MemberSheet store={store} row={open} appName={table?.app.name ?? ''} onClose={close} />
      <KeysSheet open={keysOpen} onClose={closeKeys} />
    </>
  );
}

const roughRowHeight = 52;
const roughHead = 240;

/** About which row is at the top of the screen: only decides whose names are asked for first. */
function firstVisible(scroller: HTMLElement): number {
  return Math.max(0, Math.floor((scroller.scrollTop - roughHead) / roughRowHeight));
}
