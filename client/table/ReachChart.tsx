import { memo, useDeferredValue, useMemo } from 'react';
import type { Scope } from '#contract/scopes.ts';
import { nameText } from '../grid/names.ts';
import { classNames } from '../grid/class-words.ts';
import type { GrantStore } from '../grid/store.ts';
import { countAllScopes } from '../grid/view.ts';
import { formatCount } from '../ui/format.ts';
import { visibleText } from '../ui/invisible.ts';
import { BarChart, Bars, BarShapes } from './Bars.tsx';

/** How many people granted a scope, of all that the table has. */
export interface ScopeReach {
  scope: Scope;
  people: number;
}

/** People per scope, widest first. */
export function reachOf(store: GrantStore): ScopeReach[] {
  const counts = countAllScopes(store);
  return store.scopes
    .map((scope, index) => ({ scope, people: counts[index] ?? 0 }))
    .toSorted((a, b) => b.people - a.people);
}

interface ReachChartProps {
  /** Null while the members are still to come. */
  store: GrantStore | null;
  chosen: readonly string[];
  onToggle: (scope: string) => void;
}

const ScopeBars = memo(function ScopeBars(props: ReachChartProps & { store: GrantStore }) {
  const { store, chosen, onToggle } = props;
  const total = store.size;
  const bars = useMemo(
    () =>
      reachOf(store).map(({ scope, people }) => ({
        key: scope.name,
        name: scope.name,
        count: people,
        ofClass: scope.class,
        label: `${nameText(scope.name)}, ${classNames[scope.class]}: ${formatCount(people)} of ${formatCount(store.size)} people`,
        title: visibleText(scope.description ?? scope.why),
      })),
    [store],
  );
  return <Bars bars={bars} total={total} chosen={chosen} onToggle={onToggle} />;
});

/**
 * How far each scope reaches; a click on a bar filters the table by it. The members themselves come
 * first: the bars are drawn when those have been.
 */
export const ReachChart = memo(function ReachChart(props: ReachChartProps) {
  const store = useDeferredValue(props.store);
  return (
    <BarChart title="Reach by scope">
      {store === null ? <BarShapes /> : <ScopeBars {...props} store={store} />}
    </BarChart>
  );
});
