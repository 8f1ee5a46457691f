import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { longestName } from '../grid/names.ts';
import { formatCount } from '../ui/format.ts';
import { SafeText } from '../ui/SafeText.tsx';
import facet from './Facet.module.css';
import styles from './Table.module.css';

interface OptionProps {
  checked: boolean;
  count: number;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** One choice of a facet, and how many rows it would leave. */
export function Option({ checked, count, onChange, children }: OptionProps) {
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

/** A list with or without an item. */
export function toggled<T>(list: readonly T[], item: T, on: boolean): T[] {
  return on ? [...list, item] : list.filter((known) => known !== item);
}

/** What a facet is about, and what is chosen of it in words; null for nothing. */
export function facetTrigger(name: string, value: string | null) {
  return (
    <Button className={styles['facet']} data-on={value !== null}>
      {name}
      {value === null ? null : (
        <>
          {' is '}
          <span className={styles['facetValue']}>
            <SafeText most={longestName}>{value}</SafeText>
          </span>
        </>
      )}
      <ChevronDown size={13} aria-hidden="true" />
    </Button>
  );
}

/** The first of some choices and how many more there are; null for none. */
export function summaryOf(items: readonly string[]): string | null {
  const [first, ...rest] = items;
  if (first === undefined) return null;
  return rest.length === 0 ? first : `${first} +${rest.length}`;
}
