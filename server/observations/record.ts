import { AppError } from '../errors.ts';
import type { Observations } from '../store/observations.ts';

/**
 * Observations for views that can do without them: null where they cannot be read. `changesBetween` and its
 * companions throw `record-unavailable` instead.
 */
export type ObservationRecord = ReturnType<typeof createObservationRecord>;

async function orFail<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    throw new AppError('record-unavailable', { cause: error, retryAfterSeconds: 5 });
  }
}

/** `onFailure` is called for what is only missing from a view. */
export function createObservationRecord(
  observations: Observations,
  onFailure: (error: unknown) => void,
) {
  async function orNull<T>(read: Promise<T>): Promise<T | null> {
    try {
      return await read;
    } catch (error) {
      onFailure(error);
      return null;
    }
  }
  return {
    /**
     * When the viewer's visit before this one ended, epoch ms; null on the first one, too, and for
     * support, to whom everything is news.
     */
    lastVisit: async (
      viewer: { organizationId: string; memberId: string; support: object | null },
      now: number,
    ) =>
      viewer.support === null
        ? await orNull(observations.visit(viewer.organizationId, viewer.memberId, now))
        : null,
    appsSeen: (organizationId: string) => orNull(observations.appsSeen(organizationId)),
    historyOfMember: (organizationId: string, memberId: string) =>
      orNull(observations.historyOfMember(organizationId, memberId)),
    countChanges: (organizationId: string, from: number, to: number) =>
      orNull(observations.countChanges(organizationId, from, to)),
    changesBetween: (...given: Parameters<Observations['changesBetween']>) =>
      orFail(observations.changesBetween(...given)),
    firstReadings: (...given: Parameters<Observations['firstReadings']>) =>
      orFail(observations.firstReadings(...given)),
    totalsBetween: (organizationId: string, from: number, to: number) =>
      orFail(observations.countChanges(organizationId, from, to)),
    recordedSince: async (organizationId: string) =>
      (await orFail(observations.appsSeen(organizationId))).firstListAt,
  };
}
