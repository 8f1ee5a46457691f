import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Route } from '#contract/route.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import { openCase, readActivity, samEmail } from '../testing/desk.ts';
import { namedIn, part } from '../testing/parted.ts';
import { callRoute, type Named } from '../testing/route-calls.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';

// A tab that was left open while somebody else signed in at the same browser, or the same person in
// another organization (grafana/grafana#3850, influxdata/chronograf#5742).

let stack: Stack;
let amara: Visitor;
let sam: Visitor;
let acme: Named;
/** The marks that pages of these were given. */
let marks: { amara: string; dolores: string; sam: string };

async function markOf(visitor: Visitor): Promise<string> {
  const { json } = await visitor.get('/api/session');
  return String(json['mark']);
}

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '1000000' } });
  await part(stack);
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
  sam = await stack.signIn(samEmail);
  const dolores = await stack.signIn('dolores.reyes@globex.example');
  // That the record is looked at stands there once in ten minutes.
  await readActivity(amara);
  acme = await namedIn(stack, 'acme-robotics', amara, sam);
  marks = { amara: await markOf(amara), dolores: await markOf(dolores), sam: await markOf(sam) };
});
beforeEach(() => openCase(sam, acme.organization));
afterAll(() => stack.close());

/** The visitor as a page that takes them for the one with this mark. */
function believing(visitor: Visitor, mark: string): Visitor {
  const headers = { viewer: mark };
  return {
    ...visitor,
    get: (path, more, signal) => visitor.get(path, { ...more, ...headers }, signal),
    post: (path, body, more) => visitor.post(path, body, { ...more, ...headers }),
    send: (method, path, more, body, signal) =>
      visitor.send(method, `${path}?viewer=${mark}`, more, body, signal),
  };
}

/** What came of a call; whether Stytch was asked for anything, and how many events it left. */
async function outcomeOf(ask: () => Promise<Answer>) {
  const before = await readActivity(amara);
  await stack.takeCalls();
  const { status, json, headers } = await ask();
  const calls = await stack.takeCalls();
  const after = await readActivity(amara);
  const events = after.events.length - before.events.length;
  return { status, code: json.code, whose: headers['viewer'], calls, events };
}

const refused = (whose: string) => ({
  status: 409,
  code: 'another-session',
  whose,
  calls: [],
  events: 0,
});

const isName = (name: string): name is RouteName => name in routes;
const all = Object.entries<Route>(routes).flatMap(([name, route]) =>
  isName(name) ? [[name, route] as const] : [],
);
const members = all.filter(([, { policy }]) => policy.who === 'member');
const ofSupport = all.filter(([, { policy }]) => policy.who.startsWith('support'));
const underCases = members.filter(([, route]) => 'forSupport' in route && route.forSupport);

describe('a page of somebody else is answered nothing, asks nothing and leaves nothing', () => {
  test.each(members)('%s', async (name) => {
    const page = believing(amara, marks.dolores);
    expect(await outcomeOf(() => callRoute(page, name, acme))).toEqual(refused(marks.amara));
  });

  test.each(underCases)('%s of a customer', async (name) => {
    const page = believing(sam, marks.amara);
    expect(await outcomeOf(() => callRoute(page, name, acme, true))).toEqual(refused(marks.sam));
  });

  test.each(ofSupport)('%s', async (name) => {
    const page = believing(sam, marks.amara);
    expect(await outcomeOf(() => callRoute(page, name, acme))).toEqual(refused(marks.sam));
  });

  test.each(ofSupport)('%s, by whom it is not for', async (name) => {
    const page = believing(amara, marks.sam);
    expect(await outcomeOf(() => callRoute(page, name, acme))).toEqual(refused(marks.amara));
  });

  test('signing out, which would be the other’s', async () => {
    const page = believing(amara, marks.dolores);
    expect(await outcomeOf(() => callRoute(page, 'signOut', acme))).toEqual(refused(marks.amara));
    expect((await amara.get('/api/connected-apps')).status).toBe(200);
  });
});

describe('a page of the one who is signed in is answered, and told whose it is', () => {
  test.each(members)('%s', async (name) => {
    const { status, headers } = await callRoute(believing(amara, marks.amara), name, acme);
    expect([status, headers['viewer']]).toEqual([200, marks.amara]);
  });

  test.each(underCases)('%s of a customer', async (name) => {
    const { status, headers } = await callRoute(believing(sam, marks.sam), name, acme, true);
    expect([status, headers['viewer']]).toEqual([200, marks.sam]);
  });
});

test.each(['', 'x', 'é', 'a'.repeat(500), '../..'])('the mark %j is nobody’s', async (mark) => {
  const answer = await amara.send('GET', '/api/connected-apps', {
    'x-csrf': '1',
    'sec-fetch-site': 'same-origin',
    viewer: mark,
  });
  expect([answer.status, answer.json.code]).toEqual([409, 'another-session']);
});

test('a mark says nobody’s id, is the same in each session and another for each organization', async () => {
  const again = await stack.signIn('amara.okafor@acme-robotics.example');
  expect(await markOf(again)).toBe(marks.amara);
  const email = 'priya.raghunathan@consulting.example';
  const at = async (organization: string) => markOf(await stack.signIn(email, organization));
  const all3 = [await at('Acme Robotics'), await at('Globex'), marks.amara, marks.dolores];
  expect(new Set(all3).size).toBe(4);
  for (const mark of all3) expect(mark).toMatch(/^[\w-]{22}$/);
});

test('a page outlives the change of the secret', async () => {
  await stack.restart({
    SESSION_SECRET: 'a newer secret of tests that is long,a secret of tests that is long enough',
  });
  expect(await markOf(amara)).not.toBe(marks.amara);
  const page = believing(amara, marks.amara);
  const { status, headers } = await page.get('/api/connected-apps');
  expect([status, headers['viewer'], await markOf(page)]).toEqual([200, marks.amara, marks.amara]);
  expect((await believing(amara, marks.dolores).get('/api/connected-apps')).status).toBe(409);
  await stack.restart();
});
