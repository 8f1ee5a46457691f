import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Activity, ActivityEvent } from '#contract/audit.ts';
import { newerIn, withNewer, type Pages } from './newer.ts';

const event = (seq: number, at = seq): ActivityEvent => ({
  seq,
  at,
  event: 'signed-in',
  outcome: 'allowed',
  reason: null,
  actor: null,
  target: null,
  also: null,
  caseId: null,
  requestId: null,
  upstreamRequestId: null,
  address: null,
});
const page = (seqs: number[], next: Activity['next'] = null): Activity => ({
  events: seqs.map((seq) => event(seq)),
  cases: [],
  next,
  searchedNames: true,
});
const shown = (...pages: Activity[]): Pages => ({ pages, pageParams: pages.map(() => null) });
const descending = (list: number[]) => list.toSorted((a, b) => b - a);
const seqsOf = ({ pages }: Pages) => pages.map(({ events }) => events.map(({ seq }) => seq));

test('what is shown is not new, and what is new goes above it', () => {
  const list = shown(page([5, 4, 3], { at: 3, seq: 3 }), page([2, 1]));
  const newest = page([7, 6, 5, 4]);
  expect(newerIn(list, newest).events.map(({ seq }) => seq)).toEqual([7, 6]);
  expect(seqsOf(withNewer(list, newest))).toEqual([
    [7, 6, 5, 4, 3],
    [2, 1],
  ]);
  expect(newerIn(withNewer(list, newest), newest).events).toEqual([]);
});

test('an event that came late stands where it belongs', () => {
  const list = shown({ ...page([]), events: [event(5, 500), event(3, 300)] });
  const late = { ...page([]), events: [event(6, 400)] };
  expect(seqsOf(withNewer(list, late))).toEqual([[5, 6, 3]]);
});

test('what is older than all that is shown waits until more is loaded', () => {
  const list = shown(page([5, 4], { at: 4, seq: 4 }));
  expect(newerIn(list, page([5, 4, 3])).events).toEqual([]);
  expect(newerIn(shown(page([5, 4])), page([5, 4, 3])).events).toHaveLength(1);
});

test('where more came than one page holds, the list begins anew', () => {
  const list = shown(page([2, 1]));
  const newest = page([9, 8, 7], { at: 7, seq: 7 });
  expect(newerIn(list, newest)).toMatchObject({ hasMore: true });
  expect(seqsOf(withNewer(list, newest))).toEqual([[9, 8, 7]]);
});

test('the cases that new events name come with them', () => {
  const known = {
    id: 'case-1',
    organization: { id: 'organization-1', name: 'Acme' },
    staff: { memberId: 'member-1', name: 'Sam' },
    reason: 'A reason',
    ticket: 'T-1',
    openedAt: 0,
    expiresAt: 10,
    endedAt: null,
  };
  const list = shown({ ...page([1]), cases: [known] });
  const [first] = withNewer(list, { ...page([2]), cases: [{ ...known, endedAt: 5 }] }).pages;
  expect(first?.cases).toEqual([{ ...known, endedAt: 5 }]);
});

test('no event is lost and none is shown twice, however they come', () => {
  const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 });
  fc.assert(
    fc.property(seqs, seqs, (before, after) => {
      const merged = withNewer(shown(page(descending(before))), page(descending(after)));
      expect(seqsOf(merged)).toEqual([descending([...new Set([...before, ...after])])]);
    }),
  );
});
