import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type DiagnosisDesk,
  notes,
  openDiagnosisDesk,
  statesOf,
} from '../../testing/diagnosis-desk.ts';
import { memberId } from '../../testing/organizations.ts';

let desk: DiagnosisDesk;
beforeAll(async () => {
  desk = await openDiagnosisDesk();
});
afterAll(() => desk.stack.close());
beforeEach(() => desk.reset());

/** Has Stytch say other things of the organization. */
const sayOfOrganization = (changes: object) =>
  desk.stack.faults({
    kind: 'status',
    status: 200,
    method: 'GET',
    path: 'organizations/{organization_id}',
    body: {
      status_code: 200,
      request_id: 'request-id-test-1',
      organization: {
        organization_id: 'organization-test-1',
        organization_name: 'Acme Robotics',
        organization_slug: 'acme-robotics',
        first_party_connected_apps_allowed_type: 'ALL_ALLOWED',
        third_party_connected_apps_allowed_type: 'ALL_ALLOWED',
        ...changes,
      },
    },
  });

describe('the member', () => {
  test('who is locked is a cause, with the times of the lock', async () => {
    const [createdAt, expiresAt] = ['2026-03-02T09:30:00Z', '2099-03-02T10:30:00Z'];
    const lock = { createdAt, expiresAt };
    await desk.stack.control('POST', 'member', { email: desk.jane.email, lock });
    const { checks, verdict } = await desk.diagnose(desk.jane.memberId, notes);
    expect(checks.member).toMatchObject({
      state: 'cause',
      evidence: {
        status: 'active',
        lock: { since: Date.parse(createdAt), until: Date.parse(expiresAt) },
      },
    });
    expect(verdict).toMatchObject({ state: 'cause', because: ['member'] });
  });

  test('who was deleted is a cause, and none of their roles holds', async () => {
    await desk.stack.control('POST', 'member', { email: desk.jane.email, status: 'deleted' });
    const { checks, verdict } = await desk.diagnose(desk.jane.memberId, notes);
    expect(checks.member).toMatchObject({ state: 'cause', evidence: { status: 'deleted' } });
    expect(checks.backing).toMatchObject({ state: 'cause' });
    expect(new Set(checks.backing.evidence?.roles.map(({ holds }) => holds))).toEqual(
      new Set(['no-more']),
    );
    expect(verdict.because).toEqual(['member', 'backing']);
  });

  test.each(['pending', 'invited'])(
    'who is %s and holds a grant is worth a look',
    async (status) => {
      await desk.stack.control('POST', 'member', { email: desk.jane.email, status });
      const { checks } = await desk.diagnose(desk.jane.memberId, notes);
      expect(checks.member).toMatchObject({ state: 'look', evidence: { status } });
    },
  );

  test('whom nobody knows is found by what the app itself says', async () => {
    const nobody = memberId(7);
    await desk.put({ [notes]: { [nobody]: ['openid', 'documents:read'] } });
    const { checks, member, verdict } = await desk.diagnose(nobody, notes);
    expect(member).toEqual({ id: nobody, name: '', email: '' });
    expect(checks.member).toMatchObject({
      state: 'cause',
      evidence: { isKnown: false, status: 'unknown' },
    });
    expect(checks.grant).toMatchObject({ state: 'fine', evidence: { is: 'there' } });
    expect(checks.backing).toMatchObject({ state: 'none', evidence: null });
    expect(checks.scopes.evidence?.scopes.map(({ name }) => name)).toEqual([
      'documents:read',
      'openid',
    ]);
    expect(checks.grant.readings.map(({ source }) => source)).toEqual(['member-apps', 'app']);
    for (const { requestId } of checks.grant.readings) expect(requestId).toMatch(/^request-id-/);
    expect(verdict.because).toEqual(['member']);
  });

  test('is unknown to a viewer who may not read names, without a call, and the rest is there', async () => {
    const noor = await desk.stack.signIn('noor.haddad@acme-robotics.example');
    await desk.stack.takeCalls();
    const found = await desk.diagnose(desk.jane.memberId, notes, noor);
    expect(found.member).toEqual({ id: desk.jane.memberId, name: '', email: '' });
    expect(statesOf(found)).toMatchObject({ grant: 'fine', backing: 'unknown', member: 'unknown' });
    expect(found.checks.member.readings).toEqual([
      { source: 'member', requestId: null, problem: 'not-allowed' },
    ]);
    expect(found.verdict.unread).toEqual(['member', 'backing']);
    const calls = await desk.stack.takeCalls();
    expect(calls.filter(({ path }) => path.endsWith('members/search'))).toEqual([]);
  });
});

test('a role that holds only in some sessions makes of a cause something worth a look', async () => {
  const { memberId: id } = desk.jane;
  await desk.put({ [notes]: { [id]: ['billing:export'] } });
  const { text } = await desk.amara.get('/api/session');
  const [organization] = /organization-test-[\da-f-]+/.exec(text) ?? [];
  const roles = [{ role_id: 'stytch_admin', sources: [{ type: 'sso_connection', details: {} }] }];
  await desk.stack.faults({
    kind: 'status',
    status: 200,
    path: 'members/search',
    body: {
      status_code: 200,
      members: [
        {
          organization_id: organization,
          member_id: id,
          status: 'active',
          is_locked: false,
          roles,
        },
      ],
    },
  });
  const { checks } = await desk.diagnose(id, notes);
  expect(checks.backing).toMatchObject({
    state: 'look',
    evidence: {
      roles: [{ id: 'stytch_admin', holds: 'in-some-sessions' }],
      moreInSomeSessions: ['billing:export'],
    },
  });
  // An answer without an id of its own is told as that.
  expect(checks.member.readings).toEqual([{ source: 'member', requestId: null, problem: null }]);
});

describe('the policy', () => {
  test.each([
    [{ third_party_connected_apps_allowed_type: 'NOT_ALLOWED' }, 'none', false, 'look', 'cause'],
    [
      { third_party_connected_apps_allowed_type: 'RESTRICTED' },
      'restricted',
      false,
      'look',
      'cause',
    ],
    [
      {
        third_party_connected_apps_allowed_type: 'RESTRICTED',
        allowed_third_party_connected_apps: [notes],
      },
      'restricted',
      true,
      'fine',
      'fine',
    ],
    [
      { third_party_connected_apps_allowed_type: 'ON_REQUEST' },
      'unknown',
      false,
      'unknown',
      'unknown',
    ],
  ])(
    '%j is told in full: with a grant and without',
    async (changes, mode, isNamed, there, gone) => {
      await sayOfOrganization(changes);
      const [of, without] = [
        await desk.diagnose(desk.jane.memberId, notes),
        await desk.diagnose(desk.joe.memberId, notes),
      ];
      expect([of.checks.policy.state, without.checks.policy.state]).toEqual([there, gone]);
      const rules = [{ party: 'third', mode, isNamed }];
      expect(of.checks.policy.evidence).toEqual({ rules });
      expect(of.checks.policy.readings).toEqual([
        { source: 'organization', requestId: 'request-id-test-1', problem: null },
      ]);
    },
  );
});
