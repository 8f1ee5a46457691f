import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { useRowPlace } from '../ui/place.ts';
import {
  columns as allColumns,
  columnsThatFit,
  memberWidth,
  rowHeights,
  type ColumnKey,
  type Density,
} from './columns.ts';
import styles from './GrantGrid.module.css';
import { GridHeader } from './GridHeader.tsx';
import { ScopeCard, type ExplainedChip } from './ScopeCard.tsx';
import type { Sort, SortKey } from './sort.ts';
import type { GrantStore } from './store.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { usePaintedRows } from './use-painted-rows.ts';
import { useRowWindow, type RowWindow } from './use-row-window.ts';
import { formatCount } from '../ui/format.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { useWidth } from './use-width.ts';

/** What the grid shows and tells. */
interface GrantGridProps {
  /** What the table lists, in words. */
  label: string;
  store: GrantStore;
  version: number;
  /** Rows to show, in order. */
  rows: Uint32Array;
  terms: readonly string[];
  sort: Sort;
  onSort: (key: SortKey) => void;
  columns: readonly ColumnKey[];
  density: Density;
  /** Keys of rows. */
  selected: ReadonlySet<string>;
  /** How much of what is shown is selected. */
  selection: 'none' | 'some' | 'all';
  onToggle: (key: string) => void;
  onToggleAll: () => void;
  onClearSelection: () => void;
  onOpen: (row: number) => void;
  /** The address of what a row opens. */
  hrefOf: (row: number) => string;
  /** The element that scrolls. */
  scroller: HTMLElement;
  gridRef: RefObject<HTMLDivElement | null>;
  namesComing: boolean;
  /** While the members are still to come the grid stands there in the shape that it will have. */
  waiting: boolean;
}

interface GridStyle extends CSSProperties {
  '--tracks': string;
}

/** So many rows are put on paper; more would take the browser minutes, and a ream. */
const maxPrinted = 2000;

/** Width in px below which a row stacks its cells; the page's own narrow layout begins there. */
const narrowBelow = 720;

/** Px at the top of the scroller that the head covers where it sticks, with what is above it. */
function coveredBy(head: Element | null): number {
  const top = head === null ? Number.NaN : Number.parseFloat(getComputedStyle(head).top);
  return head === null || Number.isNaN(top) ? 0 : top + head.clientHeight;
}

/** What the table has room for: its columns, how high a row is and how wide its chips may be. */
function useShape({ columns: chosen, density }: Pick<GrantGridProps, 'columns' | 'density'>) {
  const [width, headRef] = useWidth();
  const [chipsWidth, chipsRef] = useWidth();
  const printing = usePrinting();
  const narrow = !printing && width > 0 && width < narrowBelow;
  const isWhole = narrow || printing || width === 0;
  const columns = useMemo(
    () => (isWhole ? chosen : columnsThatFit(chosen, width)),
    [isWhole, chosen, width],
  );
  return {
    columns,
    narrow,
    printing,
    height: narrow ? rowHeights.narrow : rowHeights[density],
    chipsWidth: printing ? Number.POSITIVE_INFINITY : narrow ? width - 72 : chipsWidth,
    headRef,
    chipsRef,
  };
}

/** Which rows are drawn: those on screen, or on paper all that it is worth. */
function drawnOf(
  { first, last, most }: RowWindow,
  { printing, waiting, count }: { printing: boolean; waiting: boolean; count: number },
) {
  if (!printing) return { first, last, slots: most };
  return { first: 0, last: waiting ? 0 : Math.min(count, maxPrinted), slots: maxPrinted };
}

/** Says on paper that it does not hold everything. */
function Cut({ count }: { count: number }) {
  return (
    <p className={styles['cut']}>
      The first {formatCount(maxPrinted)} of {formatCount(count)} rows are printed. Filter to print
      the others.
    </p>
  );
}

/** More than any screen has; a grid that waits draws as many as are on screen. */
const shapesOfRows = 200;

/** The row that the keys act on: the first after every search, and the one that one comes back to. */
function useActiveRow({ store, rows, terms }: Pick<GrantGridProps, 'store' | 'rows' | 'terms'>) {
  const place = useRowPlace();
  const [spot, setSpot] = useState<{ index: number; key: string | null; terms: readonly string[] }>(
    {
      index: 0,
      key: place.row,
      terms,
    },
  );
  const index = useMemo(() => {
    if (spot.terms !== terms) return 0;
    return spot.key === null ? spot.index : rows.indexOf(store.rowOf(spot.key) ?? -1);
  }, [spot, terms, rows, store]);
  const active = Math.max(0, Math.min(index, rows.length - 1));
  const setActive = (next: number) => {
    setSpot({ index: next, key: null, terms });
    const row = rows[next];
    if (row !== undefined) place.keepRow(store.keyAt(row));
  };
  return { active, setActive };
}

