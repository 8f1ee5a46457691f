import type { Overview } from '#contract/overview.ts';

/**
 * Of the members who hold grants, those whom the organization still counts; null where that is not
 * known. The others would make more holders than there are members.
 */
export function presentMembers(overview: Pick<Overview, 'members' | 'departed'>): number | null {
  const { members, departed } = overview;
  return departed === null ? null : members - departed.deleted - departed.unknown;
}
