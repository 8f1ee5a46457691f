import { readAnswer, type AnswerTask } from './read-answer.ts';

/** Runs in a worker thread: reads an answer that is too long for the event loop. */
export function read({ bytes, known }: AnswerTask) {
  return readAnswer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), known);
}
