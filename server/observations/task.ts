import { setsOf, unpackColumns, type PackedRows } from '#contract/packed-rows.ts';
import type { StoreLocation } from '../store/database.ts';
import type { Observations } from '../store/observations.ts';

interface NamedApp {
  id: string;
  name: string;
}

/** What to write down: the apps of an organization, or the grants to one of them. */
export type ObserveTask = {
  store: StoreLocation;
  organizationId: string;
  asOf: number;
  /** Whether some of it could not be read: then what is not in it may be there all the same. */
  isCut: boolean;
} & (
  { apps: readonly NamedApp[] } | { app: NamedApp; packed: PackedRows; scopes: readonly string[] }
);

async function write(observations: Observations, task: ObserveTask): Promise<void> {
  const { organizationId, asOf, isCut } = task;
  if ('apps' in task) {
    await observations.recordAppList(organizationId, asOf, task.apps, isCut);
    return;
  }
  const { layout, bytes } = task.packed;
  const { ids, sets, ends, entries } = unpackColumns(layout, bytes);
  const { scopes } = task;
  await observations.recordApp(organizationId, task.app, asOf, {
    memberIds: Array.from({ length: ids.length }, (_, row) => ids.at(row) ?? ''),
    scopeSets: setsOf(ends, entries).map((set) => set.map((scope) => scopes[scope] ?? '')),
    setOf: sets,
    isCut,
  });
}

/** Runs tasks one after another over one connection that stays open. Returns how long each took, in ms. */
export function createObserving(open: (location: StoreLocation) => Promise<Observations>) {
  let opened: Promise<Observations> | null = null;

  return async (task: ObserveTask): Promise<number> => {
    opened ??= open(task.store);
    const observations = await opened.catch((error: unknown) => {
      // The next task tries again.
      opened = null;
      throw error;
    });
    const started = performance.now();
    await write(observations, task);
    return performance.now() - started;
  };
}
