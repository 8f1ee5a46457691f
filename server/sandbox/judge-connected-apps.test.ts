import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acmeId, amaraId, foundryId, globexId, tomaszId, unknownId } from './judge-fixtures.ts';
import { idOf, refusal, refusalOf, startJudge, success, type Judge } from './judge.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
beforeEach(async () => {
  await fetch(`${judge.sandbox.origin}/__sandbox/reset`, { method: 'POST' });
});
afterAll(() => judge.close());

const list = (organization_id: string) =>
  judge.stytch.organizations.connectedApps({ organization_id });
const get = (connected_app_id: string, organization_id = acmeId) =>
  judge.stytch.organizations.getConnectedApp({ organization_id, connected_app_id });
const ofMember = (member_id: string, organization_id = acmeId) =>
  judge.stytch.organizations.members.getConnectedApps({ organization_id, member_id });
const revoke = (member_id: string, connected_app_id: string, organization_id = acmeId) =>
  judge.stytch.organizations.members.connectedApps.revoke({
    organization_id,
    member_id,
    connected_app_id,
  });
const holdersOf = async (app: string) =>
  (await get(app)).active_members.map(({ member_id }) => member_id);
const clients = () => judge.stytch.connectedApp.clients;
const notFound = refusal(404, 'connected_app_not_found');

const foundry = () => ({
  connected_app_id: foundryId,
  name: 'Foundry Notes',
  description: 'Meeting notes and summaries that file themselves into your documents.',
  client_type: 'third_party',
  logo_url: `${judge.sandbox.origin}/logos/0.png`,
});

/** The id of Acme's app with this name. */
async function appNamed(name: string): Promise<string> {
  const { connected_apps } = await list(acmeId);
  const app = connected_apps.find((one) => one.name === name);
  if (app === undefined) throw new Error(`no app ${name}`);
  return app.connected_app_id;
}

describe('the connected apps of an organization', () => {
  test('are listed whole and with their nulls', async () => {
    const { connected_apps, ...rest } = await list('acme-robotics');
    expect(rest).toStrictEqual(success);
    expect(connected_apps).toHaveLength(12);
    expect(connected_apps[0]).toStrictEqual(foundry());
    expect(connected_apps[4]).toStrictEqual({
      connected_app_id: idOf('connected-app'),
      name: 'Claudine',
      description: 'Assistant registered by itself.',
      client_type: 'third_party_public',
      logo_url: null,
    });
  });

  test('are none where nobody connected one', async () => {
    expect(await list('hooli')).toStrictEqual({ ...success, connected_apps: [] });
  });

  test('are not found for an unknown organization', async () => {
    expect(await refusalOf(list('no-such-slug'))).toStrictEqual(
      refusal(404, 'organization_not_found'),
    );
  });
});

describe('one connected app', () => {
  test('comes with its members and what each granted', async () => {
    const { active_members, ...app } = await get(foundryId);
    expect(app).toStrictEqual({ ...success, ...foundry() });
    expect(active_members).toHaveLength(31);
    expect(active_members[0]).toStrictEqual({
      member_id: amaraId,
      granted_scopes: expect.arrayContaining(['openid', 'offline_access', 'documents:read']),
    });
    const malformed = active_members.filter(
      (one) => Object.keys(one).join() !== 'member_id,granted_scopes',
    );
    expect(malformed).toEqual([]);
  });

  test('has a new request id at every call, though the rest is the same', async () => {
    const [one, two] = [await get(foundryId), await get(foundryId)];
    expect({ ...one, request_id: '' }).toStrictEqual({ ...two, request_id: '' });
    expect(one).not.toStrictEqual(two);
  });

  test.each([
    ['an unknown one', unknownId('connected-app'), acmeId],
    ['one that exists and is installed elsewhere only', foundryId, 'hooli'],
  ])('is not found: %s', async (_, app, organization) => {
    expect(await refusalOf(get(app, organization))).toStrictEqual(notFound);
  });
});

