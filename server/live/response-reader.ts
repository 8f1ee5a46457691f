import { setImmediate } from 'node:timers/promises';
import { Tinypool } from 'tinypool';
import type { ScopeClassifier } from '../scopes/classifier.ts';
import { readResponse, type ResponseRead, type ReadTask } from './read-response.ts';

/** Parses responses of Stytch, long ones in worker threads. */
export interface ResponseReader {
  /** Takes a response in chunks. Rejects when a thread fails. */
  read(chunks: Buffer[]): Promise<ResponseRead>;
  close(): Promise<void>;
}

/** About 5,000 members: reading more blocks the event loop for longer than handing it over. */
const longResponseBytes = 700_000;
const idleMs = 30_000;
/** Far more than 100,000 members take; a thread that does not start must not keep anybody waiting. */
const maxMs = 15_000;

/** Of 64 kB at most: copying as many takes a millisecond or two; then others may run. */
const chunksAStep = 64;

/** All chunks in memory of their own, which can change hands; a pool's cannot. */
async function join(chunks: Buffer[], length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let [at, joined] = [0, 0];
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
    joined += 1;
    if (joined % chunksAStep === 0) await setImmediate();
  }
  // What has been joined is not kept twice while a thread works on it.
  chunks.length = 0;
  return bytes;
}

/**
 * Uses at most two threads, started on first use. `worker` is the URL of `worker` in a form that a thread
 * can load.
 */
export function createResponseReader(
  worker: URL,
  classifier: ScopeClassifier,
  onFailure: (error: unknown) => void,
): ResponseReader {
  const pool = new Tinypool({
    filename: worker.href,
    name: 'read',
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: idleMs,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
    // What the process was started with, such as modules that watch its parent, is not for threads.
    execArgv: [],
  });
  pool.on('error', onFailure);
  return {
    async read(chunks) {
      const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      if (length < longResponseBytes) return readResponse(Buffer.concat(chunks), classifier);
      const bytes = await join(chunks, length);
      const task: ReadTask = { bytes, operator: classifier.operator };
      const answer: ResponseRead = await pool.run(task, {
        transferList: [bytes.buffer],
        signal: AbortSignal.timeout(maxMs),
      });
      return answer;
    },
    close: () => pool.destroy(),
  };
}
