import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startStack, type Stack } from '../../testing/start.ts';

const tomasz = 'tomasz.nowak@acme-robotics.example';
let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());
afterEach(async () => {
  stack.clock.offset = 0;
  await stack.faults();
});

test('roles that come from an SSO group alone are told, and permit nothing', async () => {
  await stack.control('POST', 'member', { email: tomasz, ssoRoles: ['stytch_admin'] });
  const member = await stack.signIn(tomasz);
  const { json } = await member.get('/api/session');
  expect(json).toMatchObject({
    state: 'signed-in',
    rolesBySso: ['stytch_admin'],
    can: { readConnectedApps: false, readMembers: false },
  });
  expect((await member.get('/api/connected-apps')).status).toBe(403);
  // Who has the role directly as well lacks nothing.
  await stack.control('POST', 'member', { email: tomasz, roles: ['stytch_admin'] });
  stack.clock.offset = 61_000;
  expect((await member.get('/api/session')).json).toMatchObject({
    rolesBySso: [],
    can: { readConnectedApps: true },
  });
  await stack.control('POST', 'member', { email: tomasz, roles: [], ssoRoles: [] });
});

// jembi/openhim-console#214; directus/app#1175
test('the wait for another code is told as a length of time, never more than half a minute', async () => {
  const visitor = stack.visitor();
  const { json } = await visitor.post('/api/sign-in/email', { email: tomasz });
  expect(Number(json['resendInMs'])).toBeGreaterThan(29_000);
  const waits: number[] = [];
  for (const offset of [10_000, 29_000, 31_000, 600_000, -3_600_000]) {
    stack.clock.offset = offset;
    waits.push(Math.ceil(Number((await visitor.get('/api/session')).json['resendInMs']) / 1000));
  }
  expect(waits).toEqual([20, 1, 0, 0, 30]);
});

test.each(['de-AT', 'sv-SE', '', 'x'.repeat(35)])(
  'a code is sent whatever the browser speaks: "%s"',
  async (language) => {
    const visitor = stack.visitor();
    const { status } = await visitor.post('/api/sign-in/email', { email: tomasz, language });
    expect(status).toBe(200);
  },
);

test('a sign-in that rested is no longer one, and a session that ended is none', async () => {
  const visitor = await stack.signIn(tomasz);
  await stack.control('POST', 'end-sessions');
  stack.clock.offset = 61_000;
  expect((await visitor.get('/api/session')).json).toMatchObject({ ended: 'ended-at-stytch' });
  for (const [path, body] of [
    ['/api/sign-in/code', { code: '000000' }],
    ['/api/sign-in/organization', { organizationId: 'x' }],
    ['/api/sign-in/second-factor', { code: '000000' }],
  ] as const) {
    expect((await visitor.post(path, body)).json.code).toBe('sign-in-expired');
  }
  expect((await visitor.get('/api/connected-apps')).status).toBe(401);
});
