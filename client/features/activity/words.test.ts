import { expect, test } from 'vitest';
import { auditEvents, type ActivityEvent } from '#contract/audit.ts';
import { reasonWords, sentenceOf, textOf } from './words.ts';

const event: ActivityEvent = {
  seq: 1,
  at: 1,
  event: 'app-viewed',
  outcome: 'allowed',
  reason: null,
  actor: { kind: 'member', memberId: 'member-1', organizationId: 'organization-1' },
  target: { kind: 'app', id: 'app-1' },
  also: null,
  caseId: null,
  requestId: null,
  upstreamRequestId: null,
  address: null,
};
const say = (
  change: Partial<ActivityEvent>,
  names = { actor: 'Amara', target: 'Notion', also: 'Tomasz' },
) => textOf(sentenceOf({ ...event, ...change }), names);

test.each<[Partial<ActivityEvent>, string]>([
  [{}, 'Amara viewed the app Notion'],
  [{ event: 'apps-listed', target: null }, 'Amara viewed apps'],
  [{ event: 'signed-in', target: null }, 'Amara signed in'],
  [
    { event: 'session-ended', target: null, reason: 'time-limit' },
    'The session of Amara ended: it reached its time limit',
  ],
  [
    {
      event: 'sign-in-failed',
      outcome: 'failed',
      actor: null,
      target: null,
      reason: 'sign-in-code-wrong',
    },
    'Sign-in failed: wrong code',
  ],
  [{ event: 'changes-viewed', target: null }, 'Amara viewed changes'],
  [{ event: 'changes-viewed' }, 'Amara viewed changes of Notion'],
  [{ event: 'activity-viewed' }, 'Amara viewed the activity of Notion'],
  [
    { event: 'member-diagnosed', also: { kind: 'member', id: 'member-2' } },
    'Amara ran a diagnosis for Notion and Tomasz',
  ],
  [
    { event: 'refused', outcome: 'refused', reason: 'not-allowed', target: null },
    'Amara was refused: their roles don’t allow it',
  ],
  [
    { outcome: 'refused', reason: 'not-allowed' },
    'Amara tried to view the app Notion and was refused: their roles don’t allow it',
  ],
  [
    { outcome: 'failed', reason: 'upstream-timeout' },
    'Amara tried to view the app Notion, which failed: Stytch took too long',
  ],
  [
    { event: 'member-viewed', outcome: 'failed', reason: 'not-found', target: null },
    'Amara tried to view a member, which failed: not found',
  ],
])('%j is told as %j', (change, words) => {
  expect(say(change)).toBe(words);
});

test.each<[Partial<ActivityEvent>, string]>([
  [{ event: 'case-opened', reason: 'SUP-1: why' }, 'Support (Sam) opened a case'],
  [{ event: 'case-ended' }, 'Support (Sam) ended the case'],
  [
    { event: 'case-ended', reason: 'time-limit' },
    'The case of Support (Sam) ended: it reached its time limit',
  ],
  [
    { event: 'case-ended', outcome: 'failed', reason: 'bad-request' },
    'Support (Sam) tried to end the case, which failed: the request was not valid',
  ],
])('what support does, %j, is told as %j', (change, words) => {
  expect(say({ target: null, ...change }, { actor: 'Support (Sam)', target: '', also: '' })).toBe(
    words,
  );
});

test('whose address was revealed is named', () => {
  const target = { kind: 'member', id: 'member-2' } as const;
  expect(
    say({ event: 'email-revealed', target }, { actor: 'Support', target: 'Tomasz', also: '' }),
  ).toBe('Support revealed the email address of Tomasz');
});

test.each(auditEvents)('%s is a sentence, whatever its outcome', (kind) => {
  for (const outcome of ['allowed', 'refused', 'failed'] as const) {
    for (const target of [event.target, null]) {
      expect(say({ event: kind, outcome, target })).toMatch(/^(?:Amara|The|Sign-in) \S[^ ].*\w$/);
      expect(say({ event: kind, outcome, target })).not.toMatch(/ {2}| ,|undefined/);
    }
  }
});

test('a reason without words is told as it stands in the record', () => {
  expect(reasonWords('something-new')).toBe('something-new');
  expect(reasonWords('constructor')).toBe('constructor');
  expect(reasonWords(null)).toBeNull();
});
