import { expect, test } from 'vitest';
import type { SupportCase } from '#contract/support-case.ts';
import { recentVisits } from './recent-visits.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = 1_800_000_000_000;

const visit = (id: string, expiresAt: number, endedAt: number | null = null): SupportCase => ({
  id,
  organization: { id: 'organization-test-1', name: 'Acme' },
  staff: { memberId: 'member-test-1', name: 'Sam' },
  reason: 'A reason',
  ticket: 'T-1',
  openedAt: expiresAt - 30 * minute,
  expiresAt,
  endedAt,
});
const ids = (visits: readonly SupportCase[]) => visits.map(({ id }) => id);

test('a visit goes on until its time is up or it is ended', () => {
  const visits = [
    visit('goes on', now + minute),
    visit('ended before its time', now + minute, now - 2 * minute),
    visit('time was up', now),
  ];
  const { live, ended } = recentVisits(visits, now);
  expect(ids(live)).toEqual(['goes on']);
  expect(ids(ended)).toEqual(['time was up', 'ended before its time']);
});

test('a visit that ended more than seven days ago is not told any more', () => {
  const visits = [visit('old', now - 7 * day), visit('recent', now - 7 * day + 1)];
  expect(ids(recentVisits(visits, now).ended)).toEqual(['recent']);
});
