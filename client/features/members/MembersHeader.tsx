import { memo } from 'react';
import type { GraphProgress } from '#contract/graph.ts';
import type { MemberTable } from '#contract/member-table.ts';
import type { GrantStore } from '../../grid/store.ts';
import type { TableState } from '../../table/table-state.ts';
import { Fact, Facts } from '../../ui/Fact.tsx';
import { GraphProgressBar } from '../../ui/GraphProgress.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { headFiguresOf } from './head-figures.ts';
import styles from './MembersPage.module.css';

interface MembersHeaderProps {
  /** Null while it is read for the first time. */
  table: MemberTable | null;
  store: GrantStore;
  /** Changes when statuses may have. */
  version: number;
  areNamesComing: boolean;
  progress: GraphProgress | null;
  onFilter: (change: Partial<TableState>) => void;
}

/** How many of the organization's members connected anything, before they are listed. */
export const MembersHeader = memo(function MembersHeader(props: MembersHeaderProps) {
  const { table, store, areNamesComing, progress, onFilter } = props;
  const figures = table === null ? null : headFiguresOf(table, store, areNamesComing);
  return (
    <header className={styles['hero']}>
      <div>
        <h1 className={styles['title']}>Members</h1>
        <div className={styles['lead']}>
          {figures === null ? null : <p>{figures.lead}</p>}
          <GraphProgressBar state={progress} />
        </div>
      </div>
      <Facts>
        {figures === null ? (
          <Skeleton width={150} height={36} />
        ) : (
          <Fact
            figure={figures.highRisk}
            label={
              figures.highRisk.count === 1
                ? 'person granted high-risk access'
                : 'people granted high-risk access'
            }
            onPick={() => onFilter({ highRisk: true })}
          />
        )}
        {figures?.flagged.map(({ statuses, figure, label }) => (
          <Fact key={label} figure={figure} label={label} onPick={() => onFilter({ statuses })} />
        ))}
      </Facts>
    </header>
  );
});
