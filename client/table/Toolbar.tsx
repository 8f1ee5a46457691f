import { SlidersHorizontal } from 'lucide-react';
import { memo, type Ref } from 'react';
import type { Scope } from '#contract/scopes.ts';
import { columns } from '../grid/columns.ts';
import { useViewer } from '../api/session.ts';
import type { RowApp } from '../grid/store-table.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { formatCount, formatCountOf } from '../ui/format.ts';
import { Filters } from '../ui/Filters.tsx';
import { choice, Menu } from '../ui/Menu.tsx';
import type { MenuEntry } from '../ui/popup-props.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { StickyBar } from '../ui/StickyBar.tsx';
import { FindByEmail } from './FindByEmail.tsx';
import { AccessFacet, AppFacet } from './GrantFacets.tsx';
import { ScopeFacet, StatusFacet } from './Facets.tsx';
import type { TableKind } from './kinds.ts';
import styles from './Table.module.css';
import { countFacets, isFiltered, noFilter, type TableState } from './table-state.ts';

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
  kind: TableKind;
  state: TableState;
  /** How many rows are shown; null while they are still to come. */
  shown: number | null;
  scopes: readonly Scope[];
  /** Of rows that are grants to many apps. */
  apps: readonly RowApp[];
  total: number;
  /** Whether names can be searched: not by this viewer, not all yet, or all. */
  names: 'hidden' | 'coming' | 'read';
  onChange: (change: Partial<TableState>) => void;
  searchRef: Ref<HTMLInputElement>;
  onDown: () => void;
}

interface ViewMenuProps {
  kind: TableKind;
  chosen: TableState['columns'];
  density: TableState['density'];
  onChange: (change: Partial<TableState>) => void;
}

const ViewMenu = memo(function ViewMenu({ kind, chosen, density, onChange }: ViewMenuProps) {
  const columnEntries = kind.columns.map((column): MenuEntry => ({
    key: column,
    kind: 'check',
    label: column === 'count' ? 'Number of scopes' : columns[column].label,
    checked: chosen.includes(column),
    onChange: (on) =>
      onChange({
        columns: kind.columns.filter((known) => (known === column ? on : chosen.includes(known))),
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
          value: density,
          options: densities,
          onChange: (next) => onChange({ density: next }),
        }),
      ]}
    />
  );
});

function resultWords({ kind, state, shown, total, names }: ToolbarProps): string {
  if (shown === null) return '';
  const all = formatCountOf(total, kind.row, kind.rows);
  if (!isFiltered(state)) return all;
  const soFar = names === 'coming' ? ' so far' : '';
  return `${formatCount(shown)} of ${all}${soFar}`;
}

function Facets({ kind, state, scopes, apps, names, onChange }: ToolbarProps) {
  const has = (facet: TableKind['facets'][number]) => kind.facets.includes(facet);
  return (
    <>
      {has('scope') ? (
        <ScopeFacet
          chosen={state.scopes}
          highRisk={state.highRisk}
          scopes={scopes}
          onChange={onChange}
        />
      ) : null}
      {has('app') ? <AppFacet apps={apps} chosen={state.apps} onChange={onChange} /> : null}
      {has('access') ? <AccessFacet chosen={state.access} onChange={onChange} /> : null}
      {has('status') && names !== 'hidden' ? (
        <StatusFacet chosen={state.statuses} onChange={onChange} />
      ) : null}
    </>
  );
}

/** What the search field says that it looks into. To support addresses are masked but for their whole. */
function searchWords(kind: TableKind, names: ToolbarProps['names'], isSupport: boolean): string {
  if (names === 'hidden') return kind.searches.ids;
  return isSupport ? kind.searches.names.replace('email', 'full email') : kind.searches.names;
}

/** Search, facets and how the table looks. */
export function Toolbar(props: ToolbarProps) {
  const { kind, state, names, onChange, searchRef, onDown } = props;
  const { support } = useViewer();
  return (
    <StickyBar>
      <div className={styles['search']}>
        <SearchField
          inputRef={searchRef}
          label={
            kind.facets.includes('app') ? 'Search members and apps' : 'Search members and scopes'
          }
          placeholder={searchWords(kind, names, support !== null)}
          shortcut="/"
          value={state.query}
          onChange={(query) => onChange({ query })}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              onDown();
            }
          }}
        />
      </div>
      <Filters active={countFacets(state)}>
        <Facets {...props} />
        {isFiltered(state) ? (
          <Button variant="quiet" onClick={() => onChange(noFilter)}>
            Clear
          </Button>
        ) : null}
      </Filters>
      <div className={styles['toolbarEnd']}>
        <span className={styles['result']} data-narrowed={isFiltered(state)} role="status">
          {resultWords(props)}
        </span>
        <ViewMenu kind={kind} chosen={state.columns} density={state.density} onChange={onChange} />
      </div>
      <FindByEmail query={state.query} />
    </StickyBar>
  );
}
