import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '#contract/route.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import {
  describeEachDatabase,
  environmentOf,
  execute,
  type TestDatabase,
} from '../../testing/databases.ts';
import { customerId, openCase, samEmail } from '../../testing/desk.ts';
import { readTruth } from '../../testing/grants.ts';
import { callRoute } from '../../testing/route-calls.ts';
import { startStack, type Stack } from '../../testing/start.ts';
import type { Visitor } from '../../testing/visitor.ts';

const email = 'amara.okafor@acme-robotics.example';
const isName = (name: string): name is RouteName => name in routes;
const signedIn = Object.entries<Route>(routes).flatMap(([name, route]) =>
  isName(name) && 'audit' in route ? [{ name, ...route }] : [],
);
const ofMembers = signedIn.filter(({ policy }) => policy.who === 'member');
const recorded = ofMembers.filter(({ audit }) => 'event' in audit);
const quiet = ofMembers.filter(({ audit }) => 'unrecorded' in audit);
/** What support cannot do either: all that leaves an event. */
const ofSupport = signedIn.filter(
  ({ audit, policy, ...route }) =>
    !('unrecorded' in audit) &&
    (policy.who !== 'member' || ('forSupport' in route && route.forSupport)),
);

describeEachDatabase('a record that cannot be added to', (create) => {
  let database: TestDatabase;
  let stack: Stack;
  let amara: Visitor;
  let tomasz: Visitor;
  let sam: Visitor;
  let customer: string;
  let app: string;
  let member: string;

  beforeAll(async () => {
    database = await create();
    stack = await startStack({ env: environmentOf(database) });
    amara = await stack.signIn(email);
    tomasz = await stack.signIn('tomasz.nowak@acme-robotics.example');
    const truth = await readTruth(stack, 'acme-robotics');
    app = truth.appIds[0] ?? '';
    member = [...(truth.grants.get(app)?.keys() ?? [])][0] ?? '';
    sam = await stack.signIn(samEmail);
    customer = await customerId(sam, 'acme-robotics');
    await openCase(sam, customer);
    await execute(database, 'alter table audit_head rename to gone');
  });
  afterAll(async () => {
    await stack.close();
    await database.drop();
  });

  const named = () => ({ organization: customer, app, member, scope: 'openid' });
  const ask = (visitor: Visitor, name: RouteName) => callRoute(visitor, name, named());

  test.each(recorded)('shows nothing of $path', async ({ name }) => {
    const { status, json, headers, text } = await ask(amara, name);
    expect({ status, code: json.code, retryAfter: headers['retry-after'] }).toEqual({
      status: 503,
      code: 'audit-unavailable',
      retryAfter: '2',
    });
    expect(text).not.toMatch(/connected-app-test|member-test|openid/);
  });

  test.each(ofSupport)(
    'asks nothing of Stytch when support calls $path',
    async ({ name, policy }) => {
      await stack.takeCalls();
      const { status, json } = await callRoute(sam, name, named(), policy.who === 'member');
      expect({ status, code: json.code }).toEqual({ status: 503, code: 'audit-unavailable' });
      expect(await stack.takeCalls()).toEqual([]);
    },
  );

  test.each(quiet)('holds up nothing that is not recorded, such as $path', async ({ name }) => {
    expect((await ask(amara, name)).status).toBe(200);
  });

  test('holds up no refusal, which the log has instead', async () => {
    const { status, json } = await ask(tomasz, 'connectedApp');
    expect({ status, code: json.code }).toEqual({ status: 403, code: 'not-allowed' });
    await expect
      .poll(() => stack.logLines.filter((line) => line.includes('could not be recorded')))
      .toEqual([
        expect.stringMatching(
          new RegExp(`"event":"app-viewed","outcome":"refused".*"target_id":"${app}"`),
        ),
      ]);
  });

  test('lets nobody sign in, and everybody out', async () => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email });
    const entered = await visitor.post('/api/sign-in/code', { code: '000000' });
    expect({ status: entered.status, code: entered.json.code }).toEqual({
      status: 503,
      code: 'audit-unavailable',
    });
    expect((await visitor.get('/api/session')).json.state).toBe('enter-code');
    expect((await tomasz.post('/api/sign-out')).json.state).toBe('signed-out');
  });

  test('goes on by itself once it can be', async () => {
    await execute(database, 'alter table gone rename to audit_head');
    for (const { name } of recorded) expect((await ask(amara, name)).status).toBe(200);
  });
});
