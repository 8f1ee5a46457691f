import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '#contract/route.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import { customerId, findAtDesk, openCase, samEmail } from '../../testing/desk.ts';
import { readTruth } from '../../testing/grants.ts';
import { callRoute } from '../../testing/route-calls.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

let stack: Stack;
let sam: Visitor;
let customer: string;
let app: string;
/** Of the customer; one has an address for a name. */
let members: { memberId: string; email: string }[];

beforeAll(async () => {
  stack = await startStack();
  const truth = await readTruth(stack, 'acme-robotics');
  ({ members } = truth);
  app = truth.appIds[0] ?? '';
  const { email = '' } = members.at(-1) ?? {};
  await stack.control('POST', 'member', { email, name: `Jane <${email}>` });
  sam = await stack.signIn(samEmail);
  customer = await customerId(sam, 'acme-robotics');
  await openCase(sam, customer, { email });
  stack.answers.length = 0;
});
afterAll(() => stack.close());

const isName = (name: string): name is RouteName => name in routes;
const forSupport = Object.entries<Route>(routes).flatMap(([name, route]) =>
  isName(name) && 'forSupport' in route && route.forSupport ? [name] : [],
);
const addressesIn = (text: string) =>
  members.map(({ email }) => email).filter((email) => text.toLowerCase().includes(email));

test.each(forSupport)('%s tells support no address of a member', async (name) => {
  for (const { memberId: member } of [...members.slice(0, 5), ...members.slice(-5)]) {
    const named = { organization: customer, app, member, scope: 'openid' };
    const { bytes } = await callRoute(sam, name, named, true);
    expect(bytes.length).toBeGreaterThan(0);
  }
  const said = stack.answers.splice(0).join('\n');
  expect(addressesIn(said)).toEqual([]);
});

test('what support looks for is neither in the log nor on the record', async () => {
  const { email = '' } = members[0] ?? {};
  expect((await findAtDesk(sam, email)).customers).toHaveLength(1);
  expect((await findAtDesk(sam, `/apps?q=${email}`)).kind).toBe('link');
  const database = new Database(join(stack.dataDir, 'grantscope.db'));
  const rows = database.prepare('select * from audit_events order by seq').all();
  database.close();
  expect(rows.at(-1)).toMatchObject({ event: 'customers-searched', target_id: null, reason: null });
  expect(rows.filter((row) => addressesIn(JSON.stringify(row)).length > 0)).toEqual([]);
  expect(stack.logLines.length).toBeGreaterThan(10);
  expect(addressesIn(stack.logLines.join('\n'))).toEqual([]);
});
