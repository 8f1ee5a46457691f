import { expect, test } from 'vitest';
import { durationOf, statusOf } from './visits.ts';

const minute = 60_000;
const visit = (minutes: number, endedAfter: number | null = null) => ({
  id: 'case-1',
  organization: { id: 'organization-1', name: 'Acme' },
  staff: { memberId: 'member-1', name: 'Sam' },
  reason: 'A reason',
  ticket: 'T-1',
  openedAt: 1000,
  expiresAt: 1000 + minutes * minute,
  endedAt: endedAfter === null ? null : 1000 + endedAfter * minute,
});

test('a visit is live until it is ended or its time is up', () => {
  expect(statusOf(visit(30), 1000 + 29 * minute)).toBe('live');
  expect(statusOf(visit(30), 1000 + 30 * minute)).toBe('expired');
  expect(statusOf(visit(30, 5), 1000 + 5 * minute)).toBe('ended');
});

test.each([
  [visit(30), '30 min'],
  [visit(30, 0.1), '1 min'],
  [visit(60), '1 h'],
  [visit(135), '2 h 15 min'],
])('%# takes %s', (one, words) => {
  expect(durationOf(one, 1e12)).toBe(words);
});

test('of a visit that goes on it is told how long it has taken so far', () => {
  expect(durationOf(visit(30), 1000 + 3 * minute)).toBe('3 min so far');
});
