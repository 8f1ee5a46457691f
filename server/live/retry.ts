import { setTimeout as wait } from 'node:timers/promises';
import { UpstreamError, type UpstreamKind } from '../stytch/errors.ts';

const maxTries = 3;
const maxPauses = 30;
const passing: ReadonlySet<UpstreamKind> = new Set([
  'unreachable',
  'timeout',
  'truncated',
  'error',
]);

/** Runs a call, and again when it fails in a way that may pass. */
export type Retry = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * A `Retry` shared by the calls of one piece of work. When Stytch limits requests, all of them pause
 * for as long as it says, which does not count as a failure; other passing failures are tried three
 * times. `count` is called for every try. Throws the last UpstreamError, kind `aborted` as soon as the
 * signal fires.
 */
export function createRetry(signal: AbortSignal, count: () => void): Retry {
  let pause: Promise<void> | null = null;
  let pauses = 0;

  async function rest(seconds: number): Promise<void> {
    try {
      await wait(seconds * 1000, undefined, { signal });
    } catch {
      throw new UpstreamError('aborted', 'graph');
    }
  }

  async function pauseAll(seconds: number): Promise<void> {
    if (pause === null) {
      pauses += 1;
      pause = rest(seconds).finally(() => {
        pause = null;
      });
    }
    await pause;
  }

  return async (call) => {
    for (let tries = 1; ; tries += 1) {
      if (pause !== null) await pause;
      if (signal.aborted) throw new UpstreamError('aborted', 'graph');
      count();
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        if (error.kind === 'rate-limited' && pauses < maxPauses) {
          tries -= 1;
          await pauseAll(error.retryAfterSeconds ?? 1);
        } else if (!passing.has(error.kind) || tries === maxTries) throw error;
        else await rest(error.retryAfterSeconds ?? tries / 4);
      }
    }
  };
}
