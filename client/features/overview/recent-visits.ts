import type { SupportCase } from '#contract/support-case.ts';
import { endOf, isLive } from '../../api/support-visits.ts';

const recentMs = 7 * 24 * 3_600_000;

/** Visits of support that an admin is told of unasked: those that go on, and those of the last days. */
export function recentVisits(visits: readonly SupportCase[], now: number) {
  const live = visits.filter((visit) => isLive(visit, now));
  const ended = visits
    .filter((visit) => !isLive(visit, now) && now - endOf(visit) < recentMs)
    .toSorted((a, b) => endOf(b) - endOf(a));
  return { live, ended };
}
