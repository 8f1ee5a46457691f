import { ArrowDown, ArrowUp } from 'lucide-react';
import styles from './AppsPage.module.css';
import type { ListSort, ListState } from './list-state.ts';

const heads: readonly { sort: ListSort | null; label: string; width: string; wide?: boolean }[] = [
  { sort: 'name', label: 'App', width: 'auto' },
  { sort: null, label: 'Client type', width: '150px', wide: true },
  { sort: 'members', label: 'Members', width: '180px' },
  { sort: 'scopes', label: 'Scopes', width: '100px' },
  { sort: 'sensitive', label: 'Sensitive', width: '130px' },
  { sort: null, label: 'Policy', width: '124px', wide: true },
];

/** The heads of the list; a click sorts, a second one turns the order round. */
export function AppsHead({
  state,
  onSort,
}: {
  state: ListState;
  onSort: (sort: ListSort) => void;
}) {
  const Arrow = state.descending ? ArrowDown : ArrowUp;
  const direction = state.descending ? 'descending' : 'ascending';
  return (
    <thead>
      <tr>
        {heads.map(({ sort, label, width, wide }) => (
          <th
            key={label}
            scope="col"
            style={{ width }}
            className={wide === true ? styles['wide'] : undefined}
            aria-sort={sort === state.sort ? direction : undefined}
          >
            {sort === null ? (
              label
            ) : (
              <button type="button" className={styles['sort']} onClick={() => onSort(sort)}>
                {label}
                {sort === state.sort ? <Arrow size={13} aria-hidden="true" /> : null}
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
