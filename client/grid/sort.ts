import { scopeClasses } from '#contract/scopes.ts';
import { fold } from './fold.ts';
import type { GrantStore } from './store.ts';

export const sortKeys = ['access', 'member', 'status', 'scopes', 'id'] as const;
export type SortKey = (typeof sortKeys)[number];

/** What orders the rows. */
export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** Heaviest access first: an order that names, as they arrive, do not disturb. */
export const defaultSort: Sort = { key: 'access', descending: true };

/** How heavy a set of scopes is: by its sensitive ones, then its writing ones, then all. */
function weightOfSets(store: GrantStore): Float64Array {
  const sensitive = scopeClasses.indexOf('sensitive');
  const write = scopeClasses.indexOf('write');
  return Float64Array.from(store.scopeSets, (set) => {
    let weight = set.length;
    for (const scope of set) {
      const rank = scopeClasses.indexOf(store.scopes[scope]?.class ?? 'identity');
      if (rank === sensitive) weight += 1_000_000;
      if (rank === write) weight += 1000;
    }
    return weight;
  });
}

function memberKeys(store: GrantStore): string[] {
  return Array.from({ length: store.size }, (_, row) => {
    const shown = store.names[row] ?? '';
    const name = shown.trim() === '' ? (store.emails[row] ?? '') : shown;
    // Nameless rows come after every name.
    return name === '' ? `\uFFFF${store.ids[row] ?? ''}` : fold(name);
  });
}

function compareTexts(keys: readonly string[]): (a: number, b: number) => number {
  return (a, b) => {
    const [left, right] = [keys[a] ?? '', keys[b] ?? ''];
    if (left === right) return a - b;
    return left < right ? -1 : 1;
  };
}

/** Rows sorted by a small number each: linear, and stable. */
function byNumbers(numbers: ArrayLike<number>): Uint32Array {
  const buckets = new Map<number, number[]>();
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] ?? 0;
    const bucket = buckets.get(number);
    if (bucket === undefined) buckets.set(number, [row]);
    else bucket.push(row);
  }
  const order = [...buckets.keys()].toSorted((a, b) => a - b);
  return Uint32Array.from(order.flatMap((number) => buckets.get(number) ?? []));
}

/** Numbers whose order is the wanted one, for keys that are not text. */
function numbersFor(store: GrantStore, key: 'access' | 'status' | 'scopes'): ArrayLike<number> {
  if (key === 'status') return store.statuses;
  const perSet =
    key === 'access'
      ? weightOfSets(store)
      : Float64Array.from(store.scopeSets, (set) => set.length);
  return Float64Array.from(store.sets, (set) => perSet[set] ?? 0);
}

/** All rows in ascending order of the key; rows that are equal keep the order of the answer. */
export function sortRows(store: GrantStore, key: SortKey): Uint32Array {
  if (key === 'member' || key === 'id') {
    const keys = key === 'id' ? store.ids : memberKeys(store);
    const rows = Uint32Array.from({ length: store.size }, (_, row) => row);
    return rows.toSorted(compareTexts(keys));
  }
  return byNumbers(numbersFor(store, key));
}
