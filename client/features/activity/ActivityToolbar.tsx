import type { ReactNode, RefObject } from 'react';
import type { ActivityEvent } from '#contract/audit.ts';
import { facetTrigger } from '../../table/FacetParts.tsx';
import { dayOf, type Period } from '../../table/period.ts';
import { PeriodBar } from '../../table/PeriodBar.tsx';
import table from '../../table/Table.module.css';
import { Filters } from '../../ui/Filters.tsx';
import { choice, Menu } from '../../ui/Menu.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { StickyBar } from '../../ui/StickyBar.tsx';
import { countChosen, outcomes, type ActivityFilters } from './activity-state.ts';
import styles from './Filters.module.css';
import { KindFacet } from './KindFacet.tsx';
import { outcomeLabels } from './kinds.ts';
import { AboutFacet, WhoFacet } from './PeopleFacets.tsx';
import type { Subjects } from './use-subjects.ts';

interface ActivityToolbarProps {
  filters: ActivityFilters;
  onChange: (change: Partial<ActivityFilters>) => void;
  /** Those that are shown, whose people are offered. */
  events: readonly ActivityEvent[];
  subjects: Subjects;
  period: Period | null;
  /** Epoch ms. */
  today: number;
  search: RefObject<HTMLInputElement | null>;
  /** Whether what it is about is given by the page. */
  isAboutOne: boolean;
  /** Before all else. */
  children?: ReactNode;
}

const outcomeOptions = [
  { value: 'any', label: 'Any outcome' },
  ...outcomes.map((value) => ({ value, label: outcomeLabels[value] })),
] as const;

/** What narrows the record. */
export function ActivityToolbar(props: ActivityToolbarProps) {
  const { filters, onChange, period, today, search, isAboutOne, children } = props;
  return (
    <StickyBar>
      {children}
      <div className={table['search']}>
        <SearchField
          inputRef={search}
          label="Search the activity"
          placeholder="Search people, apps, tickets or ids"
          shortcut="/"
          value={filters.query}
          onChange={(query) => onChange({ query })}
        />
      </div>
      <Filters active={countChosen(filters)}>
        <KindFacet chosen={filters.events} onChange={(events) => onChange({ events })} />
        <Menu
          align="start"
          trigger={facetTrigger('Outcome', null)}
          entries={[
            choice({
              label: 'Outcome',
              value: filters.outcome ?? 'any',
              options: outcomeOptions,
              onChange: (value) => onChange({ outcome: value === 'any' ? null : value }),
            }),
          ]}
        />
        <WhoFacet {...props} />
        {isAboutOne ? null : <AboutFacet {...props} />}
        <Popover
          label="Filter by time"
          className={styles['time']}
          trigger={facetTrigger('Time', null)}
        >
          <PeriodBar
            choice={filters.period}
            period={period}
            since={null}
            today={dayOf(today)}
            onChange={(next) => onChange({ period: next })}
            onAny={() => onChange({ period: null })}
          />
        </Popover>
      </Filters>
    </StickyBar>
  );
}
