import { setMaxListeners } from 'node:events';
import type { Dispatcher, Pool } from 'undici';
import { kindOfFailure, UpstreamError } from './errors.ts';

/** An answer as it came: nothing of it read yet. */
export interface RawAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  chunks: Buffer[];
}

const longBytes = 2 ** 18;
/** More than is announced honestly; undici cuts off what is longer than we take. */
const mostAnnounced = 2 ** 26;

/**
 * Collects a body. A long one whose length is announced is copied into memory of its own as it comes:
 * hundreds of chunks that live as long as an answer cost more to collect again than to copy.
 */
function createBody(announced: unknown) {
  const length =
    typeof announced === 'string' && /^\d{1,9}$/.test(announced) ? Number(announced) : 0;
  const isLong = length >= longBytes && length <= mostAnnounced;
  const whole = isLong ? Buffer.from(new ArrayBuffer(length)) : null;
  const chunks: Buffer[] = whole === null ? [] : [whole];
  let at = 0;
  return {
    chunks,
    add(chunk: Buffer): void {
      if (whole === null) chunks.push(chunk);
      else whole.set(chunk, at);
      at += chunk.length;
    },
  };
}

interface Limits {
  /** Of the operation, for errors. */
  name: string;
  /** For the whole call, its body included. */
  deadlineMs: number;
  signal: AbortSignal | undefined;
}

/**
 * One request and its whole answer. It listens to undici's dispatcher itself: a stream for each body
 * and a signal made of two cost more than the rest of a short call. Throws UpstreamError.
 */
export function exchange(
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  { name, deadlineMs, signal }: Limits,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const answer: RawAnswer = { status: 0, headers: {}, chunks: [] };
    let body = createBody(null);
    let controller: Dispatcher.DispatchController | null = null;
    let hasTimedOut = false;
    const stop = () => {
      fail(new Error('stopped'));
      controller?.abort(new Error('stopped'));
    };
    const deadline = setTimeout(() => {
      hasTimedOut = true;
      stop();
    }, deadlineMs);
    const settle = () => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', stop);
    };
    const fail = (error: Error) => {
      settle();
      const kind = kindOfFailure(error, hasTimedOut, signal?.aborted === true);
      // Of an answer that broke off the status says nothing; of one that is too long it does.
      reject(
        new UpstreamError(kind, name, { status: kind === 'too-large' ? answer.status : null }),
      );
    };
    if (signal?.aborted === true) {
      fail(new Error('aborted'));
      return;
    }
    if (signal !== undefined) {
      // One signal may stand for a hundred calls.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', stop);
    }
    pool.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // While it waited for a connection, everybody may have left.
        if (hasTimedOut || signal?.aborted === true) started.abort(new Error('stopped'));
      },
      onResponseStart(_started, status, headers) {
        answer.status = status;
        answer.headers = headers;
        body = createBody(headers['content-length']);
        answer.chunks = body.chunks;
      },
      onResponseData(_started, chunk) {
        body.add(chunk);
      },
      onResponseEnd() {
        settle();
        resolve(answer);
      },
      onResponseError: (_started, error) => fail(error),
    });
  });
}
