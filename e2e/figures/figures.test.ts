import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { formatFigure } from '#client/ui/figure.ts';
import { readTruth } from '#server/testing/grants.ts';
import { anyGrants } from '#server/testing/organizations.ts';
import { startStack, type Stack } from '#server/testing/start.ts';
import type { Visitor } from '#server/testing/visitor.ts';
import { readScreens, type Screens, type Subjects } from './screens.ts';

const slug = 'acme-robotics';
let stack: Stack;
let amara: Visitor;

beforeAll(async () => {
  stack = await startStack({ deadlineMs: 3000, env: { REQUESTS_PER_MINUTE: '100000' } });
  amara = await stack.signIn('amara.okafor@acme-robotics.example');
});
afterAll(() => stack.close());
afterEach(() => stack.faults());

/** What is kept for a minute is too old after this. Time only ever goes on. */
function aMinuteLater() {
  stack.clock.offset += 61_000;
}

/** A figure of a screen in words; fails where the screen does not have it. */
function shown(screens: Screens, screen: string, name: string): string {
  const figure = screens.get(screen)?.figures.get(name);
  if (figure === undefined) throw new Error(`${screen} does not show: ${name}`);
  return formatFigure(figure);
}

/** The same, nothing being none. */
function shownOrNone(screens: Screens, screen: string, name: string): string {
  const figure = screens.get(screen)?.figures.get(name);
  return figure === undefined ? '0' : formatFigure(figure);
}

/** Everything to look at as the sandbox has it, but not more members than are worth the time. */
async function readSubjects(maxMembers: number): Promise<Subjects & { memberIds: string[] }> {
  const truth = await readTruth(stack, slug);
  const used = [...truth.grants].filter(([, holders]) => holders.size > 0);
  const holders = new Set(used.flatMap(([, held]) => [...held.keys()]));
  return {
    apps: used.map(([app]) => app),
    scopes: [...new Set(used.flatMap(([, held]) => [...held.values()].flat()))],
    members: [...holders].filter((id) => id.startsWith('member-')).slice(0, maxMembers),
    memberIds: truth.members.map(({ memberId }) => memberId),
  };
}

const sum = (texts: readonly string[]) =>
  String(texts.reduce((all, text) => all + Number(text), 0));

/** Every figure that two screens show, as each shows it. */
function* pairsOf(screens: Screens, { apps, scopes, members }: Subjects): Generator<string[]> {
  const at = (screen: string, name: string) => shown(screens, screen, name);
  yield ['apps', at('overview', 'apps'), at('apps', 'apps')];
  yield [
    'people with high-risk access',
    at('overview', 'high-risk people'),
    at('members', 'high-risk people'),
  ];
  const flagged = ['deleted', 'unknown', 'pending', 'invited'];
  const inactive = flagged.map((status) => shownOrNone(screens, 'members', status));
  yield ['inactive people', at('overview', 'inactive'), sum(inactive)];
  yield [
    'grants',
    at('overview', 'grants'),
    sum(apps.map((id) => at('overview', `people of ${id}`))),
    sum(apps.map((id) => at('apps', `people of ${id}`))),
  ];
  yield [
    'high-risk grants',
    at('overview', 'high-risk'),
    sum(apps.map((id) => at('overview', `high-risk people of ${id}`))),
    sum(apps.map((id) => at(`app ${id}`, 'high-risk people'))),
  ];
  for (const id of apps) {
    const page = `app ${id}`;
    yield [
      `people of ${id}`,
      at('overview', `people of ${id}`),
      at('apps', `people of ${id}`),
      at(page, 'people have access'),
    ];
    yield [
      `high-risk scopes of ${id}`,
      at('apps', `high-risk scopes of ${id}`),
      at(page, '{"tab":"members","highRisk":true}'),
    ];
  }
  for (const name of scopes) {
    yield [
      `people of ${name}`,
      at('overview', `people of ${name}`),
      at('scopes', `people of ${name}`),
      at(`scope ${name}`, 'people'),
    ];
    yield [
      `apps of ${name}`,
      at('overview', `apps of ${name}`),
      at('scopes', `apps of ${name}`),
      at(`scope ${name}`, 'apps'),
    ];
    const holding = apps.filter((id) =>
      screens.get(`app ${id}`)?.figures.has(`people with ${name}`),
    );
    yield [
      `grants of ${name}`,
      at(`scope ${name}`, 'grants'),
      sum(holding.map((id) => at(`app ${id}`, `people with ${name}`))),
      sum(holding.map((id) => at('apps', `people of ${id} with ${name}`))),
    ];
  }
  for (const id of members) {
    yield [`apps of ${id}`, at('members', `apps of ${id}`), at(`member ${id}`, 'apps connected')];
    yield [
      `high-risk scopes of ${id}`,
      at('members', `high-risk scopes of ${id}`),
      at(`member ${id}`, 'different high-risk scopes'),
    ];
  }
}

