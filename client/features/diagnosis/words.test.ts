import { describe, expect, test } from 'vitest';
import type { CheckName, Diagnosis } from '#contract/diagnosis.ts';
import { buildDiagnosis } from '../../testing/diagnosis.ts';
import { utc } from './summary.ts';
import { verdictWords } from './verdict-words.ts';
import { headlineOf } from './words.ts';

type Checks = Diagnosis['checks'];

const say = (name: CheckName, checks: Partial<Checks> = {}) =>
  headlineOf(name, buildDiagnosis(checks), utc);
const fine = buildDiagnosis().checks;
const failed = [
  {
    source: 'member' as const,
    requestId: 'request-id-test-1',
    problem: 'upstream-timeout' as const,
  },
];

const change = (kind: 'scopes-shrunk' | 'first-read', when: number) => ({
  at: when,
  kind,
  came: [],
  left: [],
});
const verdict = (given: Diagnosis['verdict'], checks: Partial<Checks> = {}) =>
  verdictWords(buildDiagnosis(checks, { verdict: given }));

describe('a check in words', () => {
  test('says of what is fine what makes it so', () => {
    expect(
      (['grant', 'scopes', 'backing', 'policy', 'member', 'history'] as const).map((name) =>
        say(name),
      ),
    ).toEqual([
      'Connected.',
      '1 scope granted.',
      'Of 1 scope: 1 backed by roles.',
      'Third-party apps: all are allowed.',
      'Active and not locked.',
      'First seen on 2026-02-01 00:00:00 UTC. No changes since.',
    ]);
  });

  test.each<[Checks['grant']['evidence'], string]>([
    [
      { is: 'gone', goneSince: Date.UTC(2026, 2, 1), isAppListed: true },
      'Disconnected by 2026-03-01 00:00:00 UTC.',
    ],
    [
      { is: 'gone', goneSince: null, isAppListed: true },
      'Disconnected since Grantscope last checked.',
    ],
    [
      { is: 'never', goneSince: null, isAppListed: false },
      'Not connected, and never seen connected by Grantscope.',
    ],
    [
      { is: 'absent', goneSince: null, isAppListed: null },
      'Not connected. We couldn’t read whether it ever was.',
    ],
  ])('says of a grant that is not there %j', (evidence, words) => {
    expect(say('grant', { grant: { ...fine.grant, state: 'cause', evidence } })).toBe(words);
  });

  test('says why it could not be made, whatever is known', () => {
    const unknown = { state: 'unknown' as const, evidence: null, readings: failed };
    const words = 'The member: Stytch didn’t answer in time.';
    for (const name of ['grant', 'scopes', 'backing', 'policy', 'member', 'history'] as const) {
      expect(say(name, { [name]: unknown })).toBe(words);
    }
  });

  test.each<[since: number | null, until: number | null, words: string]>([
    [0, 1000, 'Active. Locked since 1970-01-01 00:00:00 UTC, until 1970-01-01 00:00:01 UTC.'],
    [null, null, 'Active. Locked, with no end date.'],
  ])('says how long a lock lasts: %j to %j', (since, until, words) => {
    const evidence = { isKnown: true, status: 'active' as const, lock: { since, until } };
    expect(say('member', { member: { ...fine.member, state: 'cause', evidence } })).toBe(words);
  });

  test('says of a policy whether it can be connected, and that an old grant is from before', () => {
    const rules = [{ party: 'first' as const, mode: 'restricted' as const, isNamed: false }];
    const words = (state: Checks['policy']['state']) =>
      say('policy', { policy: { ...fine.policy, state, evidence: { rules } } });
    const rule = 'First-party apps: only listed apps are allowed, and this one is not listed.';
    expect(words('cause')).toBe(`${rule} It can’t be connected.`);
    expect(words('look')).toBe(`${rule} It was connected before that.`);
  });

  test('tells the latest change, and not those of the first reading', () => {
    const at = Date.UTC(2026, 1, 1);
    const evidence = {
      ...(fine.history.evidence ?? { recordedSince: null, isCut: false }),
      seen: { firstSeen: at, isFromStart: true, goneSince: null },
      changes: [change('scopes-shrunk', at + 1000), change('first-read', at)],
    };
    expect(say('history', { history: { ...fine.history, evidence } })).toBe(
      'First seen on 2026-02-01 00:00:00 UTC, at the first check; it may be older. Latest: access reduced, 2026-02-01 00:00:01 UTC.',
    );
  });
});

describe('the verdict in words', () => {
  test('claims no more than what was found', () => {
    expect(verdict({ state: 'fine', because: [], unread: [] })).toBe(
      'Everything looks good. We didn’t find a problem.',
    );
    expect(verdict({ state: 'unknown', because: [], unread: ['policy', 'member'] })).toBe(
      'No cause found, but we couldn’t run 2 checks.',
    );
    expect(verdict({ state: 'look', because: ['policy'], unread: ['member'] })).toBe(
      'No clear cause. Check: the organization’s policy. We couldn’t run 1 check.',
    );
  });

  test('names every cause', () => {
    const grant = { is: 'gone' as const, goneSince: null, isAppListed: false };
    const member = { isKnown: true, status: 'deleted' as const, lock: null };
    const checks = {
      grant: { ...fine.grant, evidence: grant },
      member: { ...fine.member, evidence: member },
    };
    const because: CheckName[] = ['member', 'policy', 'grant'];
    expect(verdict({ state: 'cause', because, unread: [] }, checks)).toBe(
      'Likely causes: the member was deleted, the organization’s policy doesn’t allow the app and the grant is gone.',
    );
    expect(verdict({ state: 'cause', because: ['backing'], unread: [] })).toBe(
      'Likely cause: the member’s roles don’t allow any of the access.',
    );
  });
});
