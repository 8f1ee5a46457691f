import type { Ref } from 'react';
import type { ListRow } from './alike.ts';
import { AppRow } from './AppRow.tsx';
import { AppsHead } from './AppsHead.tsx';
import styles from './AppsPage.module.css';
import type { ListSort, ListState } from './list-state.ts';

interface AppsTableProps {
  rows: readonly ListRow[];
  memberCount: number | null;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
  onSort: (sort: ListSort) => void;
  body: Ref<HTMLTableSectionElement>;
}

/** The apps in order. */
export function AppsTable({ rows, memberCount, state, onChange, onSort, body }: AppsTableProps) {
  const fold = (key: string, unfold: boolean) => {
    const others = state.unfolded.filter((known) => known !== key);
    onChange({ unfolded: unfold ? [...others, key] : others });
  };
  return (
    <table className={styles['table']}>
      <AppsHead state={state} onSort={onSort} />
      <tbody ref={body}>
        {rows.map((row) => (
          <AppRow key={row.app.id} row={row} memberCount={memberCount} onFold={fold} />
        ))}
      </tbody>
    </table>
  );
}
