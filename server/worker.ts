import type { ObserveTask } from './graph/observe.ts';
import { readAnswer, type AnswerTask } from './graph/read-answer.ts';
import { createScopeBook, type OperatorRules, type ScopeBook } from './scopes/book.ts';

let lastBook: ScopeBook | null = null;

/** The book of the operator's rules, made again only for others; a thread serves one server. */
function bookOf(operator: OperatorRules): ScopeBook {
  const isSame = JSON.stringify(lastBook?.operator) === JSON.stringify(operator);
  lastBook = isSame && lastBook !== null ? lastBook : createScopeBook(operator);
  return lastBook;
}

/** What worker threads do. In a thread: reads an answer that is too long for the event loop. */
export function read({ bytes, operator }: AnswerTask) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return readAnswer(buffer, bookOf(operator));
}

/** Rows that one transaction writes to the embedded database: requests wait for its lock meanwhile. */
const rowsAtOnce = 5000;

/** Loaded when it is first needed: a thread that only reads answers needs no database. */
async function startObserving() {
  const [{ createObserving }, { openBeside }, { createObservations }] = await Promise.all([
    import('./graph/observe.ts'),
    import('./store/database.ts'),
    import('./store/observations.ts'),
  ]);
  return createObserving(async (location) => {
    const mostRows = location.databaseUrl === null ? rowsAtOnce : Infinity;
    return createObservations(await openBeside(location), mostRows);
  });
}

let observing: ReturnType<typeof startObserving> | null = null;

/** In a thread: writes down what was read; gives how long that took, ms. */
export async function observe(task: ObserveTask): Promise<number> {
  observing ??= startObserving();
  const work = await observing;
  return await work(task);
}
