import { nothingYet } from '#contract/graph.ts';
import type { Leases } from '../store/leases.ts';
import { UpstreamError } from '../stytch/errors.ts';
import { assembleGrants, type Sources } from './assemble.ts';

interface Deps {
  sources: Sources;
  leases: Leases;
  /** Organizations whose last reading was before that time, epoch ms. */
  due: (before: number) => Promise<string[]>;
  everyMs: number;
  /** This instance. */
  holder: string;
  now: () => number;
  onFailure: (organizationId: string | null, error: unknown) => void;
}

/** Reads organizations that nobody views, so that observations have no gaps. */
export interface BackgroundReader {
  /** Looks once for what is due, and reads it. */
  readDue(): Promise<void>;
  /** Looks every minute from now on. */
  start(): void;
  /** Breaks off what is being read. */
  stop(): Promise<void>;
}

const lookEveryMs = 60_000;
/** An instance that dies holds an organization up this long; one that cannot be read waits so long. */
const leaseMs = 10 * 60_000;
/** Viewers who wait go before. */
const appsAtOnce = 2;

/**
 * Leases each organization while reading it, so that only one instance does. Reads without a session:
 * Stytch then checks no permission, so nothing is shown to anybody; only the observer receives the result.
 */
export function createBackgroundReader(deps: Deps): BackgroundReader {
  const { sources, leases, due, everyMs, holder, now, onFailure } = deps;
  const abort = new AbortController();
  const { signal } = abort;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  async function readOne(organizationId: string): Promise<void> {
    const lease = `background-read ${organizationId}`;
    if (!(await leases.acquire(lease, holder, leaseMs, now()))) return;
    try {
      await assembleGrants(sources, {
        caller: { organizationId, sessionToken: null },
        signal,
        progress: nothingYet(),
        report: () => {},
        appsAtOnce,
      });
      await leases.release(lease, holder);
    } catch (error) {
      // Its lease stays: it is tried again when that has run out.
      const isOver = error instanceof UpstreamError && error.kind === 'aborted';
      if (!isOver) onFailure(organizationId, error);
    }
  }

  async function readDue(): Promise<void> {
    try {
      for (const organizationId of await due(now() - everyMs)) {
        if (signal.aborted) return;
        await readOne(organizationId);
      }
    } catch (error) {
      onFailure(null, error);
    }
  }

  return {
    readDue,
    start() {
      let isIdle = true;
      timer = setInterval(() => {
        if (!isIdle) return;
        isIdle = false;
        running = readDue().finally(() => {
          isIdle = true;
        });
      }, lookEveryMs).unref();
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      abort.abort();
      await running;
    },
  };
}
