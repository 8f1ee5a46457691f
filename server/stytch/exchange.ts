import { setMaxListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import { kindOfFailure, reasonOf, UpstreamError } from './errors.ts';

/** A response before its body is read. */
export interface RawResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  chunks: Buffer[];
}

interface Limits {
  /** Name of the operation, for errors. */
  name: string;
  /** For the whole call, body included. */
  deadlineMs: number;
  signal: AbortSignal | undefined;
}

const unanswered = new WeakSet<UpstreamError>();

/** Whether the connection ended before any byte of the response arrived. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof UpstreamError && unanswered.has(error);
}

/**
 * Sends one request and collects its response. It uses undici's dispatcher directly: a stream for each body
 * and a combined signal cost more than the rest of a short call. Throws UpstreamError.
 */
export function exchange(
  connections: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { name, deadlineMs, signal }: Limits,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const answer: RawResponse = { status: 0, headers: {}, chunks: [] };
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
      // The status of a response that broke off means nothing; that of one that is too long does.
      const status = kind === 'too-large' ? answer.status : null;
      const reason = reasonOf(error, new URL(String(request.origin)).host);
      const failure = new UpstreamError(kind, name, { status, reason });
      if (kind === 'truncated' && answer.status === 0) unanswered.add(failure);
      reject(failure);
    };
    if (signal?.aborted === true) {
      fail(new Error('aborted'));
      return;
    }
    if (signal !== undefined) {
      // One signal may serve a hundred calls.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', stop);
    }
    connections.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // The callers may have left while it waited for a connection.
        if (hasTimedOut || signal?.aborted === true) started.abort(new Error('stopped'));
      },
      onResponseStart(_started, status, headers) {
        answer.status = status;
        answer.headers = headers;
      },
      onResponseData(_started, chunk) {
        answer.chunks.push(chunk);
      },
      onResponseEnd() {
        settle();
        resolve(answer);
      },
      onResponseError: (_started, error) => fail(error),
    });
  });
}
