import { memo, useState } from 'react';
import { accessStates, type AccessState } from '#contract/access.ts';
import { accessWords } from '../grid/access-words.ts';
import { AccessMark } from '../grid/AccessMark.tsx';
import { fold } from '../grid/fold.ts';
import { longestName } from '../grid/names.ts';
import type { RowApp } from '../grid/store-table.ts';
import { SafeText } from '../ui/SafeText.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import facet from './Facet.module.css';
import { FacetPanel } from './FacetPanel.tsx';
import { facetTrigger, Option, summaryOf, toggled } from './FacetParts.tsx';
import { useShownView } from './shown-view.ts';
import type { TableState } from './table-state.ts';

interface AppFacetProps {
  apps: readonly RowApp[];
  /** Ids of the chosen ones. */
  chosen: readonly string[];
  onChange: (change: Partial<TableState>) => void;
}

function AppOptions({ apps, chosen, onChange }: AppFacetProps) {
  const [query, setQuery] = useState('');
  const counts = useShownView().counts().grants.apps;
  const wanted = fold(query.trim());
  const shown = apps
    .map((app, index) => ({ app, count: counts[index] ?? 0 }))
    .filter(({ app }) => fold(app.name).includes(wanted))
    .toSorted((a, b) => b.count - a.count);
  return (
    <>
      <div className={facet['search']}>
        <SearchField
          label="Search apps"
          placeholder="Search apps"
          value={query}
          onChange={setQuery}
        />
      </div>
      <div className={facet['list']} role="group" aria-label="Apps">
        {shown.length === 0 ? <p className={facet['none']}>No match.</p> : null}
        {shown.map(({ app, count }) => (
          <Option
            key={app.id}
            checked={chosen.includes(app.id)}
            count={count}
            onChange={(on) => onChange({ apps: toggled(chosen, app.id, on) })}
          >
            <SafeText most={longestName}>{app.name}</SafeText>
          </Option>
        ))}
      </div>
    </>
  );
}

/** Narrows to grants to any of the chosen apps. */
export const AppFacet = memo(function AppFacet(props: AppFacetProps) {
  const { apps, chosen } = props;
  const names = chosen.map((id) => apps.find((app) => app.id === id)?.name ?? id);
  return (
    <FacetPanel label="Filter by app" trigger={facetTrigger('App', summaryOf(names))}>
      <AppOptions {...props} />
    </FacetPanel>
  );
});

interface AccessFacetProps {
  chosen: readonly AccessState[];
  onChange: (change: Partial<TableState>) => void;
}

function AccessOptions({ chosen, onChange }: AccessFacetProps) {
  const counts = useShownView().counts().grants.access;
  const offered = accessStates
    .map((state, index) => ({ state, count: counts[index] ?? 0 }))
    .filter(({ state, count }) => count > 0 || chosen.includes(state));
  return (
    <div className={facet['list']} role="group" aria-label="Effective access">
      {offered.map(({ state, count }) => (
        <Option
          key={state}
          checked={chosen.includes(state)}
          count={count}
          onChange={(on) => onChange({ access: toggled(chosen, state, on) })}
        >
          <AccessMark state={state} isLabelled /> {accessWords[state].label}
        </Option>
      ))}
    </div>
  );
}

/** Narrows to grants whose scope comes to any of the chosen states. */
export const AccessFacet = memo(function AccessFacet(props: AccessFacetProps) {
  const names = props.chosen.map((state) => accessWords[state].label.toLowerCase());
  return (
    <FacetPanel
      label="Filter by effective access"
      trigger={facetTrigger('Access', summaryOf(names))}
    >
      <AccessOptions {...props} />
    </FacetPanel>
  );
});
