import { describe, expect, test } from 'vitest';
import type { CaseState } from '#contract/support.ts';
import { timeLeft } from '../../api/case.ts';
import { formatTimeLeft, urgencyOf } from './time-left.ts';

const minute = 60_000;
const openedAt = 1_700_000_000_000;

function caseNow(change: Partial<CaseState> = {}): CaseState {
  return {
    case: {
      id: 'case-1',
      organization: { id: 'organization-test-1', name: 'Globex' },
      staff: { memberId: 'member-test-1', name: 'Sam Rivera' },
      reason: 'an app stopped working',
      ticket: 'T-1',
      openedAt,
      expiresAt: openedAt + 30 * minute,
      endedAt: null,
    },
    isLive: true,
    ...change,
  };
}

describe('the time that a case has left', () => {
  test('runs down to nothing and no further', () => {
    expect(timeLeft(caseNow(), openedAt)).toBe(30 * minute);
    expect(timeLeft(caseNow(), openedAt + 30 * minute - 1)).toBe(1);
    expect(timeLeft(caseNow(), openedAt + 31 * minute)).toBe(0);
  });

  test('is nothing without a case that goes on', () => {
    expect(timeLeft(caseNow({ isLive: false }), openedAt)).toBe(0);
    expect(timeLeft(caseNow({ case: null }), openedAt)).toBe(0);
  });

  test.each([
    [30 * minute, '30:00', 'calm'],
    [29 * minute + 1, '29:01', 'calm'],
    [5 * minute + 1, '5:01', 'calm'],
    [5 * minute, '5:00', 'soon'],
    [minute + 1, '1:01', 'soon'],
    [minute, '1:00', 'last'],
    [900, '0:01', 'last'],
    [0, '0:00', 'last'],
  ] as const)('%i ms are %s, which is %s', (ms, words, urgency) => {
    expect([formatTimeLeft(ms), urgencyOf(ms)]).toEqual([words, urgency]);
  });
});
