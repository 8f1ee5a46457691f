import { queryOptions } from '@tanstack/react-query';
import { activityRoutes } from '#contract/activity-routes.ts';
import type { SupportCase } from '#contract/support-case.ts';
import { request } from './request.ts';

/** Who of the vendor's support looked into the organization, newest first. */
export const supportVisitsQuery = queryOptions({
  queryKey: ['support-visits'],
  queryFn: ({ signal }) => request(activityRoutes.supportVisits, { signal }),
});

/** How often a page that tells of visits asks for them while somebody is there. */
export const visitsEveryMs = 20_000;

/** Epoch ms at which a visit is over, or will be. */
export const endOf = ({ endedAt, expiresAt }: SupportCase) => endedAt ?? expiresAt;

/** Whether support can still look. */
export function isLive(visit: SupportCase, now: number): boolean {
  return endOf(visit) > now;
}
