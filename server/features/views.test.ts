import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { People } from '#contract/people.ts';
import {
  accessOf,
  anyGrants,
  readOrganization,
  scopeFacts,
  scopesOf,
  type Organization,
  type ScopeName,
} from '../testing/organizations.ts';
import { startStack, type Stack } from '../testing/start.ts';
import { noneRead, viewsOf, type Views } from '../testing/views.ts';

const slug = 'acme-robotics';
const tomasz = 'tomasz.nowak@acme-robotics.example';
let stack: Stack;
let memberIds: string[];
/** An admin, who reads names, and somebody who does not. */
let viewers: { views: Views; email: string; readsNames: boolean }[];
let truth: Organization;

beforeAll(async () => {
  stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
  await stack.control('PUT', `grants/${slug}`, { apps: [] });
  const { members } = await readOrganization(stack, slug);
  memberIds = members.map(({ memberId }) => memberId);
  const admin = 'amara.okafor@acme-robotics.example';
  const reader = 'noor.haddad@acme-robotics.example';
  viewers = [
    { views: viewsOf(await stack.signIn(admin)), email: admin, readsNames: true },
    { views: viewsOf(await stack.signIn(reader)), email: reader, readsNames: false },
  ];
});
afterAll(() => stack.close());

const isHighRisk = (scope: ScopeName) => scopeFacts[scope].class === 'high-risk';
const keyOf = ({ app, member }: { app: string; member: string }) => `${app} ${member}`;
const count = <T>(all: readonly T[], meets: (one: T) => boolean) => all.filter(meets).length;
const byKey = <T>(key: (one: T) => string, all: readonly T[]) =>
  all.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));

/** Who some ids are, to a viewer who may read that or not. */
function peopleOf(ids: readonly string[], isRead: boolean): People {
  if (!isRead) return noneRead(ids.length);
  const statuses = ids.map((id) => truth.members.find(({ memberId }) => memberId === id)?.status);
  const of = (...some: (string | undefined)[]) => count(statuses, (one) => some.includes(one));
  return {
    members: of('active', 'pending', 'invited'),
    pending: of('pending'),
    invited: of('invited'),
    former: of('deleted'),
    unknown: of(undefined),
    unread: 0,
  };
}

async function expectTrueApps({ views, readsNames }: (typeof viewers)[number]) {
  const { apps, memberCount } = await views.apps();
  expect(apps.map(({ id }) => id).toSorted()).toEqual(truth.apps.toSorted());
  const live = count(truth.members, ({ status }) => status !== 'deleted');
  expect(memberCount).toBe(readsNames ? live : null);
  const reaches = await Promise.all(truth.apps.map((app) => views.reach(app)));
  for (const [index, app] of truth.apps.entries()) {
    const grants = truth.grants.filter((grant) => grant.app === app);
    const { people, scopes } = reaches[index] ?? { people: null, scopes: [] };
    expect(people).toBe(grants.length);
    expect(Object.fromEntries(scopes.map(({ name, people: some }) => [name, some]))).toEqual(
      Object.fromEntries(
        scopesOf.flatMap((name) => {
          const holders = count(grants, ({ scopes: held }) => held.includes(name));
          return holders === 0 ? [] : [[name, holders]];
        }),
      ),
    );
  }
}

async function expectTrueMembers({ views, readsNames }: (typeof viewers)[number]) {
  const { graph, rows } = await views.members();
  const holders = [...new Set(truth.grants.map(({ member }) => member))];
  expect(graph).toMatchObject({ unread: [], people: peopleOf(holders, readsNames) });
  expect(byKey(({ member }) => member, rows)).toEqual(
    holders.toSorted().map((member) => {
      const own = truth.grants.filter((grant) => grant.member === member);
      return {
        member,
        apps: own.length,
        highRisk: count([...new Set(own.flatMap(({ scopes }) => scopes))], isHighRisk),
        scopes: [...new Set(own.flatMap(({ scopes }) => scopes))].toSorted(),
      };
    }),
  );
}

async function expectTrueScopes({ views, readsNames }: (typeof viewers)[number]) {
  const { graph, scopes } = await views.scopes();
  const used = scopesOf.filter((name) => truth.grants.some((grant) => grant.scopes.includes(name)));
  const everyone = [...new Set(truth.grants.map(({ member }) => member))];
  expect({ apps: graph.apps, people: graph.people }).toEqual({
    apps: truth.apps.length,
    people: peopleOf(everyone, readsNames),
  });
  const expected = used.map((name) => {
    const grants = truth.grants.filter((grant) => grant.scopes.includes(name));
    const holders = [...new Set(grants.map(({ member }) => member))];
    const isDecided = scopeFacts[name].backedBy !== null;
    const ofState = (state: string) =>
      count(
        holders,
        (member) => accessOf(truth, { member, readsRoles: readsNames }, name) === state,
      );
    return {
      name,
      class: scopeFacts[name].class,
      apps: new Set(grants.map(({ app }) => app)).size,
      people: holders.length,
      dormant: isDecided ? { people: ofState('dormant'), unknown: ofState('unknown') } : null,
    };
  });
  expect(byKey(({ name }) => name, scopes)).toMatchObject(byKey(({ name }) => name, expected));
  const tables = await Promise.all(used.map((name) => views.scope(name)));
  for (const { scope, rows } of tables) {
    const name = used.find((one) => one === scope.name) ?? 'openid';
    expect(byKey(keyOf, rows)).toEqual(
      byKey(
        keyOf,
        truth.grants
          .filter((grant) => grant.scopes.includes(name))
          .map((grant) => ({
            ...grant,
            access: accessOf(truth, { ...grant, readsRoles: readsNames }, name),
          })),
      ),
    );
  }
}

