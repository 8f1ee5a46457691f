import { createScopeBook } from '../scopes/book.ts';
import { readAnswer, type AnswerTask } from './read-answer.ts';

/** Runs in a worker thread: reads an answer that is too long for the event loop. */
export function read({ bytes, operator }: AnswerTask) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return readAnswer(buffer, createScopeBook(operator));
}
