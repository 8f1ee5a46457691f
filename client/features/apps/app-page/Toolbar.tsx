import { SlidersHorizontal } from 'lucide-react';
import type { Ref } from 'react';
import type { Scope } from '#contract/scopes.ts';
import { columns, optionalColumns } from '../../../grid/columns.ts';
import type { View } from '../../../grid/view.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { formatCount, formatCountOf } from '../../../ui/format.ts';
import { choice, Menu } from '../../../ui/Menu.tsx';
import type { MenuEntry } from '../../../ui/popup-props.ts';
import { SearchField } from '../../../ui/SearchField.tsx';
import styles from './AppPage.module.css';
import { ScopeFacet, StatusFacet } from './Facets.tsx';
import { isFiltered, noFilter, type ViewState } from './view-state.ts';

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
] as const;

/** The column that says whose row it is stays. */
const memberEntry: MenuEntry = {
  key: 'member',
  kind: 'check',
  label: 'Member',
  checked: true,
  disabled: true,
  onChange: () => undefined,
};

interface ToolbarProps {
  state: ViewState;
  view: View;
  scopes: readonly Scope[];
  total: number;
  /** Whether names can be searched: not by this viewer, not all yet, or all. */
  names: 'hidden' | 'coming' | 'read';
  onChange: (change: Partial<ViewState>) => void;
  searchRef: Ref<HTMLInputElement>;
  onDown: () => void;
}

function ViewMenu({ state, onChange }: Pick<ToolbarProps, 'state' | 'onChange'>) {
  const columnEntries = optionalColumns.map((column): MenuEntry => ({
    key: column,
    kind: 'check',
    label: column === 'count' ? 'Number of scopes' : columns[column].label,
    checked: state.columns.includes(column),
    onChange: (on) =>
      onChange({
        columns: optionalColumns.filter((known) =>
          known === column ? on : state.columns.includes(known),
        ),
      }),
  }));
  return (
    <Menu
      trigger={
        <IconButton label="Columns and density">
          <SlidersHorizontal size={16} aria-hidden="true" />
        </IconButton>
      }
      entries={[
        { key: 'columns', kind: 'label', content: 'Columns' },
        memberEntry,
        ...columnEntries,
        { key: 'separator', kind: 'separator' },
        choice({
          label: 'Density',
          value: state.density,
          options: densities,
          onChange: (density) => onChange({ density }),
        }),
      ]}
    />
  );
}

/** Search, facets and how the table looks. */
export function Toolbar(props: ToolbarProps) {
  const { state, view, scopes, total, names, onChange, searchRef, onDown } = props;
  const shown = view.rows.length;
  return (
    <div className={styles['toolbar']}>
      <div className={styles['search']}>
        <SearchField
          inputRef={searchRef}
          label="Search members and scopes"
          placeholder={
            names === 'hidden' ? 'Search id or scope' : 'Search name, e-mail, id or scope'
          }
          shortcut="/"
          value={state.query}
          onChange={(query) => onChange({ query })}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              onDown();
            }
          }}
        />
      </div>
      <ScopeFacet state={state} view={view} onChange={onChange} scopes={scopes} />
      {names === 'hidden' ? null : <StatusFacet state={state} view={view} onChange={onChange} />}
      {isFiltered(state) ? (
        <Button variant="quiet" onClick={() => onChange(noFilter)}>
          Clear
        </Button>
      ) : null}
      <div className={styles['toolbarEnd']}>
        <span className={styles['result']} role="status">
          {isFiltered(state)
            ? `${formatCount(shown)} of ${formatCountOf(total, 'member')}${names === 'coming' ? ' so far' : ''}`
            : formatCountOf(total, 'member')}
        </span>
        <ViewMenu state={state} onChange={onChange} />
      </div>
    </div>
  );
}
