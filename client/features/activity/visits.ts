import type { SupportCase } from '#contract/support-case.ts';
import { endOf, isLive } from '../../api/support-visits.ts';

/** Whether support can still look, and if not how it came to its end. */
export function statusOf(visit: SupportCase, now: number): 'live' | 'ended' | 'expired' {
  if (isLive(visit, now)) return 'live';
  return visit.endedAt === null ? 'expired' : 'ended';
}

/** How long a visit took, or may take, in words. */
export function durationOf(visit: SupportCase): string {
  const minutes = Math.max(1, Math.round((endOf(visit) - visit.openedAt) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
