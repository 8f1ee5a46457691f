import { ArrowDownUp } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { choice, Menu } from '../../ui/Menu.tsx';
import styles from './AppsPage.module.css';
import { listSorts, type ListSort, type ListState } from './list-state.ts';

const labels: Record<ListSort, string> = {
  name: 'Name',
  members: 'Members',
  scopes: 'Scopes',
  sensitive: 'Sensitive scopes',
};
const options = listSorts.map((value) => ({ value, label: labels[value] }));

interface SortMenuProps {
  state: ListState;
  onSort: (sort: ListSort) => void;
}

/** Sorting where the heads of the columns have no room; choosing the same again turns the order. */
export function SortMenu({ state, onSort }: SortMenuProps) {
  return (
    <Menu
      trigger={
        <Button className={styles['narrowOnly']}>
          <ArrowDownUp size={13} aria-hidden="true" /> {labels[state.sort]}
        </Button>
      }
      entries={[choice({ label: 'Sort by', value: state.sort, options, onChange: onSort })]}
    />
  );
}
