import { expect, test } from 'vitest';
import {
  filterOf,
  formatActivityState,
  formatTabState,
  isNarrowed,
  noFilters,
  parseActivityState,
  parseTabState,
} from './activity-state.ts';

const search =
  'tab=support&q=abc&event=signed-in&event=refused&outcome=failed&by=support&case=case-1&actor=member-1&member=member-2&range=7';

test('the state survives its way through the address', () => {
  const state = parseActivityState(new URLSearchParams(search));
  expect(state).toEqual({
    view: 'visits',
    query: 'abc',
    events: ['signed-in', 'refused'],
    outcome: 'failed',
    by: 'support',
    caseId: 'case-1',
    actor: 'member-1',
    app: null,
    member: 'member-2',
    period: { range: '7' },
  });
  expect(formatActivityState(state).toString()).toBe(search);
  expect(formatActivityState(parseActivityState(new URLSearchParams())).toString()).toBe('');
});

test('the tab of another page says that it is open, and whose activity it is', () => {
  const address = 'tab=activity&whose=theirs&q=abc&from=2026-11-01&to=2026-11-02';
  const state = parseTabState(new URLSearchParams(address));
  expect(state).toMatchObject({ isTheirs: true, query: 'abc' });
  expect(formatTabState(state).toString()).toBe(address);
  expect(formatTabState(parseTabState(new URLSearchParams('tab=activity'))).toString()).toBe(
    'tab=activity',
  );
});

test.each([
  'event=nonsense&outcome=maybe&by=nobody&range=8',
  `app=${'x'.repeat(201)}`,
  'actor=&case=',
])('what the server would refuse is left out of %j', (address) => {
  expect(parseActivityState(new URLSearchParams(address))).toEqual({
    view: 'events',
    ...noFilters,
  });
});

test('of an app and a member only the app is asked for', () => {
  const both = parseActivityState(new URLSearchParams('app=app-1&member=member-1'));
  expect(both).toMatchObject({ app: 'app-1', member: null });
});

test('a longer text than the server takes is cut', () => {
  const long = parseActivityState(new URLSearchParams({ q: 'x'.repeat(300) }));
  expect(filterOf(long, null).text).toHaveLength(200);
});

test('a period includes its last moment, where the server leaves the end out', () => {
  const period = { from: 999, to: 1999, fromDay: '', toDay: '' };
  expect(filterOf(noFilters, period)).toMatchObject({ from: 1000, to: 2000 });
  expect(filterOf(noFilters, null)).toMatchObject({ from: null, to: null });
});

test('anything that is chosen narrows', () => {
  expect(isNarrowed(noFilters)).toBe(false);
  expect(isNarrowed({ ...noFilters, by: 'support' })).toBe(true);
  expect(isNarrowed({ ...noFilters, query: 'x' })).toBe(true);
});
