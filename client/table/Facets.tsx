import { ChevronDown } from 'lucide-react';
import { memo, useState, type ReactNode } from 'react';
import { memberStatuses, type MemberStatus } from '#contract/members.ts';
import type { Scope } from '#contract/scopes.ts';
import { statusNames } from '../grid/status-names.ts';
import { ScopeChip } from '../grid/ScopeChip.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCount } from '../ui/format.ts';
import { Popover } from '../ui/Popover.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import facet from './Facet.module.css';
import { useShownView } from './shown-view.ts';
import styles from './Table.module.css';
import type { TableState } from './table-state.ts';

interface OptionProps {
  checked: boolean;
  count: number;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

function Option({ checked, count, onChange, children }: OptionProps) {
  return (
    <label className={facet['option']}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={facet['label']}>{children}</span>
      <span className={facet['count']}>{formatCount(count)}</span>
    </label>
  );
}

function toggled<T>(list: readonly T[], item: T, on: boolean): T[] {
  return on ? [...list, item] : list.filter((known) => known !== item);
}

interface FacetTriggerProps {
  name: string;
  /** What is chosen, in words; null for nothing. */
  value: string | null;
}

function trigger({ name, value }: FacetTriggerProps) {
  return (
    <Button className={styles['facet']} data-on={value !== null}>
      {name}
      {value === null ? null : (
        <>
          {' is '}
          <span className={styles['facetValue']}>{value}</span>
        </>
      )}
      <ChevronDown size={13} aria-hidden="true" />
    </Button>
  );
}

function summary(items: readonly string[]): string | null {
  const [first, ...rest] = items;
  if (first === undefined) return null;
  return rest.length === 0 ? first : `${first} +${rest.length}`;
}

interface ScopeFacetProps {
  /** Names of the chosen ones. */
  chosen: readonly string[];
  sensitive: boolean;
  scopes: readonly Scope[];
  onChange: (change: Partial<TableState>) => void;
}

function ScopeOptions({ chosen, sensitive, scopes, onChange }: ScopeFacetProps) {
  const [query, setQuery] = useState('');
  const counts = useShownView().counts();
  const shown = scopes
    .map((scope, index) => ({ scope, count: counts.scopes[index] ?? 0 }))
    .filter(({ scope }) => scope.name.toLowerCase().includes(query.trim().toLowerCase()));
  return (
    <>
      <div className={facet['search']}>
        <SearchField
          label="Search scopes"
          placeholder="Search scopes"
          value={query}
          onChange={setQuery}
        />
      </div>
      <div className={facet['list']} role="group" aria-label="Scopes">
        <Option
          checked={sensitive}
          count={counts.sensitive}
          onChange={(on) => onChange({ sensitive: on })}
        >
          Any sensitive scope
        </Option>
        <div className={facet['separator']} />
        {shown.length === 0 ? <p className={facet['none']}>No scope has that name.</p> : null}
        {shown.map(({ scope, count }) => (
          <Option
            key={scope.name}
            checked={chosen.includes(scope.name)}
            count={count}
            onChange={(on) => onChange({ scopes: toggled(chosen, scope.name, on) })}
          >
            <ScopeChip scope={scope} />
          </Option>
        ))}
      </div>
      {sensitive || chosen.length > 0 ? (
        <div className={facet['foot']}>
          <Button
            variant="quiet"
            size="small"
            onClick={() => onChange({ scopes: [], sensitive: false })}
          >
            Clear scopes
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Narrows to members who hold any of the chosen scopes, or any sensitive one. */
export const ScopeFacet = memo(function ScopeFacet(props: ScopeFacetProps) {
  const { sensitive, chosen } = props;
  const words = [...(sensitive ? ['any sensitive'] : []), ...chosen];
  return (
    <Popover
      label="Filter by scope"
      className={facet['panel']}
      trigger={trigger({ name: 'Scope', value: summary(words) })}
    >
      <ScopeOptions {...props} />
    </Popover>
  );
});

interface StatusFacetProps {
  chosen: readonly MemberStatus[];
  onChange: (change: Partial<TableState>) => void;
}

function StatusOptions({ chosen, onChange }: StatusFacetProps) {
  const counts = useShownView().counts().statuses;
  const offered = memberStatuses.filter(
    (status, index) => (counts[index] ?? 0) > 0 || chosen.includes(status),
  );
  return (
    <div className={facet['list']} role="group" aria-label="Statuses">
      {offered.length === 0 ? (
        <p className={facet['none']}>Statuses come with the names of members.</p>
      ) : null}
      {offered.map((status) => (
        <Option
          key={status}
          checked={chosen.includes(status)}
          count={counts[memberStatuses.indexOf(status)] ?? 0}
          onChange={(on) => onChange({ statuses: toggled(chosen, status, on) })}
        >
          {statusNames[status]}
        </Option>
      ))}
    </div>
  );
}

/** Narrows to members with any of the chosen statuses. */
export const StatusFacet = memo(function StatusFacet(props: StatusFacetProps) {
  const names = props.chosen.map((status) => statusNames[status].toLowerCase());
  return (
    <Popover
      label="Filter by status"
      className={facet['panel']}
      trigger={trigger({ name: 'Status', value: summary(names) })}
    >
      <StatusOptions {...props} />
    </Popover>
  );
});
