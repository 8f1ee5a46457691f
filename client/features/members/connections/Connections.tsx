import { ArrowDownUp } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { MemberPage } from '#contract/member-page.ts';
import { termsOf } from '../../../grid/fold.ts';
import { sharedNames } from '../../../grid/shared-names.ts';
import { ScopeCard, type ExplainedChip } from '../../../grid/ScopeCard.tsx';
import { useUrlState } from '../../../table/use-url-state.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { formatCount, formatCountOf } from '../../../ui/format.ts';
import { Filters } from '../../../ui/Filters.tsx';
import { choice, Menu } from '../../../ui/Menu.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { SortHeads, type SortHead } from '../../../ui/SortHeads.tsx';
import { StickyBar } from '../../../ui/StickyBar.tsx';
import { ToggleGroup } from '../../../ui/ToggleGroup.tsx';
import { useListKeys } from '../../../ui/use-list-keys.ts';
import styles from './Connection.module.css';
import { ConnectionRow } from './ConnectionRow.tsx';
import { distinctScopes } from './connections.ts';
import { countKind } from './figures.ts';
import { createHeldRoles } from './held-roles.ts';
import {
  connectionKinds,
  formatListState,
  isFiltered,
  listConnections,
  noFilter,
  parseListState,
  type ConnectionKind,
  type ConnectionSort,
  type ListState,
} from './list-state.ts';

const kindLabels: Record<ConnectionKind, string> = {
  'high-risk': 'With high-risk scopes',
  dormant: 'With dormant scopes',
  changed: 'Changed',
  restricted: 'Restricted',
};
/** What roles make of grants is the admins' matter. */
const ownKinds: readonly ConnectionKind[] = ['high-risk', 'changed', 'restricted'];

const sortOptions = [
  { value: 'name', label: 'Name' },
  { value: 'risk', label: 'Risk' },
  { value: 'dormant', label: 'Dormant scopes' },
  { value: 'seen', label: 'First seen' },
] as const;

const heads: readonly SortHead<ConnectionSort>[] = [
  { sort: 'name', label: 'App', width: '24%' },
  { sort: 'risk', label: 'Granted scopes', width: 'auto' },
  { sort: 'dormant', label: 'Effective access', width: '186px' },
  { sort: 'seen', label: 'First seen by Grantscope', width: '186px' },
];

/** What roles make of grants is the admins' matter. */
const ownHeads = heads.filter(({ sort }) => sort !== 'dormant');

interface ToolbarProps {
  page: MemberPage;
  isOwn: boolean;
  shown: number;
  state: ListState;
  searchRef: React.RefObject<HTMLInputElement | null>;
  onChange: (change: Partial<ListState>) => void;
  onSort: (sort: ConnectionSort) => void;
}

function Toolbar(props: ToolbarProps) {
  const { page, isOwn, shown, state, searchRef, onChange, onSort } = props;
  const kinds = (isOwn ? ownKinds : connectionKinds).map((value) => ({
    value,
    label: kindLabels[value],
    count: countKind(page, value),
  }));
  const total = formatCountOf(page.apps.length, 'app');
  return (
    <StickyBar>
      <div className={styles['search']}>
        <SearchField
          inputRef={searchRef}
          label="Search apps and scopes"
          placeholder="Search app or scope"
          shortcut="/"
          value={state.query}
          onChange={(query) => onChange({ query })}
        />
      </div>
      <div className={styles['sortMenu']}>
        <Menu
          trigger={
            <Button>
              <ArrowDownUp size={13} aria-hidden="true" />{' '}
              {sortOptions.find(({ value }) => value === state.sort)?.label}
            </Button>
          }
          entries={[
            choice({ label: 'Sort by', value: state.sort, options: sortOptions, onChange: onSort }),
          ]}
        />
      </div>
      <Filters active={state.kinds.length}>
        <ToggleGroup
          label="Kinds of grants"
          options={kinds}
          chosen={state.kinds}
          onChange={(chosen) => onChange({ kinds: chosen })}
        />
      </Filters>
      <span className={styles['result']} role="status">
        {isFiltered(state) ? `${formatCount(shown)} of ${total}` : total}
      </span>
    </StickyBar>
  );
}

interface ConnectionsProps {
  page: MemberPage;
  /** Whether the viewer looks at their own grants. */
  isOwn: boolean;
  /** Whether the viewer may open pages of apps. */
  mayOpenApps: boolean;
}

/** The apps that one member connected: what each may do, and what comes of it with the member's roles. */
export function Connections({ page, isOwn, mayOpenApps }: ConnectionsProps) {
  const { apps } = page;
  const { roles, status } = page.member;
  const [state, change] = useUrlState(parseListState, formatListState);
  const [explained, setExplained] = useState<ExplainedChip | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  useListKeys(search, body, '[data-list-stop]');
  const held = useMemo(() => createHeldRoles({ roles, status }), [roles, status]);
  const scopes = useMemo(() => distinctScopes(apps), [apps]);
  const shared = useMemo(() => sharedNames(apps.map(({ app }) => app)), [apps]);
  const terms = useMemo(() => termsOf(state.query), [state.query]);
  const shown = useMemo(() => listConnections(apps, state), [apps, state]);
  const { open } = state;
  const toggle = useCallback(
    (app: string) =>
      change({ open: open.includes(app) ? open.filter((id) => id !== app) : [...open, app] }),
    [open, change],
  );
  const sortBy = (sort: ConnectionSort) =>
    change({ sort, descending: sort === state.sort ? !state.descending : sort !== 'name' });
  return (
    <>
      <Toolbar
        page={page}
        isOwn={isOwn}
        shown={shown.length}
        state={state}
        searchRef={search}
        onChange={change}
        onSort={sortBy}
      />
      {shown.length === 0 ? (
        <EmptyState
          title="No results"
          action={<Button onClick={() => change(noFilter)}>Clear filters</Button>}
        >
          None of the {formatCountOf(apps.length, 'app')} match.
        </EmptyState>
      ) : (
        <table className={styles['table']}>
          <SortHeads
            heads={isOwn ? ownHeads : heads}
            sort={state.sort}
            descending={state.descending}
            onSort={sortBy}
          />
          <tbody ref={body}>
            {shown.map((connection) => (
              <ConnectionRow
                key={connection.app.id}
                connection={connection}
                memberId={page.member.id}
                held={held}
                terms={terms}
                isOpen={open.includes(connection.app.id)}
                sharesName={shared.has(connection.app.name)}
                isOwn={isOwn}
                mayOpenApps={mayOpenApps}
                onToggle={toggle}
              />
            ))}
          </tbody>
        </table>
      )}
      <ScopeCard within={body} scopes={scopes} shown={explained} onShow={setExplained} />
    </>
  );
}
