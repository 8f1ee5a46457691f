import { memo } from 'react';
import type { GraphProgress } from '#contract/graph.ts';
import type { MemberTable } from '#contract/member-table.ts';
import { memberStatuses, type MemberStatus } from '#contract/members.ts';
import type { GrantStore } from '../../grid/store.ts';
import type { TableState } from '../../table/table-state.ts';
import { Fact, Facts } from '../../ui/Fact.tsx';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { GraphProgressBar } from '../../ui/GraphProgress.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './MembersPage.module.css';

/** Whoever is worth a look because they still hold grants, or do already. */
const flagged: readonly { status: MemberStatus; one: string; many: string }[] = [
  { status: 'deleted', one: 'departed member holds grants', many: 'departed members hold grants' },
  { status: 'unknown', one: 'unknown member holds grants', many: 'unknown members hold grants' },
  { status: 'pending', one: 'pending member', many: 'pending members' },
  { status: 'invited', one: 'invited member', many: 'invited members' },
];

const countOf = (store: GrantStore, status: MemberStatus) =>
  store.statusCounts[memberStatuses.indexOf(status)] ?? 0;

/** Who connected an app, of all members; whoever has left the organization is none of them. */
function answer(store: GrantStore, memberCount: number | null): string {
  const members = store.size - countOf(store, 'deleted') - countOf(store, 'unknown');
  // Until statuses have come those who left are among them.
  return memberCount === null || members > memberCount
    ? `${formatCountOf(members, 'member')} connected an app`
    : `${formatCount(members)} of ${formatCountOf(memberCount, 'member')} connected an app`;
}

function countSensitive({ members }: MemberTable): number {
  let count = 0;
  for (let row = 0; row < members.sensitive.length; row += 1) {
    if ((members.sensitive[row] ?? 0) > 0) count += 1;
  }
  return count;
}

interface MembersHeaderProps {
  /** Null while it is read for the first time. */
  table: MemberTable | null;
  store: GrantStore;
  /** Changes when statuses may have. */
  version: number;
  progress: GraphProgress | null;
  onFilter: (change: Partial<TableState>) => void;
}

/** How many of the organization's members connected anything, before they are listed. */
export const MembersHeader = memo(function MembersHeader(props: MembersHeaderProps) {
  const { table, store, progress, onFilter } = props;
  const sensitive = table === null ? 0 : countSensitive(table);
  return (
    <header className={styles['hero']}>
      <div>
        <h1 className={styles['title']}>Members</h1>
        <div className={styles['lead']}>
          {table === null ? null : <p>{answer(store, table.memberCount)}</p>}
          <GraphProgressBar state={progress} />
        </div>
      </div>
      <Facts>
        {table === null ? (
          <Skeleton width={150} height={36} />
        ) : (
          <Fact
            figure={sensitive}
            label="granted sensitive scopes"
            onPick={() => onFilter({ sensitive: true })}
          />
        )}
        {flagged.map(({ status, one, many }) => {
          const count = countOf(store, status);
          return count === 0 ? null : (
            <Fact
              key={status}
              figure={count}
              label={count === 1 ? one : many}
              onPick={() => onFilter({ statuses: [status] })}
            />
          );
        })}
      </Facts>
    </header>
  );
});
