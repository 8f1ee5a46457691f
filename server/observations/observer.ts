import { LRUCache } from 'lru-cache';
import { Tinypool } from 'tinypool';
import type { StoreLocation } from '../store/database.ts';
import type { ConnectedApp, Entries } from '../stytch/types.ts';
import type { LiveApp } from '../live/apps.ts';
import type { ObserveTask } from './task.ts';
import { createObserveQueue } from './queue.ts';

/** Records what is read, as a side effect: no view waits for it or fails with it. */
export interface GrantObserver {
  /** Stytch listed these apps: all of the organization that could be read. */
  listed(organizationId: string, asOf: number, apps: Entries<ConnectedApp>): void;
  /** Stytch told all grants to an app. */
  read(organizationId: string, view: LiveApp): void;
  /** Whether something that was read of the organization has still to be kept. */
  isPending(organizationId: string): boolean;
  /** Resolves when all that was read so far is kept. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** What has not changed is confirmed this often at most. */
const confirmMs = 60_000;
const maxSubjects = 20_000;

interface Known {
  digest: string;
  asOf: number;
}

/** At most one thread, which ends when it has had nothing to do for a minute. */
function startPool(worker: URL, onFailure: (error: unknown) => void): Tinypool {
  const pool = new Tinypool({
    filename: worker.href,
    name: 'observe',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
    execArgv: [],
  });
  pool.on('error', onFailure);
  return pool;
}

/**
 * Writes in its own thread, over its own connection: recording the grants of an app with 100,000 members
 * takes seconds. `worker` is the URL of `worker` in a form that a thread can load.
 */
export function createGrantObserver(
  worker: URL,
  { dataDir, databaseUrl }: StoreLocation,
  onFailure: (error: unknown) => void,
): GrantObserver {
  // Nothing else of the configuration goes to the thread.
  const store = { dataDir, databaseUrl };
  const pool = startPool(worker, onFailure);
  const known = new LRUCache<string, Known>({ max: maxSubjects });
  const queue = createObserveQueue<ObserveTask>(async (task) => {
    const took: number = await pool.run(task);
    return took;
  });

  function keep(subject: string, { digest, asOf }: Known, task: () => ObserveTask): void {
    const last = known.get(subject);
    if (last?.digest === digest && asOf - last.asOf < confirmMs) return;
    known.set(subject, { digest, asOf });
    queue.add(subject, task(), (error) => {
      // The next reading tries again.
      known.delete(subject);
      onFailure(error);
    });
  }

  return {
    listed(organizationId, asOf, { items, unreadable }) {
      const apps = items.map(({ connectedAppId, name }) => ({ id: connectedAppId, name }));
      const isCut = unreadable > 0;
      const digest = JSON.stringify([isCut, apps]);
      keep(organizationId, { digest, asOf }, () => ({
        store,
        organizationId,
        asOf,
        isCut,
        apps,
      }));
    },
    read(organizationId, { asOf, digest, columns }) {
      const { app, packed, scopes, unreadable } = columns;
      keep(`${organizationId} ${app.connectedAppId}`, { digest, asOf }, () => ({
        store,
        organizationId,
        asOf,
        isCut: unreadable > 0,
        app: { id: app.connectedAppId, name: app.name },
        packed,
        scopes: scopes.map(({ name }) => name),
      }));
    },
    isPending: (organizationId) =>
      queue.has((subject) => subject.split(' ', 1)[0] === organizationId),
    settled: () => queue.settled(),
    async close() {
      await queue.stop();
      await pool.destroy();
    },
  };
}