/**
 * Browsers scroll what is focused into view, and with a table that is taller than the window the head
 * of the page away: a focus that keys bring goes to the active row instead.
 */
function useFocusInPlace(scroller: HTMLElement, showActive: () => void) {
  // As of the last event: by the time the focus is told of, the browser has scrolled.
  const top = useRef(scroller.scrollTop);
  useEffect(() => {
    const keep = () => {
      top.current = scroller.scrollTop;
    };
    scroller.addEventListener('scroll', keep, { passive: true });
    return () => scroller.removeEventListener('scroll', keep);
  }, [scroller]);
  return (event: FocusEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || !event.target.matches(':focus-visible')) return;
    scroller.scrollTo(0, top.current);
    showActive();
  };
}

type RowPress = Pick<GrantGridProps, 'store' | 'rows' | 'onToggle' | 'onOpen' | 'hrefOf'>;

/** A press on a row: on its box selects it, elsewhere opens it, with the keys for that in another tab. */
function pressRow(grid: RowPress, setActive: (index: number) => void) {
  return (event: MouseEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
    const row = grid.rows[index];
    if (row === undefined) return;
    const isCheck = target.closest(`.${styles['check']}`) !== null;
    if (!isCheck && getSelection()?.isCollapsed === false) return;
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1;
    // The browser follows the link of the name itself.
    if (isElsewhere && target.closest('a') !== null) return;
    // The box is set by what is drawn next.
    if (!isCheck) event.preventDefault();
    setActive(index);
    if (isCheck) grid.onToggle(grid.store.keyAt(row));
    else if (isElsewhere) open(grid.hrefOf(row), '_blank', 'noopener');
    else grid.onOpen(row);
  };
}

/** The grant table: members by granted scopes, virtual rows, keyboard throughout. */
export function GrantGrid(props: GrantGridProps) {
  const { store, rows, selected, gridRef, waiting } = props;
  const gridId = useId();
  const rowId = (row: number) => `${gridId}-${row}`;
  const body = useRef<HTMLDivElement>(null);
  const { active, setActive } = useActiveRow(props);
  const shape = useShape(props);
  const { columns, printing, height } = shape;
  const count = waiting ? shapesOfRows : rows.length;
  const rowWindow = useRowWindow({
    count,
    content: waiting ? null : props.terms,
    height,
    scroller: props.scroller,
    body,
    coveredTop: () => coveredBy(gridRef.current?.firstElementChild ?? null),
    coveredBottom: 44,
  });
  usePaintedRows(body, {
    look: {
      store,
      version: props.version,
      terms: props.terms,
      columns,
      chipsWidth: shape.chipsWidth,
      namesComing: props.namesComing,
      hrefOf: props.hrefOf,
    },
    rows: waiting ? null : rows,
    ...drawnOf(rowWindow, { printing, waiting, count }),
    height,
    active,
    selected,
    rowId,
  });
  const [chip, setChip] = useState<ExplainedChip | null>(null);
  const keys = useGridKeys({
    ...props,
    active,
    setActive,
    scrollTo: rowWindow.scrollTo,
    rowId,
    chip,
    setChip,
  });
  const focus = useFocusInPlace(props.scroller, () => rowWindow.scrollTo(active));
  const style: GridStyle = {
    '--tracks': `24px minmax(${memberWidth}px, 1.6fr) ${columns.map((key) => allColumns[key].track).join(' ')}`,
  };
  const click = pressRow(props, setActive);
  return (
    <>
      <div
        ref={gridRef}
        role="grid"
        className={styles['grid']}
        style={style}
        data-density={props.density}
        data-narrow={shape.narrow}
        tabIndex={0}
        aria-label={props.label}
        aria-busy={waiting}
        aria-rowcount={waiting ? -1 : rows.length + 1}
        aria-colcount={columns.length + 2}
        aria-multiselectable="true"
        aria-activedescendant={rows.length === 0 ? undefined : rowId(rows[active] ?? 0)}
        onKeyDown={keys}
        onFocus={focus}
      >
        <GridHeader {...props} {...shape} visible={columns} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- keys reach the rows through the grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/) */}
        <div
          ref={body}
          role="rowgroup"
          // Names, ids and scopes, painted into texts that are kept.
          translate="no"
          className={styles['body']}
          style={{ height: (waiting ? rowWindow.last : count) * height }}
          onClick={click}
          onAuxClick={(event) => {
            if (event.button === 1) click(event);
          }}
        />
      </div>
      {printing && count > maxPrinted ? <Cut count={count} /> : null}
      <ScopeCard within={body} scopes={store.scopes} shown={chip} onShow={setChip} />
    </>
  );
}
