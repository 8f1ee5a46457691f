import { expect, test } from 'vitest';
import { formatDay, formatDayAndTime, formatWhen } from './format.ts';

const now = new Date(2026, 10, 30, 19, 42).getTime();
const minute = 60_000;
/** Newer releases of ICU put a narrow no-break space before AM and PM. */
const plain = (text: string) => text.replaceAll('\u202F', ' ');

test('a day and a time have one form, with the year where it is another', () => {
  expect(plain(formatDayAndTime(now, now))).toBe('Nov 30, 7:42 PM');
  expect(formatDay(now, now)).toBe('Nov 30');
  expect(plain(formatDayAndTime(new Date(2020, 0, 5, 8, 3).getTime(), now))).toBe(
    'Jan 5, 2020, 8:03 AM',
  );
  expect(formatDay(new Date(2020, 0, 5).getTime(), now)).toBe('Jan 5, 2020');
});

test.each([
  [0, 'just now'],
  [-30_000, 'just now'],
  [2 * minute, /^2 ?min\.? ago$/],
  [23 * 60 * minute + 59 * minute, /^23 ?hr?\.? ago$/],
  [24 * 60 * minute, 'Nov 29, 7:42 PM'],
  [-2 * minute, 'Nov 30, 7:44 PM'],
])('%i ms ago is %s', (ms, words) => {
  expect(plain(formatWhen(now - ms, now))).toMatch(words);
});
