import type { People } from '#contract/people.ts';
import type { Member } from '../stytch/types.ts';

/**
 * Counts the people behind grants: null is an id of nobody in the organization, undefined one that was not
 * read. Only this function decides who counts as what.
 */
export function countPeople(members: readonly (Member | null | undefined)[]): People {
  const people = { members: 0, pending: 0, invited: 0, former: 0, unknown: 0, unread: 0 };
  for (const member of members) {
    if (member === undefined) people.unread += 1;
    else if (member === null || member.status === 'unknown') people.unknown += 1;
    else if (member.status === 'deleted') people.former += 1;
    else {
      people.members += 1;
      if (member.status !== 'active') people[member.status] += 1;
    }
  }
  return people;
}

/** As many of whom nothing has been read. */
export function peopleUnread(count: number): People {
  return { members: 0, pending: 0, invited: 0, former: 0, unknown: 0, unread: count };
}
