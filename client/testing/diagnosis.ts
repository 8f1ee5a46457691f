import type { Diagnosis, Source } from '#contract/diagnosis.ts';

const reading = (source: Source) => ({
  source,
  requestId: source === 'record' ? null : `request-id-test-${source}`,
  problem: null,
});

const scope = {
  name: 'documents:read',
  description: 'Reads documents.',
  class: 'read' as const,
  why: 'It reads.',
  rule: { source: 'built-in' as const, name: 'verbs' },
  access: {
    state: 'backed' as const,
    permissions: [{ resourceId: 'documents', action: 'read', backedBy: ['stytch_member'] }],
    reason: null,
  },
};

/** A diagnosis where all is fine, with some checks changed. */
export function buildDiagnosis(
  checks: Partial<Diagnosis['checks']> = {},
  changes: Partial<Omit<Diagnosis, 'checks'>> = {},
): Diagnosis {
  return {
    asOf: Date.UTC(2026, 2, 2, 9, 30, 5),
    member: { id: 'member-test-1', name: 'Jane Doe', email: 'jane@acme.example' },
    app: { id: 'connected-app-test-1', name: 'Notes', card: null },
    verdict: { state: 'fine', because: [], unread: [] },
    ...changes,
    checks: {
      grant: {
        state: 'fine',
        evidence: { is: 'there', goneSince: null, isAppListed: true },
        readings: [reading('member-apps')],
      },
      scopes: {
        state: 'fine',
        evidence: { of: 'grant', scopes: [scope], areDescribed: true },
        readings: [reading('member-apps')],
      },
      backing: {
        state: 'fine',
        evidence: { roles: [{ id: 'stytch_member', holds: 'always' }], moreInSomeSessions: [] },
        readings: [
          reading('member-apps'),
          reading('member'),
          reading('policy'),
          reading('organization'),
        ],
      },
      policy: {
        state: 'fine',
        evidence: { rules: [{ party: 'third', mode: 'all', isNamed: false }] },
        readings: [reading('organization')],
      },
      member: {
        state: 'fine',
        evidence: { isKnown: true, status: 'active', lock: null },
        readings: [reading('member')],
      },
      history: {
        state: 'fine',
        evidence: {
          recordedSince: Date.UTC(2026, 0, 1),
          seen: { firstSeen: Date.UTC(2026, 1, 1), isFromStart: false, goneSince: null },
          changes: [],
          isCut: false,
        },
        readings: [reading('record')],
      },
      ...checks,
    },
  };
}
