import { createScopeBook } from '../scopes/book.ts';
import type { ObserveTask } from './observe.ts';
import { readAnswer, type AnswerTask } from './read-answer.ts';

/** Reads an answer that is too long for the event loop. */
export function read({ bytes, operator }: AnswerTask) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return readAnswer(buffer, createScopeBook(operator));
}

let observing: Promise<(task: ObserveTask) => Promise<void>> | null = null;

/** Writes down what was read. A thread that only reads answers loads no database. */
export async function observe(task: ObserveTask): Promise<void> {
  observing ??= import('./observe.ts').then(({ createObserving }) => createObserving());
  const work = await observing;
  await work(task);
}
