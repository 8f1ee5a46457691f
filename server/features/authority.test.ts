import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MemberRoute, Route } from '#contract/route.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import { openCase, samEmail } from '../testing/desk.ts';
import { namedIn, part } from '../testing/parted.ts';
import { callRoute, type Named } from '../testing/route-calls.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';

/**
 * Whoever may call a route gets 200 for what is theirs; this is what they get where it names
 * something that is not, be it another's or nobody's. Null for a route that names nothing. A route
 * without a row does not compile.
 */
const elsewhere: Record<RouteName, 200 | 404 | null> = {
  session: null,
  signInEmail: null,
  signInCode: null,
  signInSecondFactor: null,
  signInOrganization: null,
  signOut: null,
  connectedApps: null,
  connectedApp: 404,
  connectedAppReach: 404,
  connectedAppLogo: 404,
  // Answered with nothing of them.
  memberLookup: 200,
  myConnectedApps: null,
  grants: null,
  overview: null,
  members: null,
  member: 404,
  scopes: null,
  scope: 404,
  changes: 200,
  diagnosis: 404,
  activity: 200,
  supportVisits: null,
  desk: null,
  findCustomers: 200,
  // Every organization but that of nobody is a customer.
  openCase: 404,
  caseState: 200,
  extendCase: null,
  endCase: null,
  revealEmail: 404,
};

const roles = [
  'nobody',
  'a member',
  'an admin',
  'an admin of another organization',
  'support without a case',
  'support with a case',
  'support with an expired case',
] as const;
type Role = (typeof roles)[number];
const whose = ['own', 'foreign', 'missing'] as const;
type Whose = (typeof whose)[number];

const emails: Partial<Record<Role, string>> = {
  'a member': 'tomasz.nowak@acme-robotics.example',
  'an admin': 'amara.okafor@acme-robotics.example',
  'an admin of another organization': 'dolores.reyes@globex.example',
};
const uuid = '00000000-0000-4000-8000-000000000000';
const nobodys: Named = {
  organization: `organization-test-${uuid}`,
  app: `connected-app-test-${uuid}`,
  member: `member-test-${uuid}`,
  scope: 'no:such:scope',
};

const stacks: Stack[] = [];
let acme: Named;
let globex: Named;
/** Each role on a server of its own if its cases would be another's. */
const visitors = new Map<Role, { visitor: Visitor; stack: Stack }>();

async function enter(role: Role, stack: Stack): Promise<void> {
  const email = emails[role] ?? samEmail;
  const visitor = role === 'nobody' ? stack.visitor() : await stack.signIn(email);
  visitors.set(role, { visitor, stack });
}

async function start(): Promise<Stack> {
  const stack = await startStack({ env: { REQUESTS_PER_MINUTE: '1000000' } });
  stacks.push(stack);
  await part(stack);
  return stack;
}

beforeAll(async () => {
  const [plain, withCase, expired] = [await start(), await start(), await start()];
  for (const role of roles) await enter(role, plain);
  await enter('support with a case', withCase);
  await enter('support with an expired case', expired);
  const { visitor: staff } = of('support without a case');
  // The sandbox is the same each time it starts.
  acme = await namedIn(plain, 'acme-robotics', of('an admin').visitor, staff);
  const dolores = of('an admin of another organization').visitor;
  globex = await namedIn(plain, 'globex', dolores, staff);
  await openCase(of('support with an expired case').visitor, acme.organization);
  expired.clock.offset += 31 * 60_000;
  await enter('support with an expired case', expired);
});
afterAll(() => Promise.all(stacks.map((stack) => stack.close())));

function of(role: Role) {
  const found = visitors.get(role);
  if (found === undefined) throw new Error(role);
  return found;
}

/** What the role means by its own, and by another's. */
function namedBy(role: Role, what: Whose): Named {
  const isElsewhere = role === 'an admin of another organization';
  if (what === 'missing') return nobodys;
  return (what === 'own') === isElsewhere ? globex : acme;
}

const isForSupport = (role: Role) => role.startsWith('support');
const codes: Record<number, string> = { 401: 'not-signed-in', 404: 'not-found' };

/** What is to come of a member's route. */
function ofMembers(name: RouteName, { policy }: MemberRoute, role: Role, what: Whose) {
  if (role === 'nobody') return 401;
  if (policy.needs.length > 0 && (role === 'a member' || isForSupport(role))) return 'not-allowed';
  return what === 'own' ? 200 : (elsewhere[name] ?? 200);
}

/** What is to come of a route under a case, by whose the organization is. */
function underCases(role: Role, organization: Whose) {
  if (role === 'nobody') return 401;
  if (!isForSupport(role)) return 404;
  const had = organization === 'own' && role !== 'support without a case';
  if (!had) return 'case-needed';
  return role === 'support with a case' ? 200 : 'case-ended';
}

