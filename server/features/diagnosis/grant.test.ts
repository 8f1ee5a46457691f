import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type DiagnosisDesk,
  notes,
  openDiagnosisDesk,
  robot,
  soon,
  rememberedAs,
} from '../../testing/diagnosis-desk.ts';

let desk: DiagnosisDesk;
beforeAll(async () => {
  desk = await openDiagnosisDesk();
});
afterAll(() => desk.stack.close());
beforeEach(() => desk.reset());

describe('a grant that is there', () => {
  test('is fine with each check’s evidence and the ids of the calls that it stands on', async () => {
    const found = await desk.diagnose(desk.jane.memberId, notes);
    expect(found).toMatchObject({
      member: { id: desk.jane.memberId, email: desk.jane.email },
      app: { id: notes, name: 'Notes', card: { clientType: 'third_party', policy: 'allowed' } },
      verdict: { state: 'fine', because: [], unread: [] },
      checks: {
        grant: { state: 'fine', evidence: { is: 'there', goneSince: null, isAppListed: true } },
        scopes: { state: 'fine', evidence: { of: 'grant', areDescribed: true } },
        backing: { state: 'fine', evidence: { moreInSomeSessions: [] } },
        policy: {
          state: 'fine',
          evidence: { rules: [{ party: 'third', mode: 'all', isNamed: false }] },
        },
        member: { state: 'fine', evidence: { isKnown: true, status: 'active', lock: null } },
      },
    });
    const { scopes, backing } = found.checks;
    expect(scopes.evidence?.scopes.map(({ name, access }) => [name, access.state])).toEqual([
      ['documents:read', 'backed'],
      ['openid', 'unchecked'],
    ]);
    expect(backing.evidence?.roles).toEqual([{ id: 'stytch_member', holds: 'always' }]);
    const readings = Object.values(found.checks).flatMap((check) => check.readings);
    expect(new Set(readings.map(({ source }) => source))).toEqual(
      new Set(['member-apps', 'member', 'organization', 'policy', 'record']),
    );
    for (const { source, requestId, problem } of readings) {
      expect({
        source,
        problem,
        isOfStytch: requestId?.startsWith('request-id-test-') ?? false,
      }).toEqual({
        source,
        problem: null,
        isOfStytch: source !== 'record',
      });
    }
  });

  test('is read anew each time, with one call each', async () => {
    await desk.diagnose(desk.jane.memberId, notes);
    await desk.stack.takeCalls();
    await desk.diagnose(desk.jane.memberId, notes);
    const paths = (await desk.stack.takeCalls()).map(({ path }) =>
      path.replaceAll(/organization-test-[\da-f-]+|member-test-[\da-f-]+/g, '…'),
    );
    expect(paths.filter((path) => !path.includes('authenticate')).toSorted()).toEqual([
      '/v1/b2b/organizations/members/search',
      '/v1/b2b/organizations/…',
      '/v1/b2b/organizations/…/connected_apps',
      '/v1/b2b/organizations/…/members/…/connected_apps',
      '/v1/b2b/rbac/policy',
    ]);
  });

  test('without a scope is worth a look', async () => {
    await desk.put({ [notes]: { [desk.jane.memberId]: [] } });
    const { checks, verdict } = await desk.diagnose(desk.jane.memberId, notes);
    expect(checks.scopes).toMatchObject({ state: 'look', evidence: { scopes: [] } });
    expect(checks.backing.state).toBe('fine');
    expect(verdict).toMatchObject({ state: 'look', because: ['scopes'] });
  });

  test('whose scopes no role backs is a cause, and one of which roles back some is worth a look', async () => {
    await desk.put({ [notes]: { [desk.jane.memberId]: ['billing:export', 'openid'] } });
    const asleep = await desk.diagnose(desk.jane.memberId, notes);
    expect(asleep.checks.backing.state).toBe('cause');
    expect(asleep.verdict).toMatchObject({ state: 'cause', because: ['backing'] });
    const [billing] = asleep.checks.scopes.evidence?.scopes ?? [];
    expect(billing?.access).toMatchObject({ state: 'dormant' });
    expect(billing?.access.permissions[0]?.backedBy).toContain('stytch_admin');

    await desk.put({ [notes]: { [desk.jane.memberId]: ['billing:export', 'documents:read'] } });
    expect((await desk.diagnose(desk.jane.memberId, notes)).checks.backing.state).toBe('look');

    await desk.put({ [notes]: { [desk.jane.memberId]: ['openid', 'offline_access'] } });
    expect((await desk.diagnose(desk.jane.memberId, notes)).checks.backing.state).toBe('fine');
  });
});

