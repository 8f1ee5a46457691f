import {
  useId,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent,
  type RefObject,
} from 'react';
import { columns as allColumns, rowHeights, type ColumnKey, type Density } from './columns.ts';
import styles from './GrantGrid.module.css';
import { GridHeader } from './GridHeader.tsx';
import { GridRow } from './GridRow.tsx';
import { ScopeCard, type ExplainedChip } from './ScopeCard.tsx';
import type { Sort, SortKey } from './sort.ts';
import type { GrantStore } from './store.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useRowWindow } from './use-row-window.ts';
import { useMedia, useWidth } from './use-width.ts';

/** What the grid shows and tells. */
interface GrantGridProps {
  store: GrantStore;
  version: number;
  /** Rows to show, in order. */
  rows: Uint32Array;
  terms: readonly string[];
  sort: Sort;
  onSort: (key: SortKey) => void;
  columns: readonly ColumnKey[];
  density: Density;
  /** Member ids. */
  selected: ReadonlySet<string>;
  /** How much of what is shown is selected. */
  selection: 'none' | 'some' | 'all';
  onToggle: (id: string) => void;
  onToggleAll: () => void;
  onClearSelection: () => void;
  onOpen: (row: number) => void;
  /** The element that scrolls, and px at its top that stay covered. */
  scroller: HTMLElement;
  stickyTop: number;
  gridRef: RefObject<HTMLDivElement | null>;
  namesComing: boolean;
}

interface GridStyle extends CSSProperties {
  '--tracks': string;
  '--sticky-top': string;
}

const headHeight = 36;
const narrowBelow = '(max-width: 719px)';

/**
 * The rows to draw, each in a slot whose elements are used again for another row when this one
 * scrolls away. The active row stays in the document wherever it is, for assistive technology points
 * at it.
 */
function slotsOf({ first, last }: { first: number; last: number }, active: number, count: number) {
  const size = last - first;
  const slots = Array.from({ length: size }, (_, at) => {
    const index = first + at;
    return { slot: index % size, index };
  });
  const inWindow = active >= first && active < last;
  if (!inWindow && active < count) slots.push({ slot: -1, index: active });
  return slots.toSorted((a, b) => a.index - b.index);
}

/** The grant table: members by granted scopes, virtual rows, keyboard throughout. */
export function GrantGrid(props: GrantGridProps) {
  const { store, rows, columns, selected, stickyTop, gridRef } = props;
  const gridId = useId();
  const rowId = (row: number) => `${gridId}-${row}`;
  const body = useRef<HTMLDivElement>(null);
  const [chipsWidth, chipsRef] = useWidth();
  const [activeIndex, setActive] = useState(0);
  const active = Math.min(activeIndex, Math.max(0, rows.length - 1));
  const narrow = useMedia(narrowBelow);
  const height = narrow ? rowHeights.narrow : rowHeights[props.density];
  const rowWindow = useRowWindow({
    count: rows.length,
    height,
    scroller: props.scroller,
    body,
    coveredTop: stickyTop + headHeight,
    coveredBottom: 44,
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
  const style: GridStyle = {
    '--tracks': `24px minmax(180px, 1.4fr) ${columns.map((key) => allColumns[key].track).join(' ')}`,
    '--sticky-top': `${stickyTop}px`,
  };
  const click = (event: MouseEvent<HTMLElement>) => {
    const { target } = event;
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    const index = Number(element?.dataset['index'] ?? -1);
    const row = rows[index];
    if (row === undefined || getSelection()?.isCollapsed === false) return;
    setActive(index);
    if (target instanceof Element && target.closest(`.${styles['check']}`) !== null) {
      props.onToggle(store.idAt(row));
    } else props.onOpen(row);
  };
  return (
    <>
      <div
        ref={gridRef}
        role="grid"
        className={styles['grid']}
        style={style}
        data-density={props.density}
        data-narrow={narrow}
        tabIndex={0}
        aria-label="Members and the scopes they granted"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 2}
        aria-multiselectable="true"
        aria-activedescendant={rows.length === 0 ? undefined : rowId(rows[active] ?? 0)}
        onKeyDown={keys}
      >
        <GridHeader {...props} visible={columns} chipsRef={chipsRef} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- keys reach the rows through the grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/) */}
        <div
          ref={body}
          role="rowgroup"
          className={styles['body']}
          style={{ height: rows.length * height }}
          onClick={click}
        >
          {slotsOf(rowWindow, active, rows.length).map(({ slot, index }) => {
            const row = rows[index] ?? 0;
            return (
              <GridRow
                key={slot}
                store={store}
                version={props.version}
                row={row}
                index={index}
                start={index * height}
                height={height}
                terms={props.terms}
                columns={columns}
                chipsWidth={narrow ? innerWidth - 72 : chipsWidth}
                active={index === active}
                selected={selected.has(store.idAt(row))}
                rowId={rowId(row)}
                namesComing={props.namesComing}
              />
            );
          })}
        </div>
      </div>
      <ScopeCard within={body} scopes={store.scopes} shown={chip} onShow={setChip} />
    </>
  );
}
