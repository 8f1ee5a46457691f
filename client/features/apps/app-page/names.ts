import { memberLookupLimit, type MemberDirectory } from '#contract/members.ts';
import { ApiError } from '../../../api/api-error.ts';
import { statusUnread, type GrantStore } from '../../../grid/store.ts';

/** How far reading names has come. */
export interface NamesProgress {
  state: 'reading' | 'done' | 'failed';
  /** Members whose name could not be read. */
  failed: number;
  /** Why, in words; null unless failed. */
  reason: string | null;
}

/** What reading names needs. */
export interface NamesTask {
  store: GrantStore;
  lookUp: (ids: string[], signal: AbortSignal) => Promise<MemberDirectory>;
  /** Rows on screen now: they are asked for before all others. */
  visibleRows: () => Iterable<number>;
  onProgress: (progress: NamesProgress) => void;
  signal: AbortSignal;
}

const batchesAtOnce = 4;
const firstBatch = 60;
const mostTries = 3;
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
function createBatches({ store, visibleRows }: NamesTask) {
  const taken = new Uint8Array(store.size);
  let next = 0;
  let isFirst = true;
  const isFree = (row: number) => taken[row] === 0 && store.statuses[row] === statusUnread;
  return (): string[] => {
    const limit = isFirst ? firstBatch : memberLookupLimit;
    isFirst = false;
    const ids: string[] = [];
    const take = (row: number) => {
      if (!isFree(row)) return;
      taken[row] = 1;
      ids.push(store.ids[row] ?? '');
    };
    for (const row of visibleRows()) if (ids.length < limit) take(row);
    while (ids.length < limit && next < store.size) {
      take(next);
      next += 1;
    }
    return ids;
  };
}

async function lookUpPatiently(task: NamesTask, ids: string[]): Promise<MemberDirectory> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await task.lookUp(ids, task.signal);
    } catch (error) {
      const again = error instanceof ApiError && error.retryable && tries < mostTries;
      if (!again || task.signal.aborted) throw error;
      const seconds = error.retryAfterSeconds ?? tries;
      await wait(Math.min(longestWaitMs, seconds * 1000), task.signal);
    }
  }
}

/**
 * Reads the names of all rows that have none, in batches, several at once. A batch that fails after
 * three tries leaves its rows with their ids and is counted; the others go on, unless the server
 * says that the viewer may not read names at all.
 */
export async function readNames(task: NamesTask): Promise<void> {
  const nextBatch = createBatches(task);
  let failed = 0;
  let reason: string | null = null;
  let stopped = false;
  const worker = async () => {
    while (!stopped && !task.signal.aborted) {
      const ids = nextBatch();
      if (ids.length === 0) return;
      try {
        task.store.addNames(ids, await lookUpPatiently(task, ids));
      } catch (error) {
        if (task.signal.aborted) return;
        failed += ids.length;
        reason = error instanceof Error ? error.message : null;
        stopped = error instanceof ApiError && (error.status === 403 || error.status === 401);
      }
      task.onProgress({ state: 'reading', failed, reason });
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, worker));
  if (!task.signal.aborted) {
    task.onProgress({ state: failed > 0 ? 'failed' : 'done', failed, reason });
  }
}
