import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '#contract/route.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import { openCase, samEmail } from '../testing/desk.ts';
import { namedIn, part } from '../testing/parted.ts';
import { callRoute, type Named } from '../testing/route-calls.ts';
import { startStack, type Stack } from '../testing/start.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';

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

type RouteOf<Who extends Route['policy']['who']> = {
  [N in RouteName]: (typeof routes)[N]['policy']['who'] extends Who ? N : never;
}[RouteName];
type ForSupport = {
  [N in RouteName]: (typeof routes)[N] extends { forSupport: true } ? N : never;
}[RouteName];

/*
 * Who gets what, written out: a column is a role, in the order of `roles`. `200/404/404` is what comes of
 * what is their own, of another's, and of nobody's; one word stands for all three. no: not-allowed,
 * case: case-needed, ended: case-ended. A route without a row does not compile.
 */

/** Routes of members, about their own organization. */
// Aligned, so that a column can be read down.
// prettier-ignore
const ofMembers: Record<RouteOf<'member'>, string> = {
  connectedApps:     '401 | no  | 200         | 200         | no  | no  | no',
  connectedApp:      '401 | no  | 200/404/404 | 200/404/404 | no  | no  | no',
  connectedAppReach: '401 | no  | 200/404/404 | 200/404/404 | no  | no  | no',
  connectedAppLogo:  '401 | no  | 200/404/404 | 200/404/404 | no  | no  | no',
  memberLookup:      '401 | no  | 200         | 200         | no  | no  | no',
  myConnectedApps:   '401 | 200 | 200         | 200         | 200 | 200 | 200',
  grants:            '401 | no  | 200         | 200         | no  | no  | no',
  overview:          '401 | no  | 200         | 200         | no  | no  | no',
  members:           '401 | no  | 200         | 200         | no  | no  | no',
  member:            '401 | no  | 200/404/404 | 200/404/404 | no  | no  | no',
  scopes:            '401 | no  | 200         | 200         | no  | no  | no',
  scope:             '401 | no  | 200/404/404 | 200/404/404 | no  | no  | no',
  changes:           '401 | no  | 200         | 200         | no  | no  | no',
  diagnosis:         '401 | no  | 200/404/404 | 200/404/404 | no  | no  | no',
  activity:          '401 | no  | 200         | 200         | no  | no  | no',
  supportVisits:     '401 | no  | 200         | 200         | no  | no  | no',
};

/** Routes of the desk. */
// Aligned, so that a column can be read down.
// prettier-ignore
const ofTheDesk: Record<RouteOf<'support'>, string> = {
  desk:          '401 | 404 | 404 | 404 | 200         | 200         | 200',
  findCustomers: '401 | 404 | 404 | 404 | 200         | 200         | 200',
  openCase:      '401 | 404 | 404 | 404 | 200/200/404 | 200/200/404 | 200/200/404',
  caseState:     '401 | 404 | 404 | 404 | 200         | 200         | 200',
};

/**
 * The same and others under a case, by whose the organization is. Last: support with a case, by whose
 * is what the route names within that organization.
 */
// Aligned, so that a column can be read down.
// prettier-ignore
const underCases: Record<RouteOf<'support-with-case'> | ForSupport, string> = {
  connectedApps:     '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  connectedApp:      '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/404/404',
  connectedAppReach: '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/404/404',
  connectedAppLogo:  '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/404/404',
  memberLookup:      '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  grants:            '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  overview:          '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  members:           '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  member:            '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/404/404',
  scopes:            '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  scope:             '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/404/404',
  changes:           '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  diagnosis:         '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/404/404',
  activity:          '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  supportVisits:     '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  extendCase:        '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  endCase:           '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  findMember:        '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/200/200',
  revealEmail:       '401 | 404 | 404 | 404 | case | 200/case/case | ended/case/case | 200/404/404',
};

const words: Record<string, string | number> = {
  200: 200,
  401: 401,
  404: 404,
  no: 'not-allowed',
  case: 'case-needed',
  ended: 'case-ended',
};

/** What is to come of each of the three, by a cell of a table. */
function expectedBy(row: string, column: number) {
  const cell = row.split('|')[column]?.trim() ?? '';
  const parts = cell.includes('/') ? cell.split('/') : [cell, cell, cell];
  return { verdicts: parts.map((word) => words[word]), isAlike: true };
}

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

const isName = (name: string): name is RouteName => name in routes;
const all = Object.entries<Route>(routes).flatMap(([name, route]) =>
  isName(name) ? [[name, route] as const] : [],
);
/** The rows of a table. */
const rowsOf = (table: Record<string, string>) =>
  Object.entries(table).flatMap(([name, row]) => (isName(name) ? [[name, row] as const] : []));
/** Whether support reads at an address of its own what members read. */
const isShared = (name: RouteName) => name in ofMembers;
const organizations = () => ({ own: acme, foreign: globex, missing: nobodys });

describe.each(roles)('%s', (role) => {
  const column = roles.indexOf(role);

  test.each(rowsOf(ofMembers))('calls %s', async (name, row) => {
    const came = await callEach((what) => call(role, name, namedBy(role, what)));
    expect(came).toEqual(expectedBy(row, column));
  });

  test.each(rowsOf(underCases))('calls %s of a customer', async (name, row) => {
    const came = await callEach((what) => {
      const { organization } = organizations()[what];
      return call(role, name, { ...acme, organization }, isShared(name));
    });
    expect(came).toEqual(expectedBy(row, column));
  });

  test.each(rowsOf(ofMembers).filter(([name]) => !(name in underCases)))(
    'finds no %s of a customer',
    async (name) => {
      expect((await call(role, name, acme, true)).verdict).toBe(404);
    },
  );

  // Opening one would make them somebody with a case.
  const isSpared = isForSupport(role) && role !== 'support with a case';
  test.each(rowsOf(ofTheDesk).filter(([name]) => name !== 'openCase' || !isSpared))(
    'calls %s',
    async (name, row) => {
      const came = await callEach((what) => call(role, name, namedBy(role, what)));
      expect(came).toEqual(expectedBy(row, column));
    },
  );
});

test.each(rowsOf(underCases))(
  'support with a case calls %s for what is not there',
  async (name, row) => {
    const came = await callEach((what) => {
      const named = { ...organizations()[what], organization: acme.organization };
      return call('support with a case', name, named, isShared(name));
    });
    expect(came).toEqual(expectedBy(row, roles.length));
  },
);

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