function atDesk(name: RouteName, role: Role, what: Whose) {
  if (role === 'nobody') return 401;
  if (!isForSupport(role)) return 404;
  return what === 'missing' ? (elsewhere[name] ?? 200) : 200;
}

/** What came of a call, in a word or a number. */
const verdict = ({ status, json }: Answer) =>
  json.code === codes[status] || status === 200 ? status : json.code;
const body = ({ text }: Answer) => text.replaceAll(/urn:request:[\w-]+/g, '');

/** Calls the route; of whoever is refused says also whether Stytch was asked for anything. */
async function call(role: Role, name: RouteName, named: Named, withCase = false) {
  const { visitor, stack } = of(role);
  if (role === 'support with a case') await openCase(visitor, acme.organization);
  await stack.takeCalls();
  const answer = await callRoute(visitor, name, named, withCase);
  const calls = await stack.takeCalls();
  const isRefused = answer.status === 401 || answer.status === 403;
  const asked = calls.filter(({ path }) => /connected_apps|members|search/.test(path));
  return { answer, verdict: isRefused && asked.length > 0 ? 'asked' : verdict(answer) };
}

/** All three, and whether another's and nobody's look the same to whoever may see neither. */
async function callEach(ask: (what: Whose) => ReturnType<typeof call>) {
  const [own, foreign, missing] = [await ask('own'), await ask('foreign'), await ask('missing')];
  const mayDiffer = foreign.verdict === 200 || foreign.verdict !== missing.verdict;
  return {
    verdicts: [own.verdict, foreign.verdict, missing.verdict],
    isAlike: mayDiffer || body(foreign.answer) === body(missing.answer),
  };
}

const expected = (by: (what: Whose) => number | string) => ({
  verdicts: whose.map(by),
  isAlike: true,
});

const isName = (name: string): name is RouteName => name in routes;
const all = Object.entries<Route>(routes).flatMap(([name, route]) =>
  isName(name) ? [[name, route] as const] : [],
);
const isOfMembers = (route: Route): route is MemberRoute => route.policy.who === 'member';
const ofTheirs = all.flatMap(([name, route]) =>
  isOfMembers(route) ? [[name, route] as const] : [],
);
/** What support calls with a case: its own, and those that it shares with members. */
const withCases = all.filter(
  ([, route]) =>
    route.policy.who === 'support-with-case' || (isOfMembers(route) && route.forSupport),
);
const atDesks = all.filter(([, { policy }]) => policy.who === 'support');
const organizations = () => ({ own: acme, foreign: globex, missing: nobodys });

describe.each(roles)('%s', (role) => {
  test.each(ofTheirs)('calls %s', async (name, route) => {
    const came = await callEach((what) => call(role, name, namedBy(role, what)));
    expect(came).toEqual(expected((what) => ofMembers(name, route, role, what)));
  });

  test.each(withCases)('calls %s of a customer', async (name, route) => {
    const came = await callEach((what) => {
      const { organization } = organizations()[what];
      return call(role, name, { ...acme, organization }, isOfMembers(route));
    });
    expect(came).toEqual(expected((what) => underCases(role, what)));
  });

  test.each(ofTheirs.filter(([, { forSupport }]) => !forSupport))(
    'finds no %s of a customer',
    async (name) => {
      expect((await call(role, name, acme, true)).verdict).toBe(404);
    },
  );

  // Opening one would make them somebody with a case.
  const isSpared = isForSupport(role) && role !== 'support with a case';
  test.each(atDesks.filter(([name]) => name !== 'openCase' || !isSpared))(
    'calls %s',
    async (name) => {
      const came = await callEach((what) => call(role, name, namedBy(role, what)));
      expect(came).toEqual(expected((what) => atDesk(name, role, what)));
    },
  );
});

test.each(withCases)('support with a case calls %s for what is not there', async (name, route) => {
  const came = await callEach((what) => {
    const named = { ...organizations()[what], organization: acme.organization };
    return call('support with a case', name, named, isOfMembers(route));
  });
  expect(came).toEqual(expected((what) => (what === 'own' ? 200 : (elsewhere[name] ?? 200))));
});

test.each(all.filter(([, { policy }]) => policy.who === 'anyone' || policy.who === 'signing-in'))(
  'a visitor in whatever role calls %s',
  async (name, { policy }) => {
    const { stack } = of('nobody');
    for (const role of roles) {
      const email = emails[role] ?? samEmail;
      const visitor = role === 'nobody' ? stack.visitor() : await stack.signIn(email);
      const came = verdict(await callRoute(visitor, name, acme));
      expect([role, came]).toEqual([role, policy.who === 'anyone' ? 200 : 'sign-in-expired']);
    }
  },
);
