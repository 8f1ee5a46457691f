import type { Ref } from 'react';
import type { ListedApp } from '#contract/connected-apps.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { SortMenu } from '../../ui/SortMenu.tsx';
import { ToggleGroup } from '../../ui/ToggleGroup.tsx';
import styles from './AppsPage.module.css';
import {
  hasMark,
  listMarks,
  sortOptions,
  type Known,
  type ListMark,
  type ListSort,
  type ListState,
} from './list-state.ts';
import { TypeFilter } from './TypeFilter.tsx';

const markLabels: Record<ListMark, string> = {
  new: 'New',
  sensitive: 'Sensitive scopes',
  restricted: 'Restricted',
  alike: 'Probable duplicates',
};

interface AppsToolbarProps {
  apps: readonly ListedApp[];
  known: Known;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
  onSort: (sort: ListSort) => void;
  search: Ref<HTMLInputElement>;
}

/** What narrows, orders and groups the list. */
export function AppsToolbar(props: AppsToolbarProps) {
  const { apps, known, state, onChange, onSort, search } = props;
  // Apps whose reach is on its way are not counted yet.
  const countOf = (mark: ListMark) =>
    apps.filter(
      (app) =>
        hasMark(app, mark, known) && (mark !== 'sensitive' || known.reachOf(app.id) !== undefined),
    ).length;
  return (
    <div className={styles['toolbar']}>
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
      <TypeFilter apps={apps} state={state} onChange={onChange} />
      <ToggleGroup
        label="Only apps that are"
        options={listMarks.map((value) => ({
          value,
          label: markLabels[value],
          count: countOf(value),
        }))}
        chosen={state.marks}
        onChange={(marks) => onChange({ marks })}
      />
      <SortMenu options={sortOptions} sort={state.sort} onSort={onSort} />
    </div>
  );
}