function expectTruePage(page: Awaited<ReturnType<Views['member']>>, readsRoles: boolean) {
  const { id } = page.member;
  expect(
    byKey(
      ({ app }) => app,
      page.apps.map(({ app, scopes }) => ({
        app: app.id,
        scopes: byKey(
          ([name]) => name,
          scopes.map(({ name, access }): [string, string] => [name, access.state]),
        ),
      })),
    ),
  ).toEqual(
    byKey(
      ({ app }) => app,
      truth.grants
        .filter(({ member }) => member === id)
        .map(({ app, scopes }) => ({
          app,
          scopes: scopes.map((name) => [name, accessOf(truth, { member: id, readsRoles }, name)]),
        })),
    ),
  );
}

async function expectTruePages({ views, email, readsNames }: (typeof viewers)[number]) {
  const self = truth.members.find((member) => member.email === email);
  const mine = await views.mine();
  expect(mine.member.id).toBe(self?.memberId);
  expectTruePage(mine, true);
  const holders = truth.grants.map(({ member }) => member).filter((id) => id !== 'ext|1');
  // Those of no name first, and somebody who may have connected nothing.
  const ids = [...new Set([...holders.toSorted(), ...memberIds.slice(0, 1)])].slice(0, 10);
  const pages = await Promise.all(ids.map((id) => views.member(id)));
  for (const page of pages) {
    const { id } = page.member;
    const known = truth.members.find(({ memberId }) => memberId === id);
    const isShown = readsNames && known !== undefined;
    expect(ids).toContain(id);
    expect(page.member).toMatchObject({
      name: isShown ? known.name : '',
      email: isShown ? known.email : '',
      status: isShown ? known.status : 'unknown',
    });
    expect(page.member.roles?.map((role) => role.id) ?? null).toEqual(
      isShown ? ['stytch_member', ...known.roles] : null,
    );
    expectTruePage(page, readsNames);
  }
}

async function expectTrueOverview({ views, readsNames }: (typeof viewers)[number]) {
  const overview = await views.overview();
  const { grants } = truth;
  const heavy = grants.filter(({ scopes }) => scopes.some(isHighRisk));
  const holders = [...new Set(grants.map(({ member }) => member))];
  expect(overview).toMatchObject({
    graph: { people: peopleOf(holders, readsNames) },
    grants: grants.length,
    highRiskGrants: heavy.length,
    highRiskPeople: new Set(heavy.map(({ member }) => member)).size,
  });
  expect(
    byKey(
      ({ id }) => id,
      overview.apps.map(({ id, people, highRiskPeople }) => ({ id, people, highRiskPeople })),
    ),
  ).toEqual(
    truth.apps.toSorted().map((id) => ({
      id,
      people: count(grants, ({ app }) => app === id),
      highRiskPeople: count(heavy, ({ app }) => app === id),
    })),
  );
  const { scopes } = await views.scopes();
  expect(byKey(({ name }) => name, overview.scopes)).toEqual(
    byKey(
      ({ name }) => name,
      scopes.map(({ name, class: weight, apps, people }) => ({
        name,
        class: weight,
        apps,
        people,
      })),
    ),
  );
}

test('every view agrees with what the sandbox holds, for random organizations', async () => {
  const organization = fc.record({
    apps: anyGrants(memberIds),
    roles: fc.subarray(['stytch_admin', 'consent_reader']),
    status: fc.constantFrom('active', 'pending', 'deleted'),
  });
  await fc.assert(
    fc.asyncProperty(organization, async ({ apps, roles, status }) => {
      await stack.control('PUT', `grants/${slug}`, { apps });
      await stack.control('POST', 'member', { email: tomasz, roles, status });
      stack.clock.offset += 61_000;
      truth = await readOrganization(stack, slug);
      expect([truth.members.length, memberIds.length]).toEqual([40, 40]);
      for (const viewer of viewers) {
        await Promise.all([
          expectTrueApps(viewer),
          expectTrueMembers(viewer),
          expectTrueScopes(viewer),
          expectTrueOverview(viewer),
          expectTruePages(viewer),
        ]);
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 120_000);
