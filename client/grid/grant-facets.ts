import { accessStates, type AccessState } from '#contract/access.ts';
import type { GrantStore } from './store.ts';

/** What narrows rows that are grants to many apps; other rows pass always. */
export interface GrantFilter {
  /** Ids of apps. */
  apps: readonly string[];
  access: readonly AccessState[];
}

/** Of each row, whether its app and what it comes to pass. */
export interface GrantPasses {
  app: (row: number) => boolean;
  access: (row: number) => boolean;
}

const always = () => true;

/** Whether rows pass the facets of grants. */
export function passGrants({ grants }: GrantStore, { apps, access }: GrantFilter): GrantPasses {
  if (grants === null) return { app: always, access: always };
  const appPasses = grants.apps.map(({ id }) => apps.includes(id));
  const accessPasses = accessStates.map((state) => access.includes(state));
  return {
    app: apps.length === 0 ? always : (row) => appPasses[grants.app[row] ?? -1] === true,
    access: access.length === 0 ? always : (row) => accessPasses[grants.access[row] ?? -1] === true,
  };
}

/** How many rows each choice of the facets of grants would leave. */
export interface GrantCounts {
  /** By index of app. */
  apps: Uint32Array;
  /** By index of access state. */
  access: Uint32Array;
}

/** Counts of nothing, to be counted up row by row. */
export function noCounts({ grants }: GrantStore): GrantCounts {
  return {
    apps: new Uint32Array(grants?.apps.length ?? 0),
    access: new Uint32Array(accessStates.length),
  };
}

/** How many rows have each of some numbers, of all that there are. */
function countAll(numbers: ArrayLike<number> | undefined, range: number): Uint32Array {
  const counts = new Uint32Array(range);
  for (let row = 0; row < (numbers?.length ?? 0); row += 1) {
    const number = numbers?.[row] ?? -1;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return counts;
}

/** How many rows each app has, of all that there are. */
export function countApps({ grants }: GrantStore): Uint32Array {
  return countAll(grants?.app, grants?.apps.length ?? 0);
}

/** How many rows each access state has, of all that there are. */
export function countAccess({ grants }: GrantStore): Uint32Array {
  return countAll(grants?.access, accessStates.length);
}
