import { ArrowDown, ArrowUp } from 'lucide-react';
import styles from './Sort.module.css';
import { usePrinting } from './use-printing.ts';

/** One column of a table. */
export interface SortHead<S extends string> {
  /** What a click sorts by; null for a column that is no order. */
  sort: S | null;
  label: string;
  width: string;
  /** Class of a column that is not always there. */
  className?: string | undefined;
}

interface SortHeadsProps<S extends string> {
  heads: readonly SortHead<S>[];
  /** Null while the rows are in no order that a head names. */
  sort: S | null;
  descending: boolean;
  onSort: (sort: S) => void;
}

/** The heads of a table; a click sorts, a second one turns the order round. */
export function SortHeads<S extends string>(props: SortHeadsProps<S>) {
  const { heads, descending, onSort } = props;
  // Chromium leaves buttons out of the heads that it repeats on further sheets.
  const isPrinting = usePrinting();
  const Arrow = descending ? ArrowDown : ArrowUp;
  const direction = descending ? 'descending' : 'ascending';
  return (
    <thead>
      <tr>
        {heads.map(({ sort, label, width, className }) => (
          <th
            key={label}
            scope="col"
            style={{ width }}
            className={className}
            aria-sort={sort !== null && sort === props.sort ? direction : undefined}
          >
            {sort === null || isPrinting ? (
              label
            ) : (
              <button type="button" className={styles['sort']} onClick={() => onSort(sort)}>
                {label}
                {sort === props.sort ? <Arrow size={13} aria-hidden="true" /> : null}
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