/** Screens that could not be read, and figures that two screens show differently. */
function differences(screens: Screens, subjects: Subjects): string[] {
  const unread = [...screens].flatMap(([screen, read]) => (read === null ? [screen] : []));
  if (unread.length > 0) return unread;
  return [...pairsOf(screens, subjects)].flatMap(([what, ...figures]) =>
    new Set(figures).size === 1 ? [] : `${what}: ${figures.join(' and ')}`,
  );
}

describe('every number that two screens show is the same on both', () => {
  test('for the organization of 38 as it is seeded', async () => {
    const subjects = await readSubjects(8);
    expect(differences(await readScreens(amara, subjects), subjects)).toEqual([]);
  });

  test('for random organizations', async () => {
    const { memberIds: ids } = await readSubjects(0);
    const organization = fc.record({
      apps: anyGrants(ids),
      status: fc.constantFrom('active', 'pending', 'invited', 'deleted'),
    });
    await fc.assert(
      fc.asyncProperty(organization, async ({ apps, status }) => {
        await stack.control('PUT', `grants/${slug}`, { apps });
        await stack.control('POST', 'member', {
          email: 'tomasz.nowak@acme-robotics.example',
          status,
        });
        aMinuteLater();
        const subjects = await readSubjects(5);
        expect(differences(await readScreens(amara, subjects), subjects)).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 180_000);
});

const oneApp = '/connected_apps/{connected_app_id}';

/** Readings that a screen is made of; each is made to fail by itself. */
const readings = [
  ['the list of apps', { path: '{organization_id}/connected_apps' }],
  ['every app', { path: oneApp }],
  ['one app', { path: oneApp, id: '' }],
  ['who the members are, and how many', { path: 'members/search' }],
  ['the organization', { path: 'b2b/organizations/{organization_id}' }],
  ['the RBAC policy', { path: 'rbac/policy' }],
  ['the roles of the organization', { path: 'rbac/organizations/{organization_id}' }],
  ['the apps of a member', { path: '{member_id}/connected_apps' }],
] as const;
const failures = [
  { kind: 'status', status: 503 },
  { kind: 'html', status: 502 },
  { kind: 'null-body' },
  { kind: 'status', status: 404 },
] as const;

/** What a screen tells that is not so, or tells less of without saying so. */
function untruths(truth: Screens, screens: Screens): string[] {
  return [...truth].flatMap(([name, whole]) => {
    const screen = screens.get(name) ?? null;
    // A screen that is an error says nothing untrue.
    if (screen === null || whole === null) return [];
    const told = [...screen.figures].flatMap(([what, figure]) => {
      if (figure.count === null || figure.bound !== 'exact') {
        return screen.hasNotice ? [] : `${name}: ${what} is not whole, and nothing says why`;
      }
      const is = whole.figures.get(what)?.count;
      return is === figure.count ? [] : `${name}: ${what} is told as ${figure.count}, not ${is}`;
    });
    const left = [...whole.figures.keys()].filter((what) => !screen.figures.has(what));
    const silent = screen.hasNotice ? [] : left.map((what) => `${name}: ${what} is left out`);
    return [...told, ...silent];
  });
}

describe('whichever reading fails, no figure is untrue, and none gets smaller silently', () => {
  let subjects: Subjects;
  let truth: Screens;

  beforeAll(async () => {
    await stack.control('POST', 'reset');
    amara = await stack.signIn('amara.okafor@acme-robotics.example');
    aMinuteLater();
    const { apps, scopes, members } = await readSubjects(3);
    subjects = { apps: apps.slice(0, 3), scopes: scopes.slice(0, 4), members };
    truth = await readScreens(amara, subjects);
  });

  test('every screen can be read while nothing fails', () => {
    expect([...truth].filter(([, screen]) => screen === null)).toEqual([]);
  });

  const cases = readings.flatMap(([what, reading]) =>
    failures.map((failure) => ({ what, fault: { ...reading, ...failure } })),
  );
  test.each(cases)(
    '$what, by $fault.kind $fault.status',
    async ({ fault }) => {
      aMinuteLater();
      // Who is asking is known before the reading fails.
      expect((await amara.get('/api/session')).status).toBe(200);
      const id = 'id' in fault ? { id: subjects.apps[1] ?? '' } : {};
      await stack.faults({ ...fault, ...id });
      expect(untruths(truth, await readScreens(amara, subjects))).toEqual([]);
    },
    120_000,
  );
});
