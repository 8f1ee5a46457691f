import { SlidersHorizontal } from 'lucide-react';
import type { Ref } from 'react';
import type { Scope } from '#contract/scopes.ts';
import { columns, optionalColumns } from '../../../grid/columns.ts';
import type { View } from '../../../grid/view.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { formatCount, formatCountOf } from '../../../ui/format.ts';
import { Menu, MenuCheckbox, MenuLabel, MenuRadioGroup, MenuSeparator } from '../../../ui/Menu.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import styles from './AppPage.module.css';
import { ScopeFacet, StatusFacet } from './Facets.tsx';
import { isFiltered, noFilter, type ViewState } from './view-state.ts';

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
] as const;

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
  return (
    <Menu
      trigger={
        <IconButton label="Columns and density">
          <SlidersHorizontal size={16} aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuLabel>Columns</MenuLabel>
      <MenuCheckbox checked disabled onChange={() => {}}>
        Member
      </MenuCheckbox>
      {optionalColumns.map((key) => (
        <MenuCheckbox
          key={key}
          checked={state.columns.includes(key)}
          onChange={(on) =>
            onChange({
              columns: optionalColumns.filter((known) =>
                known === key ? on : state.columns.includes(known),
              ),
            })
          }
        >
          {key === 'count' ? 'Number of scopes' : columns[key].label}
        </MenuCheckbox>
      ))}
      <MenuSeparator />
      <MenuRadioGroup
        label="Density"
        value={state.density}
        options={densities}
        onChange={(density) => onChange({ density })}
      />
    </Menu>
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
