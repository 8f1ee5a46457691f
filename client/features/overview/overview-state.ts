import { clientTypeSchema, type ClientType } from '#contract/connected-apps.ts';
import { scopeClasses, type ScopeClass } from '#contract/scopes.ts';

const charts = ['apps', 'scopes'] as const;
type Chart = (typeof charts)[number];

/** What the address of the overview says. */
export interface OverviewState {
  types: readonly ClientType[];
  classes: readonly ScopeClass[];
  /** Charts that are shown as tables. */
  tables: readonly Chart[];
}

/** Reads the state out of a query string. */
export function parseOverviewState(params: URLSearchParams): OverviewState {
  return {
    types: clientTypeSchema.options.filter((type) => params.getAll('type').includes(type)),
    classes: scopeClasses.toReversed().filter((kind) => params.getAll('class').includes(kind)),
    tables: charts.filter((chart) => params.getAll('table').includes(chart)),
  };
}

/** The query string of a state, without what is as usual. */
export function formatOverviewState({ types, classes, tables }: OverviewState): URLSearchParams {
  const params = new URLSearchParams();
  for (const type of types) params.append('type', type);
  for (const kind of classes) params.append('class', kind);
  for (const chart of tables) params.append('table', chart);
  return params;
}

/** Those of the chosen kinds; all where none is chosen. */
export function only<T, K>(
  items: readonly T[],
  chosen: readonly K[],
  kindOf: (item: T) => K,
): readonly T[] {
  return chosen.length === 0 ? items : items.filter((item) => chosen.includes(kindOf(item)));
}
