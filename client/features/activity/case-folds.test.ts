import { expect, test } from 'vitest';
import type { ActivityEvent } from '#contract/audit.ts';
import { noFilters } from './activity-state.ts';
import { foldCases, foldsCases, foldWords, worstOutcome } from './case-folds.ts';

const event = (
  seq: number,
  caseId: string | null,
  change: Partial<ActivityEvent> = {},
): ActivityEvent => ({
  seq,
  at: seq,
  event: 'app-viewed',
  outcome: 'allowed',
  reason: null,
  actor: null,
  target: null,
  also: null,
  caseId,
  requestId: null,
  upstreamRequestId: null,
  address: null,
  ...change,
});

const shapeOf = (events: readonly ActivityEvent[]) =>
  foldCases(events).map((item) =>
    item.kind === 'event' ? item.event.seq : [item.caseId, ...item.events.map(({ seq }) => seq)],
  );

test('a case stands where its newest event was, whatever others did in between', () => {
  const events = [
    event(9, null),
    event(8, 'a'),
    event(7, null),
    event(6, 'a'),
    event(5, 'b'),
    event(4, 'a'),
    event(3, 'b'),
  ];
  expect(shapeOf(events)).toEqual([9, ['a', 8, 6, 4], 7, 5, 3]);
});

test('no event is lost or shown twice', () => {
  const events = Array.from({ length: 40 }, (_, index) =>
    event(40 - index, index % 3 === 0 ? null : `case ${index % 5}`),
  );
  const shown = shapeOf(events)
    .flat()
    .filter((seq) => typeof seq === 'number');
  expect(shown).toHaveLength(events.length);
  expect(new Set(shown)).toEqual(new Set(events.map(({ seq }) => seq)));
});

test('what was asked for is shown itself', () => {
  expect(foldsCases(noFilters)).toBe(true);
  expect(foldsCases({ ...noFilters, by: 'support' })).toBe(true);
  expect(foldsCases({ ...noFilters, query: 'kofi' })).toBe(false);
  expect(foldsCases({ ...noFilters, events: ['email-revealed'] })).toBe(false);
  expect(foldsCases({ ...noFilters, outcome: 'refused' })).toBe(false);
  expect(foldsCases({ ...noFilters, caseId: 'a' })).toBe(false);
});

test('the line of a case counts its events and names what must be known', () => {
  const plain = [event(1, 'a'), event(2, 'a'), event(3, 'a')];
  expect(foldWords(plain, false)).toBe('3 events in one case');
  expect(worstOutcome(plain)).toBe('allowed');
  const more = [
    ...plain,
    event(4, 'a', { event: 'email-revealed' }),
    event(5, 'a', { event: 'email-revealed', outcome: 'refused' }),
    event(6, 'a', { event: 'member-diagnosed' }),
    event(7, 'a', { event: 'member-diagnosed' }),
    event(8, 'a', { outcome: 'failed' }),
  ];
  expect(foldWords(more, true)).toBe(
    '8 events in one case so far, 1 email address revealed, 2 diagnoses, 1 refused, 1 failed',
  );
  expect(worstOutcome(more)).toBe('refused');
  expect(worstOutcome(more.filter(({ outcome }) => outcome !== 'refused'))).toBe('failed');
});
