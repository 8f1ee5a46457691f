import { Tinypool } from 'tinypool';
import { digestOf } from '../stytch/app-answer.ts';
import type { ScopeBook } from '../scopes/book.ts';
import { readAnswer, type AnswerRead } from './read-answer.ts';

/** Reads answers of Stytch, long ones in worker threads. */
export interface AnswerReader {
  /** Takes the bytes over: they must not be used afterwards. Rejects when a thread fails. */
  read(bytes: Uint8Array<ArrayBuffer>, known: string | null): Promise<AnswerRead>;
  close(): Promise<void>;
}

/** About 5,000 members: reading more blocks the event loop for longer than handing it over. */
const longAnswerBytes = 700_000;
/** A digest of this many bytes takes 2 ms, less than waking a thread. */
const quicklyDigestedBytes = 4_000_000;
const idleMs = 30_000;
/** Far more than 100,000 members take; a thread that does not start must not keep anybody waiting. */
const mostMs = 15_000;

/**
 * Makes a reader with at most two threads, started when they are first needed. `worker` is the URL of
 * `answer-worker` in a form that a thread can load.
 */
export function createAnswerReader(
  worker: URL,
  book: ScopeBook,
  onFailure: (error: unknown) => void,
): AnswerReader {
  const pool = new Tinypool({
    filename: worker.href,
    name: 'read',
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: idleMs,
    // What the process was started with, such as modules that watch its parent, is not for threads.
    execArgv: [],
  });
  pool.on('error', onFailure);
  return {
    async read(bytes, known) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      if (bytes.length < longAnswerBytes) return readAnswer(buffer, known, book);
      const isQuick = known !== null && bytes.length < quicklyDigestedBytes;
      if (isQuick && digestOf(buffer) === known) return { kind: 'same' };
      const answer: AnswerRead = await pool.run(
        { bytes, known, operator: book.operator },
        { transferList: [bytes.buffer], signal: AbortSignal.timeout(mostMs) },
      );
      return answer;
    },
    close: () => pool.destroy(),
  };
}
