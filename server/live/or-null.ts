import { UpstreamError } from '../stytch/errors.ts';

/** Null instead of an error when an optional read fails, so that the view still loads. */
export async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UpstreamError && error.kind !== 'session-expired') return null;
    throw error;
  }
}
