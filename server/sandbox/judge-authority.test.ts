import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  acmeId,
  amara,
  foundryId,
  globexId,
  meiLing,
  noor,
  sam,
  tomasz,
} from './judge-fixtures.ts';
import { refusal, refusalOf, startJudge, success, unknownToken, type Judge } from './judge.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
beforeEach(async () => {
  await fetch(`${judge.sandbox.origin}/__sandbox/reset`, { method: 'POST' });
});
afterAll(() => judge.close());

interface Case {
  organization_id: string;
  /** The signed-in member, and someone else who connected the app. */
  own: string;
  other: string;
  authorization?: { session_token?: string; session_jwt?: string };
}

const options = ({ authorization }: Case) => (authorization === undefined ? {} : { authorization });
const appsOf = (member_id: string, of: Case) =>
  judge.stytch.organizations.members.getConnectedApps(
    { organization_id: of.organization_id, member_id },
    options(of),
  );
const revokeOf = (member_id: string, of: Case) =>
  judge.stytch.organizations.members.connectedApps.revoke(
    { organization_id: of.organization_id, member_id, connected_app_id: foundryId },
    options(of),
  );

/** Every call on connected apps and members that takes a member-session header. */
const actions = {
  'list the apps': (of: Case) =>
    judge.stytch.organizations.connectedApps({ organization_id: of.organization_id }, options(of)),
  'get an app': (of: Case) =>
    judge.stytch.organizations.getConnectedApp(
      { organization_id: of.organization_id, connected_app_id: foundryId },
      options(of),
    ),
  'list their own apps': (of: Case) => appsOf(of.own, of),
  "list another's apps": (of: Case) => appsOf(of.other, of),
  'revoke their own': (of: Case) => revokeOf(of.own, of),
  "revoke another's": (of: Case) => revokeOf(of.other, of),
  'search members': (of: Case) =>
    judge.stytch.organizations.members.search(
      { organization_ids: [of.organization_id] },
      options(of),
    ),
};
type Action = keyof typeof actions;
const names = Object.keys(actions).filter((name): name is Action => name in actions);

const changeMember = (change: object) =>
  fetch(`${judge.sandbox.origin}/__sandbox/member`, {
    method: 'POST',
    body: JSON.stringify(change),
  });

/** Signs in and finds someone else with a grant for the app. */
async function signIn(email: string, organization_id: string) {
  const { session_token, session_jwt, member_id } = await judge.signIn(email, organization_id);
  const app = { organization_id, connected_app_id: foundryId };
  const { active_members } = await judge.stytch.organizations.getConnectedApp(app);
  const other = active_members.find((one) => one.member_id !== member_id)?.member_id ?? '';
  return { session_token, session_jwt, of: { organization_id, own: member_id, other } };
}

const may: readonly (readonly [who: string, email: string, organization: string, Action[]])[] = [
  ['an admin', amara, acmeId, names],
  ['a consent manager', meiLing, globexId, names],
  [
    'a consent reader',
    noor,
    acmeId,
    [
      'list the apps',
      'get an app',
      'list their own apps',
      "list another's apps",
      'revoke their own',
    ],
  ],
  ['a plain member', tomasz, acmeId, ['list their own apps', 'revoke their own']],
];
const matrix = may.flatMap(([who, email, organization, allowed]) =>
  names.map((name) => ({ who, email, organization, name, allowed: allowed.includes(name) })),
);

describe('with a member session', () => {
  test.each(matrix)('$who may $name: $allowed', async ({ email, organization, name, allowed }) => {
    const { session_token, of } = await signIn(email, organization);
    const call = actions[name]({ ...of, authorization: { session_token } });
    const outcome = await (allowed ? call : refusalOf(call));
    expect(outcome).toMatchObject(allowed ? success : refusal(403, 'session_authorization_error'));
  });

  test('a refused revocation changes nothing', async () => {
    const { session_token, of } = await signIn(noor, acmeId);
    await refusalOf(revokeOf(of.other, { ...of, authorization: { session_token } }));
    const { active_members } = await actions['get an app'](of);
    expect(active_members.map(({ member_id }) => member_id)).toContain(of.other);
  });

  test.each(names)('of another organization nobody may %s', async (name) => {
    const { of } = await signIn(amara, acmeId);
    const { session_token } = await judge.signIn(meiLing, globexId);
    const call = actions[name]({ ...of, authorization: { session_token } });
    expect(await refusalOf(call)).toStrictEqual(
      refusal(403, 'session_authorization_tenancy_error'),
    );
  });

  test('of another organization, who exists there is not told', async () => {
    const { session_token } = await judge.signIn(sam, 'northwind-support');
    const of = { organization_id: acmeId, own: '', other: '', authorization: { session_token } };
    for (const call of [appsOf('nobody', of), revokeOf('nobody', of)]) {
      expect(await refusalOf(call)).toStrictEqual(
        refusal(403, 'session_authorization_tenancy_error'),
      );
    }
  });

  test('one foreign organization among several refuses the search', async () => {
    const { session_token } = await judge.signIn(amara, acmeId);
    const call = judge.stytch.organizations.members.search(
      { organization_ids: [acmeId, globexId] },
      { authorization: { session_token } },
    );
    expect(await refusalOf(call)).toStrictEqual(
      refusal(403, 'session_authorization_tenancy_error'),
    );
  });

  test.each(['session_token', 'session_jwt', 'both'])('the header may be %s', async (kind) => {
    const { session_token, session_jwt, of } = await signIn(tomasz, acmeId);
    const authorization = {
      ...(kind === 'session_jwt' ? {} : { session_token }),
      ...(kind === 'session_token' ? {} : { session_jwt }),
    };
    expect(await actions['list their own apps']({ ...of, authorization })).toMatchObject(success);
    const refused = await refusalOf(actions['list the apps']({ ...of, authorization }));
    expect(refused).toStrictEqual(refusal(403, 'session_authorization_error'));
  });

  test.each([{ session_token: unknownToken }, { session_jwt: 'no.such.jwt' }])(
    'that is dead (%j) every call is refused',
    async (authorization) => {
      const { of } = await signIn(amara, acmeId);
      for (const name of names) {
        expect(await refusalOf(actions[name]({ ...of, authorization }))).toStrictEqual(
          refusal(404, 'session_not_found'),
        );
      }
    },
  );

  test('a changed role counts at once, and a deleted member has no session', async () => {
    const { session_token, of } = await signIn(noor, acmeId);
    const list = () => actions['list the apps']({ ...of, authorization: { session_token } });
    expect(await list()).toMatchObject(success);
    await changeMember({ email: noor, roles: [] });
    expect(await refusalOf(list())).toStrictEqual(refusal(403, 'session_authorization_error'));
    await changeMember({ email: noor, status: 'deleted' });
    expect(await refusalOf(list())).toStrictEqual(refusal(404, 'session_not_found'));
  });
});

test.each(names)('without a member session nothing stands in the way of %s', async (name) => {
  const { of } = await signIn(tomasz, acmeId);
  expect(await actions[name](of)).toMatchObject(success);
});
