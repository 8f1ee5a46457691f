import { createScopeBook } from '../scopes/book.ts';
import type { ObserveTask } from './observe.ts';
import { readAnswer, type AnswerTask } from './read-answer.ts';

/** Reads an answer that is too long for the event loop. */
export function read({ bytes, operator }: AnswerTask) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return readAnswer(buffer, createScopeBook(operator));
}

let observing: Promise<(task: ObserveTask) => Promise<number>> | null = null;

/** Writes down what was read; gives how long that took, ms. A thread that only reads answers loads no database. */
export async function observe(task: ObserveTask): Promise<number> {
  observing ??= import('./observe.ts').then(({ createObserving }) => createObserving());
  const work = await observing;
  return await work(task);
}
