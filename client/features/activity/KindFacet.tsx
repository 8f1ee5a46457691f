import { useEffect, useRef } from 'react';
import type { AuditEvent } from '#contract/audit.ts';
import facet from '../../table/Facet.module.css';
import { FacetPanel } from '../../table/FacetPanel.tsx';
import { facetTrigger, toggled } from '../../table/FacetParts.tsx';
import { eventGroups } from './kinds.ts';
import styles from './Filters.module.css';

interface CheckProps {
  label: string;
  checked: boolean;
  /** Whether some of what it stands for is chosen. */
  isPartly?: boolean;
  onChange: (checked: boolean) => void;
}

function Check({ label, checked, isPartly = false, onChange }: CheckProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.indeterminate = isPartly;
  }, [isPartly]);
  return (
    <label className={facet['option']}>
      <input
        ref={input}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={facet['label']}>{label}</span>
    </label>
  );
}

interface KindFacetProps {
  chosen: readonly AuditEvent[];
  onChange: (events: readonly AuditEvent[]) => void;
}

/** Narrows to kinds of events: a whole group of them at once, or one by one. */
export function KindFacet({ chosen, onChange }: KindFacetProps) {
  return (
    <FacetPanel label="Filter by kind of event" trigger={facetTrigger('What', null)}>
      <div className={facet['list']}>
        {eventGroups.map(({ label, events }) => {
          const kinds = events.map(({ event }) => event);
          const some = kinds.filter((kind) => chosen.includes(kind)).length;
          const others = chosen.filter((kind) => !kinds.includes(kind));
          return (
            <div key={label} role="group" aria-label={label} className={styles['group']}>
              <Check
                label={label}
                checked={some === kinds.length}
                isPartly={some > 0 && some < kinds.length}
                onChange={(on) => onChange(on ? [...others, ...kinds] : others)}
              />
              <div className={styles['kinds']}>
                {events.map((kind) => (
                  <Check
                    key={kind.event}
                    label={kind.label}
                    checked={chosen.includes(kind.event)}
                    onChange={(on) => onChange(toggled(chosen, kind.event, on))}
                  />
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </FacetPanel>
  );
}
