import { SlidersHorizontal, X } from 'lucide-react';
import { useState, type Ref } from 'react';
import type { Scope } from '#contract/scopes.ts';
import { columns, optionalColumns } from '../../../grid/columns.ts';
import type { GrantStore } from '../../../grid/store.ts';
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
  const { state, view, scopes, total, onChange, searchRef, onDown } = props;
  const shown = view.rows.length;
  return (
    <div className={styles['toolbar']}>
      <div className={styles['search']}>
        <SearchField
          inputRef={searchRef}
          label="Search members and scopes"
          placeholder="Search name, e-mail, id or scope"
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
      <StatusFacet state={state} view={view} onChange={onChange} />
      {isFiltered(state) ? (
        <Button variant="quiet" onClick={() => onChange(noFilter)}>
          Clear
        </Button>
      ) : null}
      <span className={styles['spring']} />
      <span className={styles['result']} role="status">
        {isFiltered(state)
          ? `${formatCount(shown)} of ${formatCountOf(total, 'member')}`
          : formatCountOf(total, 'member')}
      </span>
      <ViewMenu state={state} onChange={onChange} />
    </div>
  );
}

interface SelectionBarProps {
  store: GrantStore;
  selected: ReadonlySet<string>;
  shown: number;
  onSelectShown: () => void;
  onClear: () => void;
}

/** What can be done with the selected members, in place of the filters. */
export function SelectionBar({
  store,
  selected,
  shown,
  onSelectShown,
  onClear,
}: SelectionBarProps) {
  const [copied, setCopied] = useState('');
  const emails = [...selected].flatMap((id) => {
    const email = store.emails[store.rowOf(id) ?? -1] ?? '';
    return email === '' ? [] : [email];
  });
  const copy = (lines: readonly string[], what: string) => {
    navigator.clipboard.writeText(lines.join('\n')).then(
      () => setCopied(`Copied ${formatCountOf(lines.length, what)}.`),
      () => setCopied('Not copied: the browser refused.'),
    );
  };
  return (
    <div className={styles['toolbar']}>
      <div className={styles['selectionBar']} role="group" aria-label="Selection">
        <IconButton label="Clear selection" onClick={onClear}>
          <X size={16} aria-hidden="true" />
        </IconButton>
        <span role="status">
          {formatCount(selected.size)} of {formatCount(store.size)} selected
        </span>
        {selected.size < shown ? (
          <Button size="small" variant="quiet" onClick={onSelectShown}>
            Select all {formatCount(shown)} shown
          </Button>
        ) : null}
        <Button size="small" onClick={() => copy([...selected], 'id')}>
          Copy ids
        </Button>
        <Button size="small" disabled={emails.length === 0} onClick={() => copy(emails, 'e-mail')}>
          Copy e-mails
        </Button>
        <span className={styles['result']} role="status">
          {copied}
        </span>
      </div>
    </div>
  );
}
