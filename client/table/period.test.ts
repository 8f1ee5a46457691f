import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, formatPeriod, isBackwards, parsePeriod, periodOf, withDay } from './period.ts';

const noon = new Date(2026, 10, 26, 12).getTime();
const at = (...parts: [number, number, number]) => new Date(...parts).getTime();

test('days are whole and the last one is included', () => {
  const period = periodOf({ from: '2026-11-01', to: '2026-11-02' }, noon, null);
  expect(period).toEqual({
    // After this one: the first millisecond of the day is included.
    from: at(2026, 10, 1) - 1,
    to: at(2026, 10, 3) - 1,
    fromDay: '2026-11-01',
    toDay: '2026-11-02',
  });
});

test('a range of days ends with today, whatever the time', () => {
  const period = periodOf({ range: '7' }, noon, null);
  expect(period).toMatchObject({ fromDay: '2026-11-19', toDay: '2026-11-26' });
  expect(periodOf({ range: '7' }, noon + 60_000, null)).toEqual(period);
});

test('the last visit is taken to the millisecond, and nothing where there was none', () => {
  const since = at(2026, 10, 20) + 12_345;
  expect(periodOf({ range: 'visit' }, noon, since)).toMatchObject({
    from: since,
    fromDay: '2026-11-20',
  });
  expect(periodOf({ range: 'visit' }, noon, null)).toBeNull();
});

test.each([
  ['', null],
  ['range=visit', { range: 'visit' }],
  ['range=8', null],
  ['from=2026-01-02&to=2026-02-03', { from: '2026-01-02', to: '2026-02-03' }],
  ['from=2026-02-03&to=2026-01-02', { from: '2026-02-03', to: '2026-01-02' }],
  ['since=1764540000000', { since: 1_764_540_000_000 }],
  ['since=-1', null],
  ['since=99999999999999999', null],
  ['from=2026-02-31&to=2026-03-03&range=7', { range: '7' }],
  ['from=yesterday&to=today', null],
])('the address %j means %j', (search, choice) => {
  expect(parsePeriod(new URLSearchParams(search))).toEqual(choice);
});

test('days in reverse order are taken in the right one, and it is known that they were', () => {
  const choice = { from: '2026-11-02', to: '2026-11-01' };
  expect(isBackwards(choice)).toBe(true);
  const period = periodOf(choice, noon, null);
  expect(period).toEqual(periodOf({ from: '2026-11-01', to: '2026-11-02' }, noon, null));
  expect(isBackwards({ from: '2026-11-01', to: '2026-11-01' })).toBe(false);
  expect(isBackwards({ range: '7' })).toBe(false);
});

test('a moment in the address is taken to the millisecond', () => {
  const since = at(2026, 10, 20) + 12_345;
  expect(periodOf({ since }, noon, null)).toEqual(periodOf({ range: 'visit' }, noon, since));
});

test('every choice survives its way through the address', () => {
  const day = fc
    .integer({ min: at(1990, 0, 1), max: at(2090, 0, 1) })
    .map((moment) => dayOf(moment));
  const choice = fc.oneof(
    fc.constantFrom('visit', '7', '30', '90').map((range) => ({ range })),
    fc.tuple(day, day).map(([from, to]) => ({ from, to })),
    fc.nat().map((since) => ({ since })),
  );
  fc.assert(
    fc.property(choice, (chosen) => {
      const params = new URLSearchParams();
      formatPeriod(chosen, params);
      expect(parsePeriod(params)).toEqual(chosen);
    }),
  );
});

test('a first day after the last moves the last, and the other way round', () => {
  const period = periodOf({ from: '2026-11-01', to: '2026-11-10' }, noon, null);
  if (period === null) throw new Error('no period');
  const set = (edge: 'from' | 'to', day: string) => withDay(period, edge, day, '2026-11-26');
  expect(set('from', '2026-11-20')).toEqual({ from: '2026-11-20', to: '2026-11-20' });
  expect(set('to', '2026-10-20')).toEqual({ from: '2026-10-20', to: '2026-10-20' });
  expect(set('to', '2026-11-05')).toEqual({ from: '2026-11-01', to: '2026-11-05' });
  expect(set('to', '')).toBeNull();
});

test('the first day that is set of any time goes on to today', () => {
  const today = '2026-11-26';
  expect(withDay(null, 'from', '2026-11-20', today)).toEqual({ from: '2026-11-20', to: today });
  expect(withDay(null, 'to', '2026-11-20', today)).toEqual({
    from: '2026-11-20',
    to: '2026-11-20',
  });
});
