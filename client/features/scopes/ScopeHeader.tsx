import { memo } from 'react';
import { accessStates, type AccessState } from '#contract/access.ts';
import type { GraphProgress } from '#contract/graph.ts';
import { memberStatuses, type MemberStatus } from '#contract/members.ts';
import type { ScopeTable } from '#contract/scope-views.ts';
import { countAccess } from '../../grid/grant-facets.ts';
import { classNames } from '../../grid/ScopeChip.tsx';
import type { GrantStore } from '../../grid/store.ts';
import type { TableState } from '../../table/table-state.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Fact, Facts } from '../../ui/Fact.tsx';
import { GraphProgressBar } from '../../ui/GraphProgress.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './ScopePage.module.css';
import { ScopeRoles } from './ScopeRoles.tsx';

interface ScopeHeaderProps {
  name: string;
  /** Null while it is read for the first time. */
  table: ScopeTable | null;
  store: GrantStore;
  /** Changes when statuses may have. */
  version: number;
  progress: GraphProgress | null;
  onFilter: (change: Partial<TableState>) => void;
}

/** What is worth a look: grants that come to nothing, or that outlive their member. */
const accessFacts: readonly { state: AccessState; label: string }[] = [
  { state: 'dormant', label: 'dormant' },
  { state: 'partly', label: 'backed in part' },
];
const statusFacts: readonly { status: MemberStatus; label: string }[] = [
  { status: 'deleted', label: 'of departed members' },
  { status: 'unknown', label: 'of unknown members' },
];

function Figures({ table, store, onFilter }: ScopeHeaderProps & { table: ScopeTable }) {
  const access = countAccess(store);
  const members = store.countMembers();
  return (
    <Facts>
      <Fact figure={members} label={members === 1 ? 'member granted it' : 'members granted it'} />
      <Fact figure={table.apps.length} label={table.apps.length === 1 ? 'app' : 'apps'} />
      <Fact figure={store.size} label={store.size === 1 ? 'grant' : 'grants'} />
      {accessFacts.map(({ state, label }) => {
        const count = access[accessStates.indexOf(state)] ?? 0;
        return count === 0 ? null : (
          <Fact
            key={state}
            figure={count}
            label={label}
            onPick={() => onFilter({ access: [state] })}
          />
        );
      })}
      {statusFacts.map(({ status, label }) => {
        const count = store.statusCounts[memberStatuses.indexOf(status)] ?? 0;
        return count === 0 ? null : (
          <Fact
            key={status}
            figure={count}
            label={label}
            onPick={() => onFilter({ statuses: [status] })}
          />
        );
      })}
    </Facts>
  );
}

function About({ scope }: Pick<ScopeTable, 'scope'>) {
  const source = scope.rule.source === 'operator' ? 'set by the operator' : 'built in';
  return (
    <>
      {scope.description === null ? (
        <p className={styles['none']}>Nobody has described this scope.</p>
      ) : (
        <p>
          <SafeText>{scope.description}</SafeText>
        </p>
      )}
      <p className={styles['why']}>
        {scope.why} Rule <code>{scope.rule.name}</code>, {source}.
      </p>
    </>
  );
}

/** What the scope allows, why it counts as it does, how far it reaches and which roles back it. */
export const ScopeHeader = memo(function ScopeHeader(props: ScopeHeaderProps) {
  const { name, table, progress } = props;
  const ofClass = table?.scope.class;
  return (
    <header className={styles['hero']}>
      <div className={styles['about']}>
        <div className={styles['title']}>
          <h1 className={styles['name']}>
            <SafeText>{name}</SafeText>
          </h1>
          {ofClass === undefined ? null : (
            <Badge tone={ofClass === 'sensitive' ? 'danger' : 'soft'}>
              {ofClass === 'sensitive' ? '▲ ' : ''}
              {classNames[ofClass]}
            </Badge>
          )}
          <div className={styles['progress']}>
            <GraphProgressBar state={progress} />
          </div>
        </div>
        {table === null ? <Skeleton width={320} height={16} /> : <About scope={table.scope} />}
      </div>
      {table === null ? (
        <Facts>
          <Skeleton width={110} height={36} />
          <Skeleton width={60} height={36} />
          <Skeleton width={60} height={36} />
        </Facts>
      ) : (
        <>
          <Figures {...props} table={table} />
          <ScopeRoles scope={name} permissions={table.permissions} reason={table.reason} />
        </>
      )}
    </header>
  );
});
