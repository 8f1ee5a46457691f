import type { Reading, Source } from '#contract/diagnosis.ts';
import type { AppError } from '../../errors.ts';
import { toAppError } from '../../http/problems.ts';
import { UpstreamError } from '../../stytch/errors.ts';

/** What came of asking for one thing. */
export interface Read<T> {
  reading: Reading;
  /** Undefined where it could not be read. */
  value: T | undefined;
  /** Why it could not be. */
  error: AppError | null;
}

/** How a reading says which call it was. */
export interface Tell {
  onRequestId: (requestId: string) => void;
}

/** Failures that are of the whole request: nobody is there to be told, or must not be told anything. */
const fatal = new Set(['session-expired', 'aborted', 'tenancy']);

/** Reads one thing; that it could not be read is an answer too. Throws what nobody foresaw. */
export async function attempt<T>(
  source: Source,
  read: (tell: Tell) => Promise<T>,
): Promise<Read<T>> {
  const reading: Reading = { source, requestId: null, problem: null };
  try {
    const value = await read({ onRequestId: (id) => (reading.requestId = id) });
    return { reading, value, error: null };
  } catch (cause) {
    if (cause instanceof UpstreamError && fatal.has(cause.kind)) throw cause;
    const error = toAppError(cause);
    if (error.code === 'internal') throw cause;
    const failed = cause instanceof UpstreamError ? cause.upstreamRequestId : null;
    const requestId = failed ?? reading.requestId;
    return { reading: { source, requestId, problem: error.code }, value: undefined, error };
  }
}

/** What the viewer's roles do not let them read is not asked for. */
export function notAllowed<T>(source: Source): Read<T> {
  const reading = { source, requestId: null, problem: 'not-allowed' as const };
  return { reading, value: undefined, error: null };
}
