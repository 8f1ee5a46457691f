import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { customerId, openCase, samEmail, someGrant } from '../../testing/desk.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

/** Of a member who belongs to another organization than the one that is looked into. */
let foreign: string;
let own: { app: string; member: string };
let stack: Stack;
let sam: Visitor;
let customer: string;

beforeAll(async () => {
  stack = await startStack();
  sam = await stack.signIn(samEmail);
  customer = await customerId(sam, 'acme-robotics');
  own = await someGrant(stack, 'acme-robotics');
  foreign = (await someGrant(stack, 'globex')).member;
  await openCase(sam, customer);
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

const path = (of: string) => `/v1/b2b/organizations/${of}`;
/** A Stytch that asks no session, and tells what a member connected whosever member it is. */
const tellsOfAnybody = () => ({
  kind: 'status',
  path: path('{organization_id}/members/{member_id}/connected_apps'),
  status: 200,
  body: {
    request_id: 'request-id-test-1',
    status_code: 200,
    connected_apps: [
      {
        connected_app_id: own.app,
        name: 'An app',
        description: '',
        client_type: 'third_party',
        scopes_granted: 'foreign:scope',
      },
    ],
  },
});
const knowsNobody = { kind: 'status', path: path('members/search'), status: 503 };

const under = (rest: string) => `/api/support/organizations/${customer}${rest}`;
const look = async (member: string) => [
  await sam.get(under(`/members/${member}`)),
  await sam.post(under('/diagnosis'), { member, app: own.app }),
];

test('what Stytch tells of a member of another organization is not shown', async () => {
  await stack.faults(tellsOfAnybody());
  for (const { status, text } of await look(foreign)) {
    expect(status).toBe(404);
    expect(text).not.toContain('foreign:scope');
  }
  for (const { status, text } of await look(own.member)) {
    expect(status).toBe(200);
    expect(text).toContain('foreign:scope');
  }
});

test('nor is it while nobody can say whose member it is', async () => {
  stack.clock.offset += 2 * 60_000;
  await stack.faults(tellsOfAnybody(), knowsNobody);
  for (const { status, text } of await look(foreign)) {
    expect(status).toBe(502);
    expect(text).not.toContain('foreign:scope');
  }
});
