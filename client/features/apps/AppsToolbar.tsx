import { Layers } from 'lucide-react';
import type { Ref } from 'react';
import type { ConnectedAppList } from '#contract/connected-apps.ts';
import { Filters } from '../../ui/Filters.tsx';
import { ListResult } from '../../ui/ListResult.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { SortMenu } from '../../ui/SortMenu.tsx';
import { ToggleGroup } from '../../ui/ToggleGroup.tsx';
import styles from './AppsPage.module.css';
import { countMarked, resultOf, type Reaches } from './figures.ts';
import {
  isFiltered,
  listMarks,
  noFilter,
  sortOptions,
  type Known,
  type ListMark,
  type ListSort,
  type ListState,
} from './list-state.ts';
import { TypeFilter } from './TypeFilter.tsx';

const markLabels: Record<ListMark, string> = {
  new: 'New',
  'high-risk': 'With high-risk scopes',
  restricted: 'Restricted',
  alike: 'Probable duplicates',
};

interface AppsToolbarProps {
  list: ConnectedAppList;
  reaches: Reaches;
  known: Known;
  /** How many apps are shown. */
  shown: number;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
  onSort: (sort: ListSort) => void;
  search: Ref<HTMLInputElement>;
}

/** What narrows, orders and groups the list. */
export function AppsToolbar(props: AppsToolbarProps) {
  const { list, reaches, known, shown, state, onChange, onSort, search } = props;
  const { apps } = list;
  return (
    <>
      <div className={styles['search']}>
        <SearchField
          inputRef={search}
          label="Search apps"
          placeholder="Search name, description or id"
          shortcut="/"
          value={state.query}
          onChange={(query) => onChange({ query })}
        />
      </div>
      <Filters active={state.types.length + state.marks.length}>
        <TypeFilter apps={apps} state={state} onChange={onChange} />
        <ToggleGroup
          label="Only apps that are"
          options={listMarks.map((value) => ({
            value,
            label: markLabels[value],
            count: countMarked(list, value, reaches, known),
            stays: value === 'high-risk',
          }))}
          chosen={state.marks}
          onChange={(marks) => onChange({ marks })}
        />
        {list.alike.length === 0 ? null : (
          <button
            type="button"
            className={styles['group']}
            aria-pressed={state.grouped}
            onClick={() => onChange({ grouped: !state.grouped, unfolded: [] })}
          >
            <Layers size={14} aria-hidden="true" /> Group duplicates
          </button>
        )}
      </Filters>
      <SortMenu options={sortOptions} sort={state.sort} onSort={onSort} />
      <ListResult
        words={resultOf(shown, apps.length)}
        onClear={isFiltered(state) ? () => onChange(noFilter) : null}
      />
    </>
  );
}
