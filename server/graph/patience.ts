import { setTimeout as wait } from 'node:timers/promises';
import { UpstreamError, type UpstreamKind } from '../stytch/errors.ts';

const mostTries = 3;
const mostPauses = 30;
const passing: ReadonlySet<UpstreamKind> = new Set([
  'unreachable',
  'timeout',
  'truncated',
  'error',
]);

/** Runs a call and, for a while, again when it fails. */
export type Patience = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Makes a `Patience` for many calls of one piece of work. When Stytch limits how often it is asked,
 * all of them pause together for as long as it says, which is no failure; what may pass is tried
 * three times. `count` is told of every try. Throws the last UpstreamError; kind `aborted` as soon as
 * the signal fires.
 */
export function createPatience(signal: AbortSignal, count: () => void): Patience {
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
        if (error.kind === 'rate-limited' && pauses < mostPauses) {
          tries -= 1;
          await pauseAll(error.retryAfterSeconds ?? 1);
        } else if (!passing.has(error.kind) || tries === mostTries) throw error;
        else await rest(error.retryAfterSeconds ?? tries / 4);
      }
    }
  };
}
