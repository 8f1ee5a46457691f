import { memberLookupLimit, type MemberDirectory } from '#contract/members.ts';
import { ApiError } from '../api/api-error.ts';
import type { GrantStore } from '../grid/store.ts';

/** How far reading names has come; a new object for every step. */
export interface NamesProgress {
  state: 'reading' | 'done' | 'failed';
  /** Members whose name could not be read. */
  failed: number;
  /** Why, in words; null unless failed. */
  reason: string | null;
  /** Version of the store that the step left behind. */
  version: number;
}

/** Asks the server for the names of members. */
export type LookUp = (ids: string[], signal: AbortSignal) => Promise<MemberDirectory>;

/** Reads the names of a store's rows, the visible ones first. */
export interface NamesReader {
  progress: () => NamesProgress;
  subscribe: (changed: () => void) => () => void;
  /** Reads whatever has no recent name; returns how to stop. */
  start: () => () => void;
  /** Tells which rows are on screen: they are asked for before all others. */
  setVisibleRows: (rows: () => Iterable<number>) => void;
}

const unread = 'Stytch’s response about them couldn’t be read.';

const noRows = (): Iterable<number> => [];
/** As many as a browser has connections to one host (HTTP/1.1). */
const batchesAtOnce = 6;
const firstBatch = 60;
const maxTries = 3;
const longestWaitMs = 60_000;

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Hands out batches of rows that nobody has asked for: visible ones first, then from the top. */
function createBatches(store: GrantStore, visibleRows: () => Iterable<number>) {
  const taken = new Uint8Array(store.size);
  let next = 0;
  let isFirst = true;
  const isFree = (row: number) => taken[row] === 0 && store.confirmed[row] === 0;
  return (): number[] => {
    const limit = isFirst ? firstBatch : memberLookupLimit;
    isFirst = false;
    const rows: number[] = [];
    const take = (row: number) => {
      if (!isFree(row)) return;
      taken[row] = 1;
      // One name does for all rows of a member.
      store.eachTwin(row, (twin) => {
        taken[twin] = 1;
      });
      rows.push(row);
    };
    for (const row of visibleRows()) if (rows.length < limit) take(row);
    while (rows.length < limit && next < store.size) {
      take(next);
      next += 1;
    }
    return rows;
  };
}

/**
 * Retries failures that may pass. When Stytch limits requests, all batches pause together for as long as
 * it asks, up to `longestWaitMs`; this is not a failure and does not count as a try.
 */
function createRetryingLookUp(lookUp: LookUp, signal: AbortSignal) {
  let pause: Promise<void> | null = null;
  return async (ids: string[]): Promise<MemberDirectory> => {
    for (let tries = 1; ; tries += 1) {
      if (pause !== null) await pause;
      try {
        return await lookUp(ids, signal);
      } catch (error) {
        if (signal.aborted || !(error instanceof ApiError) || !error.retryable) throw error;
        const ms = Math.min(longestWaitMs, (error.retryAfterSeconds ?? tries) * 1000);
        if (error.code === 'upstream-rate-limited') {
          tries -= 1;
          pause ??= wait(ms, signal).finally(() => {
            pause = null;
          });
        } else if (tries === maxTries) throw error;
        else await wait(ms, signal);
      }
    }
  };
}

/**
 * Reads names in concurrent batches. A failure that may pass is tried three times. Rows of a batch that
 * fails keep their ids and are counted; the other batches go on, unless the response is 401 or 403.
 */
export function createNamesReader(store: GrantStore, lookUp: LookUp): NamesReader {
  const listeners = new Set<() => void>();
  let visibleRows = noRows;
  let progress: NamesProgress = { state: 'reading', failed: 0, reason: null, version: 0 };

  function report(change: Partial<NamesProgress>) {
    progress = { ...progress, ...change, version: store.version };
    for (const listener of listeners) listener();
  }

  async function run(signal: AbortSignal): Promise<void> {
    const nextBatch = createBatches(store, () => visibleRows());
    const lookUpWithRetry = createRetryingLookUp(lookUp, signal);
    let stopped = false;
    const worker = async () => {
      while (!stopped && !signal.aborted) {
        const rows = nextBatch();
        if (rows.length === 0) return;
        try {
          const directory = await lookUpWithRetry(rows.map((row) => store.idAt(row)));
          if (signal.aborted) return;
          store.addNames(rows, directory);
          const { unreadable } = directory;
          report(unreadable === 0 ? {} : { failed: progress.failed + unreadable, reason: unread });
        } catch (error) {
          if (signal.aborted) return;
          stopped = error instanceof ApiError && (error.status === 403 || error.status === 401);
          const reason = error instanceof Error ? error.message : null;
          report({ failed: progress.failed + rows.length, reason });
        }
      }
    };
    await Promise.all(Array.from({ length: batchesAtOnce }, worker));
    if (!signal.aborted) report({ state: progress.failed > 0 ? 'failed' : 'done' });
  }

  return {
    progress: () => progress,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    start() {
      const abort = new AbortController();
      // What is only read again stays, and needs no progress.
      const isRenewal = store.namesRead > 0 && store.namesRead === store.size;
      report({ state: isRenewal ? 'done' : 'reading', failed: 0, reason: null });
      void run(abort.signal);
      return () => abort.abort();
    },
    setVisibleRows(rows) {
      visibleRows = rows;
    },
  };
}
