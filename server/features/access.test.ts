import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Route } from '#contract/route.ts';
import { routes } from '#contract/routes.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';

const app = 'connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
const member = 'member-test-00000000-0000-4000-8000-000000000000';
/** The address of a route with something in the place of its parameters. */
const filled = ({ path }: Route) =>
  path.replace(':app', app).replace(':member', member).replace(':scope', 'openid');
const ofMembers = Object.entries<Route>(routes).filter(([, { policy }]) => policy.who === 'member');
let stack: Stack;
let amara: Visitor;

beforeAll(async () => {
  stack = await startStack();
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
});
afterAll(() => stack.close());
beforeEach(() => stack.takeCalls());

/** The headers that our own page sends to a route; an image cannot have the custom one. */
function pageHeaders({ method, path }: Route): Record<string, string> {
  const sameOrigin = { 'sec-fetch-site': 'same-origin' };
  if (path.endsWith('/logo')) return { ...sameOrigin, 'sec-fetch-dest': 'image' };
  const custom = { ...sameOrigin, 'x-csrf': '1' };
  return method === 'GET'
    ? custom
    : { ...custom, origin: stack.origin, 'content-type': 'application/json' };
}

function ask(visitor: Visitor, route: Route, changes: Record<string, string | null> = {}) {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...pageHeaders(route), ...changes })) {
    if (value !== null) headers[name] = value;
  }
  const body = route.method === 'POST' ? JSON.stringify({ ids: ['member-test-x'] }) : undefined;
  return visitor.send(route.method, filled(route), headers, body);
}

const verdict = ({ status, json }: Answer) => ({ status, code: json.code });

/** A member's every route, with each request judged before anything is asked of Stytch. */
async function expectNoCall(): Promise<void> {
  const calls = await stack.takeCalls();
  expect(calls.filter(({ path }) => /connected_apps|members/.test(path))).toEqual([]);
}

describe.each(ofMembers)('%s', (_name, route) => {
  test('is 401 without a session', async () => {
    const answer = await ask(stack.visitor(), route);
    expect(verdict(answer)).toEqual({ status: 401, code: 'not-signed-in' });
    expect(answer.headers['set-cookie']).toBeUndefined();
    await expectNoCall();
  });

  test('is 401 with a cookie of nobody', async () => {
    const forger = stack.visitor();
    forger.cookies.set('__Host-Http-sid', `s%3A${'x'.repeat(43)}.${'y'.repeat(43)}`);
    expect(verdict(await ask(forger, route))).toEqual({ status: 401, code: 'session-expired' });
    await expectNoCall();
  });

  test.each([
    ['an organization', 'priya.raghunathan@consulting.example'],
    ['a second factor', 'yuki.tanaka@globex.example'],
  ])('is 401 in the middle of signing in, and while it waits for %s', async (_what, email) => {
    const visitor = stack.visitor();
    await visitor.post('/api/sign-in/email', { email });
    expect((await ask(visitor, route)).status).toBe(401);
    await visitor.post('/api/sign-in/code', { code: '000000' });
    expect((await ask(visitor, route)).status).toBe(401);
    await expectNoCall();
  });

  const needsNothing = route.policy.who === 'member' && route.policy.needs.length === 0;
  test.skipIf(needsNothing)('is 403 for a plain member, and says what they need', async () => {
    const tomasz = await stack.signIn('tomasz.nowak@acme-robotics.example');
    await stack.takeCalls();
    const answer = await ask(tomasz, route);
    expect({ ...verdict(answer), needs: answer.json['needs'] }).toEqual({
      status: 403,
      code: 'not-allowed',
      needs: { resource: 'stytch.member', action: 'get.connected-apps' },
    });
    await expectNoCall();
  });

  test.each<[what: string, changes: Record<string, string | null>]>([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling subdomain', { 'sec-fetch-site': 'same-site' }],
    ['typed into the address bar', { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }],
    ['opened as a page', { 'sec-fetch-dest': 'document' }],
    ['that names another origin', { origin: 'https://evil.example' }],
    ['of no origin', { origin: 'null' }],
    ['without the mark of our page', { 'x-csrf': null, 'sec-fetch-dest': null }],
    ['with another mark', { 'x-csrf': 'true', 'sec-fetch-dest': 'empty' }],
  ])('is 403 for a request %s', async (_what, changes) => {
    expect(verdict(await ask(amara, route, changes))).toEqual({
      status: 403,
      code: 'forbidden-origin',
    });
    await expectNoCall();
  });

  test('is 405 by another method, with the one that it takes', async () => {
    const method = route.method === 'GET' ? 'POST' : 'GET';
    const headers = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin', origin: stack.origin };
    const answer = await amara.send(method, filled(route), headers);
    expect({ ...verdict(answer), allow: answer.headers['allow'] }).toEqual({
      status: 405,
      code: 'method-not-allowed',
      allow: route.method === 'GET' ? 'GET, HEAD' : 'POST',
    });
    await expectNoCall();
  });
});

test('looking up members is 403 for who may see apps but not names', async () => {
  const noor = await stack.signIn('noor.haddad@acme-robotics.example');
  await stack.takeCalls();
  const answer = await ask(noor, routes.memberLookup);
  expect({ ...verdict(answer), needs: answer.json['needs'] }).toEqual({
    status: 403,
    code: 'not-allowed',
    needs: { resource: 'stytch.member', action: 'search' },
  });
  await expectNoCall();
});
