import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { memberPageSchema } from '#contract/member-page.ts';
import { memberDirectorySchema } from '#contract/members.ts';
import { supportVisitsSchema } from '#contract/support-case.ts';
import { caseStateSchema, openedCaseSchema, revealedSchema } from '#contract/support.ts';
import {
  customerId,
  findAtDesk,
  openCase,
  readActivity,
  samEmail,
  someGrant,
} from '../../testing/desk.ts';
import { startStack, supportOrganization, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

const minute = 60_000;
const amaraEmail = 'amara.okafor@acme-robotics.example';
let stack: Stack;
let sam: Visitor;
let amara: Visitor;
/** Ids of the customer's organization, of a member of it and of an app. */
let customer: string;
let member: string;
let app: string;

beforeAll(async () => {
  stack = await startStack();
  await signInAnew();
  ({ app, member } = await someGrant(stack, 'acme-robotics'));
  customer = await customerId(sam, 'acme-robotics');
});
afterAll(() => stack.close());
beforeEach(async () => {
  // The clock has moved since, and idle sessions end.
  await signInAnew();
  await stack.takeCalls();
});

async function signInAnew() {
  sam = await stack.signIn(samEmail);
  amara = await stack.signIn(amaraEmail);
}

const calls = async () => (await stack.takeCalls()).map(({ method, path }) => `${method} ${path}`);
const under = (path: string) => `/api/support/organizations/${customer}${path}`;

describe('a case', () => {
  test('opens what was closed, and closes it when it is ended', async () => {
    const before = await sam.get(under('/connected-apps'));
    expect([before.status, before.json.code]).toEqual([403, 'case-needed']);
    expect(await calls()).toEqual([]);
    const opened = openedCaseSchema.parse((await openCase(sam, customer)).json);
    expect(opened.case).toMatchObject({
      organization: { id: customer, name: 'Acme Robotics' },
      staff: { name: 'Sam Rivera' },
      endedAt: null,
    });
    expect(opened.case.expiresAt - opened.case.openedAt).toBe(30 * minute);
    expect((await sam.get(under('/connected-apps'))).status).toBe(200);
    const ended = caseStateSchema.parse((await sam.post(under('/case/end'))).json);
    expect(ended).toMatchObject({ isLive: false, case: { id: opened.case.id } });
    const after = await sam.get(under('/connected-apps'));
    expect([after.status, after.json.code]).toEqual([403, 'case-ended']);
  });

  test('is recorded before anything is read of the customer', async () => {
    // Its facts are kept for a minute.
    stack.clock.offset += 2 * minute;
    await signInAnew();
    await stack.faults({
      kind: 'status',
      path: '/v1/b2b/organizations/{organization_id}',
      status: 500,
    });
    const answer = await openCase(sam, customer);
    await stack.faults();
    expect(answer.json.code).toBe('upstream-error');
    const { events } = await readActivity(amara, { by: 'support' });
    expect(events[0]).toMatchObject({
      event: 'case-opened',
      reason: 'NW-1: Their app stopped working',
    });
  });

  test('lasts thirty minutes, and thirty more from each extension', async () => {
    await openCase(sam, customer);
    stack.clock.offset += 29 * minute;
    expect((await sam.post(under('/case/extend'))).status).toBe(200);
    stack.clock.offset += 29 * minute;
    expect((await sam.get(under('/connected-apps'))).status).toBe(200);
    stack.clock.offset += 2 * minute;
    await stack.takeCalls();
    const late = await sam.get(under('/connected-apps'));
    expect([late.status, late.json.code]).toEqual([403, 'case-ended']);
    expect((await sam.post(under('/case/extend'))).json.code).toBe('case-ended');
    expect((await calls()).filter((call) => call.includes(customer))).toEqual([]);
    const state = caseStateSchema.parse((await sam.get(under('/case'))).json);
    expect(state).toMatchObject({ isLive: false, case: { ticket: 'NW-1' } });
    await signInAnew();
    await openCase(sam, customer);
    const { events } = await readActivity(amara, { caseId: state.case?.id });
    expect(events.map(({ event, reason }) => `${event} ${reason}`)).toContain(
      'case-ended time-limit',
    );
  });

  test('that is opened again ends the one before, and the customer sees both', async () => {
    const first = openedCaseSchema.parse(
      (await openCase(sam, customer, { ticket: 'NW-2' })).json,
    ).case;
    const second = openedCaseSchema.parse(
      (await openCase(sam, customer, { ticket: 'NW-3' })).json,
    ).case;
    const { visits } = supportVisitsSchema.parse((await amara.get('/api/support-visits')).json);
    expect(visits.slice(0, 2)).toEqual([second, { ...first, endedAt: second.openedAt }]);
    const { events } = await readActivity(amara, { caseId: first.id });
    expect(events.map(({ event, reason }) => `${event} ${reason}`)).toEqual([
      'case-ended opened-anew',
      'case-opened NW-2: Their app stopped working',
    ]);
  });

  test('lets the customer see who looked at what, why, from when to when', async () => {
    const opened = openedCaseSchema.parse(
      (await openCase(sam, customer, { ticket: 'NW-4' })).json,
    ).case;
    await sam.get(under(`/connected-apps/${app}`));
    await sam.get(under(`/members/${member}`));
    await sam.post(under('/case/end'));
    const { events, cases } = await readActivity(amara, { caseId: opened.id });
    expect(events.map(({ event, target }) => `${event} ${target?.id ?? ''}`.trim())).toEqual([
      'case-ended',
      `member-viewed ${member}`,
      `app-viewed ${app}`,
      'case-opened',
    ]);
    for (const { actor, address, caseId } of events) {
      expect(actor).toMatchObject({ kind: 'support', organizationId: supportOrganization });
      expect([address, caseId]).toEqual([null, opened.id]);
    }
    expect(cases).toMatchObject([{ id: opened.id, reason: opened.reason, ticket: 'NW-4' }]);
    expect(cases[0]?.endedAt).toBeGreaterThanOrEqual(opened.openedAt);
  });

  test('of one does not open the organization to another, nor any other organization', async () => {
    await openCase(sam, customer);
    const globex = (await findAtDesk(sam, 'globex')).customers[0]?.id ?? '';
    const elsewhere = await sam.get(`/api/support/organizations/${globex}/connected-apps`);
    expect(elsewhere.json.code).toBe('case-needed');
    for (const alias of ['acme-robotics', customer.toUpperCase(), `${customer}%20`, `%2e%2e`]) {
      const answer = await sam.get(`/api/support/organizations/${alias}/connected-apps`);
      expect([answer.status, answer.json.code]).toEqual([403, 'case-needed']);
    }
  });

  test('cannot be opened for an organization that does not exist, nor by its slug', async () => {
    const nobody = 'organization-test-00000000-0000-4000-8000-000000000000';
    for (const organization of [nobody, 'acme-robotics', '']) {
      expect((await openCase(sam, organization)).status).toBe(404);
    }
    const state = await sam.get(`/api/support/organizations/${nobody}/case`);
    expect(caseStateSchema.parse(state.json).isLive).toBe(false);
  });

  test.each([{ reason: 'because' }, { reason: ' '.repeat(40) }, { ticket: 'x' }, { ticket: '' }])(
    'is not opened with %j',
    async (changes) => {
      const answer = await openCase(sam, customer, changes);
      expect(answer.status).toBe(422);
      expect(await calls()).toEqual([]);
    },
  );

  test('leads to the member whose address was given', async () => {
    const opened = openedCaseSchema.parse(
      (await openCase(sam, customer, { email: amaraEmail })).json,
    );
    const page = memberPageSchema.parse((await sam.get(under(`/members/${opened.memberId}`))).json);
    expect(page.member.name).toBe('Amara Okafor');
    expect(
      openedCaseSchema.parse((await openCase(sam, customer, { email: 'x@y.example' })).json)
        .memberId,
    ).toBeNull();
  });
});

describe('under a case', () => {
  beforeEach(async () => {
    await openCase(sam, customer);
    await stack.takeCalls();
  });

  test('nothing upstream changes anything or carries a session', async () => {
    for (const path of [
      '/connected-apps',
      `/connected-apps/${app}`,
      '/overview',
      '/members',
      '/scopes',
    ]) {
      expect((await sam.get(under(path))).status).toBe(200);
    }
    const made = await stack.takeCalls();
    expect(made.length).toBeGreaterThan(3);
    for (const { method, path, headers } of made) {
      if (path.includes('sessions/auth')) continue;
      expect(method === 'GET' || path.endsWith('/search')).toBe(true);
      expect(headers).not.toContain('x-stytch-member-session');
    }
  });

  test('addresses are masked until one is revealed, which is recorded', async () => {
    const lookup = await sam.post(under('/members/lookup'), { ids: [member] });
    const { emails } = memberDirectorySchema.parse(lookup.json);
    expect(emails).toEqual([expect.stringMatching(/^.•••@acme-robotics\.example$/)]);
    const page = memberPageSchema.parse((await sam.get(under(`/members/${member}`))).json);
    expect(page.member.email).toBe(emails[0]);
    const own = memberPageSchema.parse((await amara.get(`/api/members/${member}`)).json);
    const { email } = revealedSchema.parse((await sam.post(under('/reveal'), { member })).json);
    expect(email).toBe(own.member.email);
    const { events } = await readActivity(amara, { events: ['email-revealed'] });
    expect(events[0]?.target).toEqual({ kind: 'member', id: member });
  });

  test('a member is found by the whole of their address, which is recorded and not written down', async () => {
    const own = memberPageSchema.parse((await amara.get(`/api/members/${member}`)).json);
    expect(
      (await sam.post(under('/find-member'), { email: ` ${own.member.email.toUpperCase()} ` }))
        .json,
    ).toEqual({ memberId: member });
    const elsewhere = 'dolores.reyes@globex.example';
    for (const email of [elsewhere, own.member.email.slice(1), 'nobody@acme-robotics.example']) {
      expect((await sam.post(under('/find-member'), { email })).json).toEqual({ memberId: null });
    }
    const { events } = await readActivity(amara, { events: ['member-searched'] });
    expect(events).toHaveLength(4);
    expect(JSON.stringify(events)).not.toContain('@');
  });

  test('an address of another organization is not revealed', async () => {
    const { member: foreign } = await someGrant(stack, 'globex');
    for (const id of [foreign, 'member-test-00000000-0000-4000-8000-000000000000', 'x']) {
      expect((await sam.post(under('/reveal'), { member: id })).status).toBe(404);
    }
  });
});