describe('a grant that is not there', () => {
  test('and that Grantscope never saw is named as that', async () => {
    const { checks, verdict } = await desk.diagnose(desk.sue.memberId, notes);
    expect(checks.grant).toMatchObject({
      state: 'cause',
      evidence: { is: 'never', goneSince: null, isAppListed: true },
    });
    expect(checks.scopes).toMatchObject({ state: 'none', evidence: null });
    expect(checks.backing.state).toBe('none');
    expect(checks.history).toMatchObject({ state: 'none', evidence: { seen: null } });
    expect(verdict).toMatchObject({ state: 'cause', because: ['grant'] });
    const asked = checks.grant.readings.map(({ source }) => source);
    expect(asked).toEqual(['member-apps', 'apps', 'record']);
  });

  test('and that Grantscope saw is gone since a moment, with the scopes that it had', async () => {
    await desk.readLater();
    await expect
      .poll(async () => rememberedAs(await desk.diagnose(desk.jane.memberId, notes)), soon)
      .toBe('there');
    const before = await desk.diagnose(desk.jane.memberId, notes);
    expect(before.checks.history.evidence?.seen).toMatchObject({ goneSince: null });
    await desk.put({ [robot]: { [desk.jane.memberId]: ['openid'] } });
    await desk.readLater();
    await expect
      .poll(async () => rememberedAs(await desk.diagnose(desk.jane.memberId, notes)), soon)
      .toBe('gone');
    const { checks, app, verdict } = await desk.diagnose(desk.jane.memberId, notes);
    expect(app).toEqual({ id: notes, name: 'Notes', card: null });
    expect(checks.grant).toMatchObject({
      state: 'cause',
      evidence: { is: 'gone', isAppListed: false },
    });
    expect(checks.grant.evidence?.goneSince).toBe(checks.history.evidence?.seen?.goneSince);
    expect(checks.scopes).toMatchObject({ state: 'none', evidence: { of: 'record' } });
    expect(checks.scopes.evidence?.scopes.map(({ name }) => name)).toEqual([
      'documents:read',
      'openid',
    ]);
    expect(checks.history.state).toBe('look');
    expect(checks.history.evidence?.changes[0]?.kind).toBe('vanished');
    // Of which party the app was nobody says any more, and both may connect anything.
    expect(checks.policy).toMatchObject({ state: 'fine', evidence: { rules: [{}, {}] } });
    expect(verdict).toMatchObject({ state: 'cause', because: ['grant'] });
  });

  test('says of somebody pending that they have not signed in yet', async () => {
    await desk.stack.control('POST', 'member', { email: desk.sue.email, status: 'pending' });
    const { checks, verdict } = await desk.diagnose(desk.sue.memberId, notes);
    expect(checks.member).toMatchObject({ state: 'cause', evidence: { status: 'pending' } });
    expect(verdict.because).toEqual(['member', 'grant']);
  });
});

describe('the history', () => {
  test('tells since when a grant was seen, and which scopes came and left', async () => {
    await desk.put({ [notes]: { [desk.joe.memberId]: ['openid', 'documents:write'] } });
    await desk.readLater();
    await expect
      .poll(async () => rememberedAs(await desk.diagnose(desk.joe.memberId, notes)), soon)
      .toBe('there');
    await desk.put({ [notes]: { [desk.joe.memberId]: ['openid', 'billing:export'] } });
    await desk.readLater();
    await expect
      .poll(
        async () =>
          (await desk.diagnose(desk.joe.memberId, notes)).checks.history.evidence?.changes[0],
        soon,
      )
      .toMatchObject({
        kind: 'scopes-replaced',
        came: [{ name: 'billing:export', class: 'sensitive' }],
        left: [{ name: 'documents:write', class: 'write' }],
      });
    const { checks } = await desk.diagnose(desk.joe.memberId, notes);
    expect(checks.history.state).toBe('look');
    expect(checks.history.evidence?.recordedSince).toBeGreaterThan(0);
  });
});
