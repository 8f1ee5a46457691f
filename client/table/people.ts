import type { GraphState } from '#contract/graph.ts';
import { memberStatuses, type MemberStatus } from '#contract/members.ts';
import { sizeOf, type People } from '#contract/people.ts';
import { figureOf, type Bound, type Figure } from '../ui/figure.ts';
import { formatCount, formatCountOf } from '../ui/format.ts';
import { statusUnread } from '../grid/row-names.ts';
import type { GrantStore } from '../grid/store.ts';

/** The people of a store that has one row for each, as far as their names have come. */
export function peopleIn({ statusCounts }: Pick<GrantStore, 'statusCounts'>): People {
  const of = (status: MemberStatus) => statusCounts[memberStatuses.indexOf(status)] ?? 0;
  const [pending, invited] = [of('pending'), of('invited')];
  return {
    members: of('active') + pending + invited,
    pending,
    invited,
    former: of('deleted'),
    unknown: of('unknown'),
    unread: statusCounts[statusUnread] ?? 0,
  };
}

/** Whether counts of grants lack those of an app that could not be read. */
export function boundOf({ unread }: Pick<GraphState, 'unread'>): Bound {
  return unread.length === 0 ? 'exact' : 'at-least';
}

/** How far counts of people by status can be believed, `bound` being that of all people. */
export function statusBound({ unread }: People, bound: Bound, areNamesComing = false): Bound {
  if (unread === 0) return bound;
  return areNamesComing ? 'so-far' : 'at-least';
}

/** The members among people, and of how many members. */
export interface MemberShare {
  members: Figure;
  /** Null where it is not known. */
  of: number | null;
}

/** Never more members than there are: counts of different moments are not put beside each other. */
export function memberShare(
  people: People,
  memberCount: number | null,
  bound: Bound = 'exact',
): MemberShare {
  const members = figureOf(people.members, statusBound(people, bound));
  const fits = memberCount !== null && people.members <= memberCount;
  return { members, of: fits && members.count !== null ? memberCount : null };
}

/** Everyone with access who is no active member. */
export function countInactive(people: People, bound: Bound, areNamesComing = false): Figure {
  const { pending, invited, former, unknown } = people;
  return figureOf(pending + invited + former + unknown, statusBound(people, bound, areNamesComing));
}

/** Everyone with access who is no member, in words; null where there are none. */
export function othersWords({ former, unknown }: People): string | null {
  const others = former + unknown;
  if (others === 0) return null;
  const kind = [former === 0 ? [] : 'former', unknown === 0 ? [] : 'unknown'].flat().join(' or ');
  return `${formatCount(others)} ${kind} ${others === 1 ? 'person' : 'people'}`;
}

/**
 * Who has access, in words: `38 of 38 members and 3 former or unknown people`, or how many people
 * where it is not known of all of them who they are.
 */
export function peopleWords(people: People, memberCount: number | null): string {
  if (people.unread > 0) return formatCountOf(sizeOf(people), 'person', 'people');
  const { of } = memberShare(people, memberCount);
  const members =
    of === null
      ? formatCountOf(people.members, 'member')
      : `${formatCount(people.members)} of ${formatCountOf(of, 'member')}`;
  const others = othersWords(people);
  return others === null ? members : `${members} and ${others}`;
}
