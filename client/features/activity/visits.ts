import type { SupportCase } from '#contract/support-case.ts';
import { endOf, isLive } from '../../api/support-visits.ts';

/** Whether support can still look, and if not how it came to its end. */
export function statusOf(visit: SupportCase, now: number): 'live' | 'ended' | 'expired' {
  if (isLive(visit, now)) return 'live';
  return visit.endedAt === null ? 'expired' : 'ended';
}

/** How long a visit took, or has taken so far, in words. */
export function durationOf(visit: SupportCase, now: number): string {
  const isOn = isLive(visit, now);
  const end = isOn ? now : endOf(visit);
  const minutes = Math.max(1, Math.round((end - visit.openedAt) / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours === 0 ? '' : `${hours} h`, rest === 0 ? '' : `${rest} min`].filter(Boolean);
  return `${parts.join(' ')}${isOn ? ' so far' : ''}`;
}
