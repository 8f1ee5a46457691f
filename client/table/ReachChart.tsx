import { memo, useDeferredValue, useMemo } from 'react';
import type { Scope } from '#contract/scopes.ts';
import { classNames } from '../grid/ScopeChip.tsx';
import type { GrantStore } from '../grid/store.ts';
import { countAllScopes } from '../grid/view.ts';
import { formatCount } from '../ui/format.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './ReachChart.module.css';

/** How many members granted a scope, of all that the app has. */
export interface ScopeReach {
  scope: Scope;
  members: number;
}

/** Members per scope, widest first. */
export function reachOf(store: GrantStore): ScopeReach[] {
  const counts = countAllScopes(store);
  return store.scopes
    .map((scope, index) => ({ scope, members: counts[index] ?? 0 }))
    .toSorted((a, b) => b.members - a.members);
}

interface ReachChartProps {
  /** Null while the members are still to come. */
  store: GrantStore | null;
  chosen: readonly string[];
  onToggle: (scope: string) => void;
}

function Shapes() {
  return Array.from({ length: 6 }, (_, bar) => (
    <span key={bar} className={styles['bar']}>
      <Skeleton width={150 - 12 * bar} />
      <span className={styles['track']} />
    </span>
  ));
}

interface BarsProps extends ReachChartProps {
  store: GrantStore;
}

const Bars = memo(function Bars({ store, chosen, onToggle }: BarsProps) {
  const total = store.size;
  const reach = useMemo(() => reachOf(store), [store]);
  return reach.map(({ scope, members }) => (
    <button
      key={scope.name}
      type="button"
      className={styles['bar']}
      aria-pressed={chosen.includes(scope.name)}
      aria-label={`${scope.name}, ${classNames[scope.class]}: ${formatCount(members)} of ${formatCount(total)} members`}
      title={scope.description ?? scope.why}
      onClick={() => onToggle(scope.name)}
    >
      <span className={styles['name']}>
        {scope.class === 'sensitive' ? '▲ ' : ''}
        {scope.name}
      </span>
      <span className={styles['count']}>{formatCount(members)}</span>
      <span className={styles['track']}>
        <span
          className={styles['fill']}
          data-class={scope.class}
          style={{ display: 'block', width: `${(100 * members) / Math.max(1, total)}%` }}
        />
      </span>
    </button>
  ));
});

/**
 * How far each scope reaches; a click on a bar filters the table by it. The members themselves come
 * first: the bars are drawn when those have been.
 */
export const ReachChart = memo(function ReachChart(props: ReachChartProps) {
  const store = useDeferredValue(props.store);
  return (
    <section aria-label="Reach by scope">
      <h2 className={styles['title']}>Reach by scope</h2>
      <div className={styles['bars']}>
        {store === null ? <Shapes /> : <Bars {...props} store={store} />}
      </div>
    </section>
  );
});
