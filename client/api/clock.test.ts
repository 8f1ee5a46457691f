import { beforeEach, expect, test } from 'vitest';
import { hearTime, serverTime } from './clock.ts';

const at = Date.parse('2026-11-30T12:00:00Z');
const minute = 60_000;
const date = (ms: number) => new Date(ms).toUTCString();

beforeEach(() => hearTime(date(at), at));

// Browsers whose clock is wrong (jembi/openhim-console#214, directus/app#1175).
test.each([40 * minute, -40 * minute, 24 * 60 * minute])(
  'a browser that is %i ms behind goes by the server',
  (behind) => {
    hearTime(date(at), at - behind);
    expect(serverTime(at - behind)).toBe(at);
    hearTime(date(at + minute), at - behind + minute);
    expect(serverTime(at - behind + minute)).toBe(at + minute);
  },
);

test('what the rounding and the way come to is no difference', () => {
  hearTime(date(at), at + 1900);
  expect(serverTime(at)).toBe(at);
  hearTime(date(at), at - 40 * minute);
  hearTime(date(at), at - 40 * minute + 900);
  expect(serverTime(at - 40 * minute)).toBe(at);
});

test('a clock that is put right is right again', () => {
  hearTime(date(at), at - 40 * minute);
  hearTime(date(at), at + 300);
  expect(serverTime(at)).toBe(at);
});

test.each([null, '', 'yesterday'])('the date %j says nothing', (said) => {
  hearTime(said, at - 40 * minute);
  expect(serverTime(at)).toBe(at);
});
