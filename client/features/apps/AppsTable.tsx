import { useMemo, type Ref } from 'react';
import { termsOf } from '../../grid/fold.ts';
import table from '../../ui/ListTable.module.css';
import type { ListRow, LookAlike } from './alike.ts';
import { AppRow } from './AppRow.tsx';
import { AppsHead } from './AppsHead.tsx';
import type { ListSort, ListState } from './list-state.ts';

interface AppsTableProps {
  rows: readonly ListRow[];
  looks: ReadonlyMap<string, LookAlike>;
  /** For how many people a full bar stands. */
  widest: number;
  isOrdered: boolean;
  isRecordKnown: boolean;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
  onSort: (sort: ListSort) => void;
  body: Ref<HTMLTableSectionElement>;
}

/** The apps in order. */
export function AppsTable(props: AppsTableProps) {
  const { rows, looks, widest, isOrdered, isRecordKnown, state, onChange, onSort, body } = props;
  const terms = useMemo(() => termsOf(state.query), [state.query]);
  const fold = (key: string, unfold: boolean) => {
    const others = state.unfolded.filter((known) => known !== key);
    onChange({ unfolded: unfold ? [...others, key] : others });
  };
  return (
    <table className={table['table']}>
      <AppsHead state={state} isOrdered={isOrdered} onSort={onSort} />
      <tbody ref={body}>
        {rows.map((row) => (
          <AppRow
            key={row.app.id}
            row={row}
            look={looks.get(row.app.id)}
            terms={terms}
            widest={widest}
            isRecordKnown={isRecordKnown}
            onFold={fold}
          />
        ))}
      </tbody>
    </table>
  );
}
