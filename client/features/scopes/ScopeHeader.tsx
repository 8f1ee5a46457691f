import { memo } from 'react';
import type { GraphProgress } from '#contract/graph.ts';
import type { ScopeTable } from '#contract/scope-views.ts';
import { useLinkToPage } from '../../api/session.ts';
import { markedName } from '../../grid/class-words.ts';
import type { GrantStore } from '../../grid/store.ts';
import type { TableState } from '../../table/table-state.ts';
import { Badge } from '../../ui/Badge.tsx';
import { ClampedText } from '../../ui/ClampedText.tsx';
import { CopyLink } from '../../ui/CopyLink.tsx';
import { Fact, Facts } from '../../ui/Fact.tsx';
import { GraphProgressBar } from '../../ui/GraphProgress.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { headFiguresOf } from './head-figures.ts';
import styles from './ScopePage.module.css';
import { ScopeRoles } from './ScopeRoles.tsx';

interface ScopeHeaderProps {
  name: string;
  /** Null while it is read for the first time. */
  table: ScopeTable | null;
  store: GrantStore;
  /** Changes when statuses may have. */
  version: number;
  areNamesComing: boolean;
  progress: GraphProgress | null;
  onFilter: (change: Partial<TableState>) => void;
}

function Figures(props: ScopeHeaderProps & { table: ScopeTable }) {
  const { table, store, areNamesComing, onFilter } = props;
  return (
    <Facts>
      {headFiguresOf(table, store, areNamesComing).map(({ figure, label, filter }) => (
        <Fact
          key={label}
          figure={figure}
          label={label}
          {...(filter === null ? {} : { onPick: () => onFilter(filter) })}
        />
      ))}
    </Facts>
  );
}

function About({ scope }: Pick<ScopeTable, 'scope'>) {
  const source = scope.rule.source === 'operator' ? 'set by the operator' : 'built in';
  return (
    <>
      {scope.description === null ? (
        <p className={styles['none']}>No description</p>
      ) : (
        <p>
          <SafeText>{scope.description}</SafeText>
        </p>
      )}
      <p className={styles['why']}>
        {scope.why}
        {scope.class === 'unclassified' ? null : (
          <>
            {' '}
            Rule <code>{scope.rule.name}</code>, {source}.
          </>
        )}
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
          <ClampedText key={name} as="h1" className={styles['name']}>
            {name}
          </ClampedText>
          {ofClass === undefined ? null : (
            <Badge
              tone={
                ofClass === 'high-risk' ? 'danger' : ofClass === 'sensitive' ? 'warning' : 'soft'
              }
            >
              {markedName(ofClass)}
            </Badge>
          )}
          <CopyLink link={useLinkToPage()} />
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
