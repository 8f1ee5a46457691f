import { ArrowDownUp } from 'lucide-react';
import { Button } from './Button.tsx';
import { choice, Menu } from './Menu.tsx';
import styles from './Sort.module.css';

interface SortMenuProps<S extends string> {
  options: readonly { value: S; label: string }[];
  sort: S;
  onSort: (sort: S) => void;
}

/** Sorting where the heads of a table have no room; choosing the same again turns the order. */
export function SortMenu<S extends string>({ options, sort, onSort }: SortMenuProps<S>) {
  return (
    <Menu
      trigger={
        <Button className={styles['narrowOnly']}>
          <ArrowDownUp size={13} aria-hidden="true" />{' '}
          {options.find(({ value }) => value === sort)?.label}
        </Button>
      }
      entries={[choice({ label: 'Sort by', value: sort, options, onChange: onSort })]}
    />
  );
}
