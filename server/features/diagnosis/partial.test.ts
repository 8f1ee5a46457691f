import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { diagnosisSchema, type CheckName } from '#contract/diagnosis.ts';
import { customerId, openCase, readActivity, samEmail } from '../../testing/desk.ts';
import {
  absent,
  type DiagnosisDesk,
  notes,
  openDiagnosisDesk,
  statesOf,
  unrecorded,
  rememberedAs,
  soon,
} from '../../testing/diagnosis-desk.ts';
import { readTruth } from '../../testing/grants.ts';
import { memberId } from '../../testing/organizations.ts';

let desk: DiagnosisDesk;
beforeAll(async () => {
  desk = await openDiagnosisDesk();
});
afterAll(() => desk.stack.close());
beforeEach(() => desk.reset());

describe('a part that cannot be read', () => {
  const calls: [path: string, source: string, unknown: CheckName[]][] = [
    ['members/{member_id}/connected_apps', 'member-apps', ['backing', 'grant', 'scopes']],
    ['members/search', 'member', ['backing', 'member']],
    ['organizations/{organization_id}', 'organization', ['backing', 'policy']],
    ['rbac/policy', 'policy', ['backing']],
  ];
  test.each(calls)(
    '%s leaves its checks unknown, with the id of the call that failed',
    async (path, source, unknown) => {
      const failing = path === 'organizations/{organization_id}' ? `b2b/${path}` : path;
      await desk.put({ [unrecorded]: { [desk.sue.memberId]: ['documents:read'] } });
      await desk.stack.faults({ kind: 'status', status: 503, path: failing });
      const found = await desk.diagnose(desk.sue.memberId, unrecorded);
      const unread = Object.entries(statesOf(found)).flatMap(([name, state]) =>
        state === 'unknown' ? [name] : [],
      );
      expect(unread.toSorted()).toEqual(unknown);
      expect(found.verdict.state).toBe('unknown');
      expect(found.verdict.unread.toSorted()).toEqual(unknown);
      for (const name of unknown) {
        expect(found.checks[name].readings).toContainEqual({
          source,
          requestId: expect.stringMatching(/^request-id-test-/),
          problem: 'upstream-error',
        });
      }
    },
  );

  test.each([
    [{ kind: 'null-body' }, 'upstream-invalid'],
    [{ kind: 'reset' }, 'upstream-truncated'],
    [{ kind: 'rate-limited', retryAfter: '7' }, 'upstream-rate-limited'],
    [{ kind: 'status', status: 403, errorType: 'session_authorization_error' }, 'not-allowed'],
  ])('by %j says so', async (fault, problem) => {
    await desk.stack.faults({ ...fault, path: 'members/search' });
    const { checks } = await desk.diagnose(desk.jane.memberId, notes);
    expect(checks.member).toMatchObject({ state: 'unknown', readings: [{ problem }] });
  });

  test('is the list of apps: then an app without a grant is known by the record alone', async () => {
    await desk.readLater();
    await expect
      .poll(async () => rememberedAs(await desk.diagnose(desk.jane.memberId, notes)), soon)
      .toBe('there');
    await desk.stack.faults({
      kind: 'status',
      status: 503,
      path: '{organization_id}/connected_apps',
    });
    const { checks } = await desk.diagnose(desk.joe.memberId, notes);
    expect(checks.grant).toMatchObject({ state: 'cause', evidence: { isAppListed: null } });
    expect(checks.grant.readings.map(({ problem }) => problem)).toEqual([
      null,
      'upstream-error',
      null,
    ]);
    const { status, json } = await desk.ask(desk.joe.memberId, absent);
    expect({ status, code: json.code }).toEqual({ status: 502, code: 'upstream-error' });
  });

  test('is the record: then it is not said whether a grant that is not there ever was', async () => {
    const other = new Database(join(desk.stack.dataDir, 'grantscope.db'));
    other.exec('ALTER TABLE observed_apps RENAME TO lost');
    const [there, gone] = await Promise.all([
      desk.diagnose(desk.jane.memberId, notes),
      desk.diagnose(desk.joe.memberId, notes),
    ]);
    other.exec('ALTER TABLE lost RENAME TO observed_apps');
    other.close();
    expect(statesOf(there)).toMatchObject({ grant: 'fine', scopes: 'fine', history: 'unknown' });
    expect(gone.checks.grant).toMatchObject({ state: 'cause', evidence: { is: 'absent' } });
    expect(gone.checks.history.readings).toEqual([
      { source: 'record', requestId: null, problem: 'record-unavailable' },
    ]);
  });

  test('ends everything if it is the session', async () => {
    await desk.stack.faults({
      kind: 'status',
      status: 404,
      errorType: 'session_not_found',
      path: 'members/{member_id}/connected_apps',
    });
    const priya = await desk.stack.signIn('priya.raghunathan@consulting.example', 'Acme Robotics');
    const { status, json } = await desk.ask(desk.jane.memberId, notes, priya);
    expect({ status, code: json.code }).toEqual({ status: 401, code: 'session-expired' });
  });
});

