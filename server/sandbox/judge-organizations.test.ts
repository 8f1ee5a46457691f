import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acme, acmeId, globexId, unknownId } from './judge-fixtures.ts';
import { refusal, refusalOf, startJudge, success, type Judge } from './judge.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
afterAll(() => judge.close());

const everySlug = ['acme-robotics', 'globex', 'initech-global', 'hooli', 'northwind-support'];
const get = (organization_id: string) => judge.stytch.organizations.get({ organization_id });
const policyOf = (organization_id: string) =>
  judge.stytch.rbac.organizations.getOrgPolicy({ organization_id });

describe('an organization', () => {
  test.each([acmeId, 'acme-robotics'])('is found by %s, whole and with its nulls', async (by) => {
    expect(await get(by)).toStrictEqual({ ...success, organization: acme });
  });

  test('is found by its external id, which needs encoding', async () => {
    const { organization } = await get('crm|globex.0042');
    expect(organization).toMatchObject({
      organization_id: globexId,
      organization_external_id: 'crm|globex.0042',
      third_party_connected_apps_allowed_type: 'RESTRICTED',
    });
    expect(organization.allowed_third_party_connected_apps.length).toBeGreaterThan(0);
  });

  test.each([unknownId('organization'), 'no-such-slug', 'Acme Robotics'])(
    'is not found by %s',
    async (by) => {
      expect(await refusalOf(get(by))).toStrictEqual(refusal(404, 'organization_not_found'));
    },
  );
});

type Search = Parameters<Judge['stytch']['organizations']['search']>[0];
const search = (request: Search) => judge.stytch.organizations.search(request);

/** The slugs that one condition finds. */
async function slugsBy(filter_name: string, filter_value: unknown): Promise<string[]> {
  const query = { operator: 'AND', operands: [{ filter_name, filter_value }] };
  const { organizations } = await search({ query });
  return organizations.map(({ organization_slug }) => organization_slug);
}

describe('searching organizations', () => {
  test('without a query finds all', async () => {
    const { organizations, ...rest } = await search({});
    expect(rest).toStrictEqual({ ...success, results_metadata: { total: 5, next_cursor: null } });
    expect(organizations.map(({ organization_slug }) => organization_slug)).toEqual(everySlug);
    expect(organizations[0]).toStrictEqual(acme);
  });

  test('goes from page to page by cursor', async () => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const request: Search = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
      const { organizations, results_metadata } = await search(request);
      pages.push(organizations.map(({ organization_slug }) => organization_slug));
      expect(results_metadata.total).toBe(5);
      cursor = results_metadata.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(everySlug);
  });

  test('takes a limit of 0 for none', async () => {
    expect((await search({ limit: 0 })).organizations).toHaveLength(5);
  });

  test.each<[filter: string, value: unknown, slugs: string[]]>([
    ['organization_ids', [globexId, unknownId('organization')], ['globex']],
    ['organization_slugs', ['hooli', 'globex'], ['globex', 'hooli']],
    ['organization_name_fuzzy', 'TECH', ['initech-global']],
    ['organization_slug_fuzzy', 'glo', ['globex', 'initech-global']],
    ['member_emails', ['gavin.belson@hooli.example'], ['hooli']],
    ['member_email_fuzzy', 'sam.riv', ['northwind-support']],
    ['allowed_domains', ['hooli.example'], ['hooli']],
    ['allowed_domain_fuzzy', 'north', ['northwind-support']],
    ['claimed_email_domains', ['hooli.example'], []],
    ['has_active_sso_connection', false, everySlug],
    ['has_active_sso_connection', true, []],
    ['sso_connection_id', 'saml-connection-test-x', []],
  ])('by %s %j finds %j', async (filter, value, slugs) => {
    expect(await slugsBy(filter, value)).toEqual(slugs);
  });

  test('joins conditions by AND and by OR', async () => {
    const operands = [
      { filter_name: 'organization_slug_fuzzy', filter_value: 'glo' },
      { filter_name: 'organization_name_fuzzy', filter_value: 'tech' },
    ];
    const both = await search({ query: { operator: 'AND', operands } });
    const either = await search({ query: { operator: 'OR', operands } });
    expect([both.results_metadata.total, either.results_metadata.total]).toEqual([1, 2]);
  });

  test.each([
    ['name', 'x', 'organization_search_filter_name_not_recognized'],
    ['organization_ids', 'x', 'organization_search_expected_array_of_strings'],
    ['sso_connection_id', 1, 'organization_search_expected_string'],
    ['organization_name_fuzzy', 'ab', 'organization_search_organization_name_fuzzy_too_short'],
    ['organization_slugs', undefined, 'organization_search_missing_filter_value'],
  ])('by %s %j is refused as %s', async (filter, value, errorType) => {
    expect(await refusalOf(slugsBy(filter, value))).toStrictEqual(refusal(400, errorType));
  });

  test.each<Search>([{ limit: -1 }, { limit: 1001 }, { cursor: '2' }])(
    'with %j is refused',
    async (request) => {
      expect(await refusalOf(search(request))).toStrictEqual(refusal(400, 'bad_request'));
    },
  );
});

test('whoami tells whose the credentials are', async () => {
  const { projectId } = judge.sandbox;
  const mine = { ...success, project_id: projectId, name: 'Grantscope sandbox' };
  expect(await judge.stytch.debug.whoami()).toStrictEqual(mine);
});

describe('the RBAC policy', () => {
  test('holds roles, resources and scopes', async () => {
    const { policy, ...rest } = await judge.stytch.rbac.policy();
    expect(rest).toStrictEqual(success);
    expect(policy?.roles.map(({ role_id }) => role_id)).toEqual([
      'stytch_member',
      'stytch_admin',
      'consent_reader',
      'consent_manager',
    ]);
    expect(policy?.roles[3]).toStrictEqual({
      role_id: 'consent_manager',
      description: 'Reviews and revokes grants of connected apps.',
      permissions: [
        {
          resource_id: 'stytch.member',
          actions: ['get.connected-apps', 'revoke.connected-app', 'search'],
        },
      ],
    });
    const known = new Map(policy?.resources.map((one) => [one.resource_id, one.actions]));
    for (const resource of ['stytch.member', 'stytch.self']) {
      expect(known.get(resource)).toContain('revoke.connected-app');
    }
    expect(known.get('grantscope.support')).toEqual(['inspect']);
  });

  test('permits nothing that no resource has', async () => {
    const { policy } = await judge.stytch.rbac.policy();
    const known = new Map(policy?.resources.map((one) => [one.resource_id, one.actions]));
    const permissions = [...(policy?.roles ?? []), ...(policy?.scopes ?? [])].flatMap(
      (holder) => holder.permissions,
    );
    const dangling = permissions.filter(
      ({ resource_id, actions }) =>
        !actions.every((action) =>
          action === '*' ? known.has(resource_id) : known.get(resource_id)?.includes(action),
        ),
    );
    expect(permissions.length).toBeGreaterThan(30);
    expect(dangling).toEqual([]);
  });

  test('of one organization holds its own roles', async () => {
    expect(await policyOf(acmeId)).toStrictEqual({ ...success, org_policy: { roles: [] } });
    expect((await policyOf('northwind-support')).org_policy).toStrictEqual({
      roles: [
        {
          role_id: 'support_inspector',
          description: 'Looks into the grants of customers.',
          permissions: [{ resource_id: 'grantscope.support', actions: ['inspect'] }],
        },
      ],
    });
    expect(await refusalOf(policyOf('no-such-slug'))).toStrictEqual(
      refusal(404, 'organization_not_found'),
    );
  });
});
