import type { ObserveTask } from './observations/task.ts';
import { readResponse, type ReadTask } from './live/read-response.ts';
import {
  createScopeClassifier,
  type OperatorRules,
  type ScopeClassifier,
} from './scopes/classifier.ts';

let lastClassifier: ScopeClassifier | null = null;

/** Kept while the operator's rules are the same: a thread serves one server. */
function classifierFor(operator: OperatorRules): ScopeClassifier {
  const isSame = JSON.stringify(lastClassifier?.operator) === JSON.stringify(operator);
  lastClassifier =
    isSame && lastClassifier !== null ? lastClassifier : createScopeClassifier(operator);
  return lastClassifier;
}

/** Runs in a thread: parses a response that is too long for the event loop. */
export function read({ bytes, operator }: ReadTask) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return readResponse(buffer, classifierFor(operator));
}

/** Rows that one transaction writes to the embedded database: requests wait for its lock meanwhile. */
const rowsAtOnce = 5000;

/** Loaded on first use: a thread that only parses responses needs no database. */
async function startObserving() {
  const [{ createObserving }, { openBeside }, { createObservations }] = await Promise.all([
    import('./observations/task.ts'),
    import('./store/database.ts'),
    import('./store/observations.ts'),
  ]);
  return createObserving(async (location) => {
    const maxRows = location.databaseUrl === null ? rowsAtOnce : Infinity;
    return createObservations(await openBeside(location), maxRows);
  });
}

let observing: ReturnType<typeof startObserving> | null = null;

/** Runs in a thread: writes an observation. Returns how long that took, in ms. */
export async function observe(task: ObserveTask): Promise<number> {
  observing ??= startObserving();
  const work = await observing;
  return await work(task);
}
