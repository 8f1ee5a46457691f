import { describe, expect, test } from 'vitest';
import { checkNames, type CheckState } from '#contract/diagnosis.ts';
import { verdictOf } from './verdict.ts';

/** The verdict where all checks are fine but these. */
const verdict = (states: Partial<Record<(typeof checkNames)[number], CheckState>>) => {
  const state = (name: (typeof checkNames)[number]) => ({ state: states[name] ?? 'fine' });
  return verdictOf({
    grant: state('grant'),
    scopes: state('scopes'),
    backing: state('backing'),
    policy: state('policy'),
    member: state('member'),
    history: state('history'),
  });
};

describe('the verdict', () => {
  test('is fine only where every check is, or has nothing to check', () => {
    expect(verdict({})).toEqual({ state: 'fine', because: [], unread: [] });
    expect(verdict({ history: 'none' }).state).toBe('fine');
  });

  test.each(checkNames)(
    'is a cause because of %s alone, and is worth a look because of it',
    (name) => {
      expect(verdict({ [name]: 'cause' })).toEqual({ state: 'cause', because: [name], unread: [] });
      expect(verdict({ [name]: 'look' })).toEqual({ state: 'look', because: [name], unread: [] });
    },
  );

  test('names what explains the others first', () => {
    const states = { grant: 'cause', policy: 'cause', member: 'cause', history: 'look' } as const;
    expect(verdict(states).because).toEqual(['member', 'policy', 'grant']);
  });

  test('is never fine where something could not be read, and says what', () => {
    expect(verdict({ policy: 'unknown' })).toEqual({
      state: 'unknown',
      because: [],
      unread: ['policy'],
    });
    expect(verdict({ policy: 'unknown', history: 'look' })).toEqual({
      state: 'look',
      because: ['history'],
      unread: ['policy'],
    });
    expect(verdict({ grant: 'cause', member: 'unknown' })).toEqual({
      state: 'cause',
      because: ['grant'],
      unread: ['member'],
    });
  });
});
