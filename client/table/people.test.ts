import { expect, test } from 'vitest';
import type { People } from '#contract/people.ts';
import { formatFigure } from '../ui/figure.ts';
import { boundOf, countInactive, memberShare, othersWords, peopleWords } from './people.ts';

const people = (some: Partial<People>): People => ({
  members: 0,
  pending: 0,
  invited: 0,
  former: 0,
  unknown: 0,
  unread: 0,
  ...some,
});
const acme = people({ members: 38, pending: 2, former: 2, unknown: 1 });

test('everyone with access is told once, members apart from those who are none', () => {
  expect(peopleWords(acme, 38)).toBe('38 of 38 members and 3 former or unknown people');
  expect(peopleWords(people({ members: 1 }), 1)).toBe('1 of 1 member');
  expect(peopleWords(people({ members: 4, former: 1 }), null)).toBe(
    '4 members and 1 former person',
  );
  expect(othersWords(people({ unknown: 2 }))).toBe('2 unknown people');
});

test('never are more members told than there are', () => {
  // The count is of a moment before, when two had not been invited yet.
  expect(memberShare(people({ members: 40 }), 38)).toMatchObject({ of: null });
  expect(peopleWords(people({ members: 40 }), 38)).toBe('40 members');
  // Unread ones may be anybody: they are never counted as members.
  expect(peopleWords(people({ unread: 40 }), 38)).toBe('40 people');
  expect(formatFigure(memberShare(people({ unread: 40 }), 38).members)).toBe('–');
});

test('a count that lacks answers is not known or at least so many, and never none', () => {
  const inactive = (some: Partial<People>) => formatFigure(countInactive(people(some), 'exact'));
  expect(inactive({ members: 5 })).toBe('0');
  expect(inactive({ members: 5, unread: 1 })).toBe('–');
  expect(inactive({ members: 5, former: 2, unread: 1 })).toBe('at least 2');
  expect(formatFigure(countInactive(acme, 'at-least'))).toBe('at least 5');
  expect(formatFigure(countInactive(people({ members: 5 }), 'at-least'))).toBe('–');
  expect(formatFigure(countInactive(people({ pending: 2, unread: 9 }), 'exact', true))).toBe(
    '2 so far',
  );
  expect(boundOf({ unread: [] })).toBe('exact');
  expect(boundOf({ unread: [{ id: 'a', name: 'A', reason: '' }] })).toBe('at-least');
});
