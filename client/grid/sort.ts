import type { ScopeClass } from '#contract/scopes.ts';
import { orderRanks, orderTexts } from './order.ts';
import { finish, type Steps } from './steps.ts';
import type { RowGrants } from './store-table.ts';
import type { GrantStore } from './store.ts';

/** `risk` is how heavy the granted scopes are, `effective` what roles make of one of them. */
export const sortKeys = [
  'risk',
  'member',
  'status',
  'scopes',
  'id',
  'apps',
  'app',
  'effective',
] as const;
export type SortKey = (typeof sortKeys)[number];

/** What orders the rows. */
export interface Sort {
  key: SortKey;
  descending: boolean;
}

const weights: Partial<Record<ScopeClass, number>> = {
  'high-risk': 1_000_000_001,
  sensitive: 1_000_001,
  unclassified: 1001,
  write: 1001,
};

/** Tells how heavy a set of scopes is: by its high-risk ones, then its sensitive ones, its writing ones and all. */
function weigher(store: GrantStore): (set: readonly number[]) => number {
  const weightOf = store.scopes.map((scope) => weights[scope.class] ?? 1);
  return (set) => {
    let weight = 0;
    for (const scope of set) weight += weightOf[scope] ?? 0;
    return weight;
  };
}

/** Rows in order of a number that their scope set has. */
function orderBySets(store: GrantStore, numberOf: (set: readonly number[]) => number): Uint32Array {
  const numbers = store.scopeSets.map(numberOf);
  const distinct = [...new Set(numbers)].toSorted((a, b) => a - b);
  const rankOf = new Map(distinct.map((number, rank) => [number, rank]));
  const ranks = Uint32Array.from(numbers, (number) => rankOf.get(number) ?? 0);
  const counts = new Uint32Array(distinct.length);
  store.setCounts.forEach((count, set) => {
    const rank = ranks[set] ?? 0;
    counts[rank] = (counts[rank] ?? 0) + count;
  });
  return orderRanks(store.sets, ranks, counts);
}

/** Rows in order of a small number that each has. */
function orderByNumber(numbers: ArrayLike<number>): Uint32Array {
  const groups = Uint32Array.from(numbers);
  const counts = new Uint32Array(groups.reduce((most, number) => Math.max(most, number), 0) + 1);
  for (const number of groups) counts[number] = (counts[number] ?? 0) + 1;
  return orderRanks(groups, Uint32Array.from(counts.keys()), counts);
}

const byName = new Intl.Collator(undefined, { numeric: true });

/** Rows in order of the names of their apps. */
function orderByApp({ apps, app }: RowGrants): Uint32Array {
  const rankOf = new Uint32Array(apps.length);
  [...apps.keys()]
    .toSorted((a, b) => byName.compare(apps[a]?.name ?? '', apps[b]?.name ?? '') || a - b)
    .forEach((index, rank) => {
      rankOf[index] = rank;
    });
  return orderByNumber(Uint32Array.from(app, (index) => rankOf[index] ?? 0));
}

const rowsAStep = 2000;

/** What each row sorts by as a member: its name, else its address; rows with neither come last. */
function* memberKeys(store: GrantStore): Steps<string[]> {
  const keys: string[] = [];
  for (let row = 0; row < store.size; row += 1) {
    const text = store.textOf(row);
    const nameEnd = text.indexOf('\n');
    const name = text.slice(0, nameEnd).trim();
    const shown = name === '' ? text.slice(nameEnd + 1) : name;
    keys.push(shown === '' ? `\uFFFF${store.idAt(row)}` : shown);
    if (row % rowsAStep === 0) yield;
  }
  return keys;
}

function* idKeys(store: GrantStore): Steps<string[]> {
  const keys: string[] = [];
  for (let row = 0; row < store.size; row += 1) {
    keys.push(store.idAt(row));
    if (row % rowsAStep === 0) yield;
  }
  return keys;
}

function allRows({ size }: GrantStore): Uint32Array {
  return Uint32Array.from({ length: size }, (_, row) => row);
}

/** All rows in ascending order of a key, in steps; rows that are equal keep the order of the answer. */
function* orderSteps(store: GrantStore, key: SortKey): Steps<Uint32Array> {
  switch (key) {
    case 'member':
      return yield* orderTexts(yield* memberKeys(store));
    case 'id':
      return yield* orderTexts(yield* idKeys(store));
    case 'status':
      return orderRanks(
        store.statuses,
        Uint32Array.from(store.statusCounts.keys()),
        store.statusCounts.slice(),
      );
    case 'scopes':
      return orderBySets(store, (set) => set.length);
    case 'risk':
      return orderBySets(store, weigher(store));
    case 'apps':
      return store.sums === null ? allRows(store) : orderByNumber(store.sums.apps);
    case 'app':
      return store.grants === null ? allRows(store) : orderByApp(store.grants);
    case 'effective':
      return store.grants === null ? allRows(store) : orderByNumber(store.grants.access);
  }
}

/** Whether an order changes when names arrive. */
export function dependsOnNames(key: SortKey): boolean {
  return key === 'member' || key === 'status';
}

/** Orders of a store's rows, each made once for each version that it depends on. */
export interface Orders {
  /** All rows in ascending order of the key, at once. */
  order(key: SortKey): Uint32Array;
  /** Makes an order before it is asked for, in steps. */
  prepare(key: SortKey): Steps<void>;
}

/** Makes the orders of a store. An order that is half prepared when it is asked for is finished. */
export function createOrders(store: GrantStore): Orders {
  const made = new Map<SortKey, { version: number; rows: Uint32Array }>();
  const underway = new Map<SortKey, { version: number; steps: Steps<Uint32Array> }>();
  const versionOf = (key: SortKey) => (dependsOnNames(key) ? store.version : 0);
  const stepsOf = (key: SortKey, version: number) => {
    const begun = underway.get(key);
    if (begun?.version === version) return begun.steps;
    const steps = orderSteps(store, key);
    underway.set(key, { version, steps });
    return steps;
  };
  const keep = (key: SortKey, version: number, rows: Uint32Array) => {
    underway.delete(key);
    made.set(key, { version, rows });
    return rows;
  };
  return {
    order(key) {
      const version = versionOf(key);
      const known = made.get(key);
      if (known?.version === version) return known.rows;
      return keep(key, version, finish(stepsOf(key, version)));
    },
    *prepare(key) {
      const version = versionOf(key);
      while (made.get(key)?.version !== version) {
        if (versionOf(key) !== version) return;
        const step = stepsOf(key, version).next();
        if (step.done === true) keep(key, version, step.value);
        else yield;
      }
    },
  };
}
