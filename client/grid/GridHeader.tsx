import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../ui/classes.ts';
import { columns, type ColumnKey } from './columns.ts';
import styles from './GrantGrid.module.css';
import { usePrinting } from '../ui/use-printing.ts';
import type { Sort, SortKey } from './sort.ts';

/** Columns that a narrow screen has room for. */
const alwaysShown = new Set<ColumnKey>(['scopes', 'app', 'risk']);
const numberColumns = new Set<ColumnKey>(['count', 'apps', 'risk']);

interface GridHeaderProps {
  visible: readonly ColumnKey[];
  sort: Sort;
  onSort: (key: SortKey) => void;
  selection: 'none' | 'some' | 'all';
  onToggleAll: () => void;
  /** The head, which is as wide as the grid. */
  headRef: (head: HTMLDivElement | null) => void;
  /** The cell whose width the chips have. */
  chipsRef: (cell: HTMLDivElement | null) => void;
}

interface HeadCellProps {
  label: string;
  sortKey: SortKey;
  sort: Sort;
  onSort: (key: SortKey) => void;
  className?: string | undefined;
  cellRef?: ((cell: HTMLDivElement | null) => void) | undefined;
}

function HeadCell({ label, sortKey, sort, onSort, className, cellRef }: HeadCellProps): ReactNode {
  const sorted = sort.key === sortKey;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  // Chromium leaves buttons out of the heads that it repeats on further sheets.
  const isPrinting = usePrinting();
  return (
    <div
      ref={cellRef}
      role="columnheader"
      className={className}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      {isPrinting ? (
        label
      ) : (
        <button
          type="button"
          className={classes(styles['sort'], sorted && styles['sorted'])}
          onClick={() => onSort(sortKey)}
        >
          {label}
          {sorted ? <Arrow size={13} aria-hidden="true" /> : null}
        </button>
      )}
    </div>
  );
}

/** The heads of the columns; a click sorts, a second one turns the order round. */
export function GridHeader(props: GridHeaderProps) {
  const { visible, sort, onSort, selection, onToggleAll, headRef, chipsRef } = props;
  return (
    <div ref={headRef} role="row" className={styles['head']} aria-rowindex={1}>
      <div role="columnheader">
        <label className={styles['check']}>
          <input
            ref={(box) => {
              if (box !== null) box.indeterminate = selection === 'some';
            }}
            type="checkbox"
            aria-label="Select all that match"
            checked={selection === 'all'}
            onChange={onToggleAll}
          />
        </label>
      </div>
      <HeadCell label="Member" sortKey="member" sort={sort} onSort={onSort} />
      {visible.map((key) => (
        <HeadCell
          key={key}
          label={columns[key].label}
          sortKey={columns[key].sort}
          sort={sort}
          onSort={onSort}
          className={classes(
            numberColumns.has(key) && styles['right'],
            !alwaysShown.has(key) && styles['extra'],
          )}
          cellRef={key === 'scopes' ? chipsRef : undefined}
        />
      ))}
    </div>
  );
}
