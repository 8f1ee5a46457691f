import { SortHeads, type SortHead } from '../../ui/SortHeads.tsx';
import styles from './AppsPage.module.css';
import type { ListSort, ListState } from './list-state.ts';

const heads: readonly SortHead<ListSort>[] = [
  { sort: 'name', label: 'App', width: 'auto' },
  { sort: null, label: 'Client type', width: '144px', className: styles['wide'] },
  { sort: 'members', label: 'People', width: '166px' },
  { sort: 'scopes', label: 'Scopes', width: '88px' },
  { sort: 'risk', label: 'Risk', width: '104px' },
  { sort: null, label: 'Policy', width: '116px', className: styles['wide'] },
  {
    sort: 'seen',
    label: 'First seen by Grantscope',
    width: '178px',
    className: styles['seen'],
  },
];

interface AppsHeadProps {
  state: ListState;
  /** Whether the rows are in the order that the state asks for. */
  isOrdered: boolean;
  onSort: (sort: ListSort) => void;
}

/** The heads of the list. */
export function AppsHead({ state, isOrdered, onSort }: AppsHeadProps) {
  return (
    <SortHeads
      heads={heads}
      sort={isOrdered ? state.sort : null}
      descending={state.descending}
      onSort={onSort}
    />
  );
}
