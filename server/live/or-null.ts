import { UpstreamError } from '../stytch/errors.ts';

/** A side read: null, not an error, when it fails, so that the view still comes. */
export async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UpstreamError && error.kind !== 'session-expired') return null;
    throw error;
  }
}
