import { memo, useState } from 'react';
import { memberStatuses, type MemberStatus } from '#contract/members.ts';
import type { Scope } from '#contract/scopes.ts';
import { fold } from '../grid/fold.ts';
import { statusNames } from '../grid/status-names.ts';
import { ScopeChip } from '../grid/ScopeChip.tsx';
import { Button } from '../ui/Button.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import facet from './Facet.module.css';
import { FacetPanel } from './FacetPanel.tsx';
import { facetTrigger, Option, summaryOf, toggled } from './FacetParts.tsx';
import { useShownView } from './shown-view.ts';
import type { TableState } from './table-state.ts';

interface ScopeFacetProps {
  /** Names of the chosen ones. */
  chosen: readonly string[];
  highRisk: boolean;
  scopes: readonly Scope[];
  onChange: (change: Partial<TableState>) => void;
}

function ScopeOptions({ chosen, highRisk, scopes, onChange }: ScopeFacetProps) {
  const [query, setQuery] = useState('');
  const counts = useShownView().counts();
  const shown = scopes
    .map((scope, index) => ({ scope, count: counts.scopes[index] ?? 0 }))
    .filter(({ scope }) => fold(scope.name).includes(fold(query.trim())))
    // Equal counts stay in the order of their weight.
    .toSorted((a, b) => b.count - a.count);
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
          checked={highRisk}
          count={counts.highRisk}
          onChange={(on) => onChange({ highRisk: on })}
        >
          Any high-risk scope
        </Option>
        <div className={facet['separator']} />
        {shown.length === 0 ? <p className={facet['none']}>No match.</p> : null}
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
      {highRisk || chosen.length > 0 ? (
        <div className={facet['foot']}>
          <Button
            variant="quiet"
            size="small"
            onClick={() => onChange({ scopes: [], highRisk: false })}
          >
            Clear scopes
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Narrows to members who hold any of the chosen scopes, or any high-risk one. */
export const ScopeFacet = memo(function ScopeFacet(props: ScopeFacetProps) {
  const { highRisk, chosen } = props;
  const words = [...(highRisk ? ['any high-risk'] : []), ...chosen];
  return (
    <FacetPanel label="Filter by scope" trigger={facetTrigger('Scope', summaryOf(words))}>
      <ScopeOptions {...props} />
    </FacetPanel>
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
    <FacetPanel label="Filter by status" trigger={facetTrigger('Status', summaryOf(names))}>
      <StatusOptions {...props} />
    </FacetPanel>
  );
});