describe('ids', () => {
  test('that are malformed, of another organization, or of nothing are one and the same', async () => {
    const globex = await readTruth(desk.stack, 'globex');
    const [foreignMember, foreignApp] = [globex.members[0]?.memberId ?? '', globex.appIds[0] ?? ''];
    const answers = await Promise.all([
      desk.ask(memberId(999), notes),
      desk.ask(foreignMember, notes),
      desk.ask('member', notes),
      desk.ask('../x', notes),
      desk.ask(desk.jane.memberId, absent),
      desk.ask(desk.jane.memberId, foreignApp),
      desk.ask(desk.jane.memberId, 'app'),
      desk.ask(foreignMember, foreignApp),
    ]);
    const bodies = answers.map(({ status, json }) => ({ status, ...json, instance: '' }));
    expect(bodies[0]).toMatchObject({ status: 404, code: 'not-found' });
    expect(bodies[0]).not.toHaveProperty('upstream_request_id');
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });

  test('of nobody are of nobody also where Stytch answers that they connected nothing', async () => {
    await desk.stack.faults({
      kind: 'status',
      status: 200,
      path: 'members/{member_id}/connected_apps',
      body: { status_code: 200, connected_apps: [] },
    });
    const { status, json } = await desk.ask(memberId(999), notes);
    expect({ status, code: json.code }).toEqual({ status: 404, code: 'not-found' });
  });

  test('are diagnosed by support with a case as by an admin, the email address masked', async () => {
    const { jane, stack } = desk;
    const sam = await stack.signIn(samEmail);
    const customer = await customerId(sam, 'acme-robotics');
    const path = `/api/support/organizations/${customer}/diagnosis`;
    const body = { member: jane.memberId, app: notes };
    const refused = await sam.post(path, body);
    expect({ status: refused.status, code: refused.json.code }).toEqual({
      status: 403,
      code: 'case-needed',
    });
    await openCase(sam, customer);
    const { status, text } = await sam.post(path, body);
    expect(status).toBe(200);
    const seen = z.parse(diagnosisSchema, JSON.parse(text));
    const own = await desk.diagnose(jane.memberId, notes);
    expect(seen.member).toEqual({
      ...own.member,
      email: `${jane.email.slice(0, 1)}•••@acme-robotics.example`,
    });
    expect({ states: statesOf(seen), verdict: seen.verdict }).toEqual({
      states: statesOf(own),
      verdict: own.verdict,
    });
    expect(text).not.toContain(jane.email);
  });

  test('are recorded as looked at', async () => {
    await desk.diagnose(desk.jane.memberId, notes);
    const { events } = await readActivity(desk.amara, {
      events: ['member-diagnosed'],
      member: desk.jane.memberId,
    });
    expect(events[0]).toMatchObject({ event: 'member-diagnosed', outcome: 'allowed' });
  });
});