describe('the connected apps of a member', () => {
  test('say what was granted in one string', async () => {
    const { active_members } = await get(foundryId);
    const { connected_apps, ...rest } = await ofMember(amaraId);
    expect(rest).toStrictEqual(success);
    expect(connected_apps[0]).toStrictEqual({
      ...foundry(),
      scopes_granted: active_members[0]?.granted_scopes.join(' '),
    });
    expect((await ofMember('hr|1001', 'acme-robotics')).connected_apps).toEqual(connected_apps);
  });

  test('are the same grants as those of the apps', async () => {
    const fromApps: string[] = [];
    for (const { connected_app_id } of (await list(acmeId)).connected_apps) {
      const { active_members } = await get(connected_app_id);
      const grant = active_members.find(({ member_id }) => member_id === tomaszId);
      if (grant !== undefined)
        fromApps.push(`${connected_app_id} ${grant.granted_scopes.join(' ')}`);
    }
    const { connected_apps } = await ofMember(tomaszId);
    expect(fromApps).toHaveLength(5);
    expect(connected_apps.map((app) => `${app.connected_app_id} ${app.scopes_granted}`)).toEqual(
      fromApps,
    );
  });

  test.each([
    ['an unknown one', unknownId('member'), acmeId],
    ['one of another organization', amaraId, globexId],
  ])('are not found: %s', async (_, member, organization) => {
    const refused = await refusalOf(ofMember(member, organization));
    expect(refused).toStrictEqual(refusal(404, 'member_not_found'));
  });
});

describe('revoking', () => {
  test('takes the member from the app and the app from the member, and nothing else', async () => {
    const before = await holdersOf(foundryId);
    const others = (await ofMember(amaraId)).connected_apps.slice(1);
    expect(await revoke(amaraId, foundryId)).toStrictEqual(success);
    expect(await holdersOf(foundryId)).toEqual(before.filter((id) => id !== amaraId));
    expect((await ofMember(amaraId)).connected_apps).toEqual(others);
  });

  test('takes a member by external id', async () => {
    await revoke('hr|1001', foundryId, 'acme-robotics');
    expect(await holdersOf(foundryId)).not.toContain(amaraId);
  });

  test('the last member takes the app off the list', async () => {
    const launchpad = await appNamed('🚀 Launchpad');
    for (const member of await holdersOf(launchpad)) await revoke(member, launchpad);
    const { connected_apps } = await list(acmeId);
    expect(connected_apps.map(({ connected_app_id }) => connected_app_id)).not.toContain(launchpad);
    expect(await refusalOf(get(launchpad))).toStrictEqual(notFound);
  });

  test('is not found a second time, nor for an app that the member never had', async () => {
    await revoke(amaraId, foundryId);
    const twice = await refusalOf(revoke(amaraId, foundryId));
    const never = await refusalOf(revoke(amaraId, unknownId('connected-app')));
    const nobody = await refusalOf(revoke(unknownId('member'), foundryId));
    expect([twice, never, nobody]).toStrictEqual([
      notFound,
      notFound,
      refusal(404, 'member_not_found'),
    ]);
  });

  test('leaves the same app in other organizations alone', async () => {
    const before = (await get(foundryId, globexId)).active_members.length;
    await revoke(amaraId, foundryId);
    expect((await get(foundryId, globexId)).active_members).toHaveLength(before);
  });
});

describe('the connected app clients of the project', () => {
  test('are found by id, under their other names', async () => {
    expect(await clients().get({ client_id: foundryId })).toStrictEqual({
      ...success,
      connected_app: {
        client_id: foundryId,
        client_name: 'Foundry Notes',
        client_description: foundry().description,
        status: 'active',
        client_type: 'third_party',
        full_access_allowed: false,
        redirect_urls: ['https://app.example/callback'],
        post_logout_redirect_urls: [],
        access_token_expiry_minutes: 60,
        access_token_custom_audience: null,
        access_token_template_content: '{}',
        id_token_template_content: '',
        bypass_consent_for_offline_access: false,
        creation_method: 'dashboard',
        client_secret_last_four: '0000',
        next_client_secret_last_four: null,
        logo_url: foundry().logo_url,
        client_id_metadata_url: null,
      },
    });
  });

  test('have no secret when they are public', async () => {
    const { connected_app } = await clients().get({ client_id: await appNamed('Claudine') });
    expect(connected_app).toMatchObject({
      client_type: 'third_party_public',
      client_secret_last_four: null,
      creation_method: 'dynamic',
      logo_url: null,
    });
  });

  test('are searched page by page', async () => {
    const all = await clients().search({});
    expect(all).toMatchObject({ ...success, results_metadata: { total: 64, next_cursor: null } });
    const first = await clients().search({ limit: 40 });
    const second = await clients().search({
      limit: 40,
      cursor: first.results_metadata.next_cursor ?? '',
    });
    expect([first, second].map((one) => one.connected_apps.length)).toEqual([40, 24]);
    expect([...first.connected_apps, ...second.connected_apps]).toEqual(all.connected_apps);
  });

  test('are refused for an unknown id and a limit out of bounds', async () => {
    const unknown = await refusalOf(clients().get({ client_id: unknownId('connected-app') }));
    const many = await refusalOf(clients().search({ limit: 1001 }));
    expect([unknown, many]).toStrictEqual([notFound, refusal(400, 'bad_request')]);
  });
});
