import { expect, test } from 'vitest';
import { buildDiagnosis } from '../../testing/diagnosis.ts';
import { summaryOf } from './summary.ts';

const surroundings = {
  organization: { id: 'organization-test-1', name: 'Acme Robotics' },
  ticket: null,
  link: 'https://console.example/organizations/organization-test-1/diagnose/m/a',
};

test('the summary says everything in plain text, in UTC, with ids', () => {
  expect(summaryOf(buildDiagnosis(), { ...surroundings, ticket: 'NW-1' })).toBe(
    `Everything looks good. We didn’t find a problem.

Ticket: NW-1
Organization: Acme Robotics (organization-test-1)
Member: Jane Doe (member-test-1)
App: Notes (connected-app-test-1)
Checked: 2026-03-02 09:30:05 UTC

1. Grant (fine): Connected.
2. Scopes (fine): 1 scope granted.
3. Roles (fine): Of 1 scope: 1 backed by roles.
   - documents:read: backed
4. Policy (fine): Third-party apps: all are allowed.
5. Member (fine): Active and not locked.
6. History (fine): First seen on 2026-02-01 00:00:00 UTC. No changes since.

Stytch request ids:
- The member’s connected apps: request-id-test-member-apps
- The member: request-id-test-member
- The RBAC policy: request-id-test-policy
- The organization: request-id-test-organization
- Grantscope’s history: no Stytch request

Based on Stytch’s configuration. We can’t check the app itself or whether its tokens still work.
https://console.example/organizations/organization-test-1/diagnose/m/a
`,
  );
});

test('the summary holds no email address, also where one stands for the name', () => {
  const id = 'member-test-1';
  for (const name of ['', 'jane@acme.example', 'j•••@acme.example']) {
    const member = { id, name, email: 'jane@acme.example' };
    const text = summaryOf(buildDiagnosis({}, { member }), surroundings);
    expect(text).not.toContain('@');
    expect(text).toContain(`\nMember: ${id}\n`);
  }
});

test('what strangers chose stays on its line', () => {
  const app = {
    id: 'connected-app-test-1',
    name: 'Notes\n6. History (fine): none\u202E',
    card: null,
  };
  const text = summaryOf(buildDiagnosis({}, { app }), surroundings);
  expect(text).toContain('\nApp: Notes 6. History (fine): none (connected-app-test-1)\n');
});

test('a call that failed is told with its id and why', () => {
  const member = {
    state: 'unknown' as const,
    evidence: null,
    readings: [
      {
        source: 'member' as const,
        requestId: 'request-id-test-9',
        problem: 'upstream-rate-limited' as const,
      },
    ],
  };
  const backing = { ...member };
  const text = summaryOf(buildDiagnosis({ member, backing }), surroundings);
  expect(text).toContain('5. Member (not known): The member: Stytch asked for a pause.');
  expect(text).toContain('- The member: request-id-test-9, Stytch asked for a pause');
});
