import { memo, useDeferredValue, useMemo } from 'react';
import { countApps } from '../grid/grant-facets.ts';
import { nameText } from '../grid/names.ts';
import type { GrantStore } from '../grid/store.ts';
import { formatCount } from '../ui/format.ts';
import { BarChart, Bars, BarShapes } from './Bars.tsx';

interface AppReachChartProps {
  /** Null while the grants are still to come. */
  store: GrantStore | null;
  /** Ids of apps. */
  chosen: readonly string[];
  onToggle: (app: string) => void;
}

const AppBars = memo(function AppBars(props: AppReachChartProps & { store: GrantStore }) {
  const { store, chosen, onToggle } = props;
  const bars = useMemo(() => {
    const counts = countApps(store);
    return (store.grants?.apps ?? [])
      .map(({ id, name }, index) => ({
        key: id,
        name,
        count: counts[index] ?? 0,
        ofClass: null,
        label: `${nameText(name)}: ${formatCount(counts[index] ?? 0)} of ${formatCount(store.size)} grants`,
        title: nameText(name),
      }))
      .toSorted((a, b) => b.count - a.count);
  }, [store]);
  const widest = bars[0]?.count ?? 0;
  return <Bars bars={bars} total={widest} chosen={chosen} onToggle={onToggle} />;
});

/** How many grants of a scope each app holds; a click on a bar filters the table by it. */
export const AppReachChart = memo(function AppReachChart(props: AppReachChartProps) {
  const store = useDeferredValue(props.store);
  return (
    <BarChart title="Grants by app">
      {store === null ? <BarShapes /> : <AppBars {...props} store={store} />}
    </BarChart>
  );
});
