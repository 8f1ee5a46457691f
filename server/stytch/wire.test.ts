import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entries } from './left-out.ts';
import { memberSearchSchema } from './member-wire.ts';
import {
  appResponseSchema,
  appListSchema,
  failureSchema,
  grantSchema,
  organizationResponseSchema,
  policySchema,
  readGrants,
} from './wire.ts';

const word = fc.constantFrom(
  'openid',
  'a:b',
  '',
  ' ',
  'documents:read documents:write',
  '__proto__',
);
const scopes = fc.oneof(
  fc.array(word),
  fc.array(fc.oneof(word, fc.constantFrom<unknown>(null, 1, ['x'])), { maxLength: 3 }),
  word,
  fc.constantFrom<unknown>(null, 0, {}, 'openid\tprofile \n email'),
);
const nearlyGrant = fc.record(
  {
    member_id: fc.oneof(
      { weight: 9, arbitrary: fc.string() },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 1, ['m']) },
    ),
    granted_scopes: scopes,
    scopes_granted: scopes,
    unforeseen: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const soundGrant = fc.oneof(
  fc.record({ member_id: fc.string(), granted_scopes: fc.array(word) }),
  fc.record({ member_id: fc.string(), scopes_granted: word }),
);
/** Rows as JSON can contain them: `granted_scopes: undefined` cannot come over the wire. */
const anyRows = fc
  .oneof(
    fc.array(soundGrant, { maxLength: 4 }),
    fc.array(fc.oneof({ weight: 4, arbitrary: soundGrant }, nearlyGrant), { maxLength: 4 }),
    fc.array(fc.oneof(nearlyGrant, fc.jsonValue()), { maxLength: 4 }),
    fc.jsonValue(),
  )
  .map((rows): unknown => JSON.parse(JSON.stringify(rows)));

describe('the fast reader of grants', () => {
  test('accepts and yields exactly what the schema does', () => {
    const schema = entries(grantSchema);
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(anyRows, (rows) => {
        const expected = schema.safeParse(rows).data ?? null;
        refused += expected?.unreadable ?? 1;
        accepted += expected?.items.length ?? 0;
        expect(readGrants(rows)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
    // Makes sure that both sides of the rule were tried often.
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });

  test('takes the list of one answer and the single text of the other', () => {
    expect(
      readGrants([
        { member_id: 'a', granted_scopes: ['openid', 'x:read'] },
        { member_id: 'b', scopes_granted: ' openid  x:read ' },
        { member_id: 'c', granted_scopes: null },
      ]),
    ).toEqual({
      unreadable: 0,
      items: [
        { memberId: 'a', grantedScopes: ['openid', 'x:read'] },
        { memberId: 'b', grantedScopes: [' openid  x:read '] },
        { memberId: 'c', grantedScopes: [] },
      ],
    });
  });
});

describe('an app', () => {
  const app = { connected_app_id: 'connected-app-test-1', name: 'A', client_type: 'third_party' };

  test.each([undefined, null, ''])('without a logo may say %j', (logo_url) => {
    const { connected_apps: apps } = appListSchema.parse({
      connected_apps: [{ ...app, logo_url }],
    });
    expect(apps.items[0]?.logoUrl).toBeNull();
  });

  test('of a client type that nobody knows yet keeps the word and is unknown', () => {
    const parsed = appListSchema.parse({
      connected_apps: [{ ...app, client_type: 'fourth_party' }],
    });
    expect(parsed.connected_apps.items).toMatchObject([
      { clientType: 'unknown', clientTypeRaw: 'fourth_party' },
    ]);
  });

  test.each([
    ['first_party', 'first_party'],
    ['first_party_confidential', 'first_party'],
    ['third_party_public', 'third_party_public'],
    ['third_party_confidential', 'third_party'],
    ['third_partyish', 'unknown'],
    ['', 'unknown'],
  ])('of the client type %j is of %s', (client_type, expected) => {
    const [parsed] = appListSchema.parse({ connected_apps: [{ ...app, client_type }] })
      .connected_apps.items;
    expect(parsed).toMatchObject({ clientType: expected, clientTypeRaw: client_type });
  });

  test('that is listed twice is one', () => {
    const list = { connected_apps: [app, { ...app, name: 'B' }] };
    expect(appListSchema.parse(list).connected_apps.items.map(({ name }) => name)).toEqual(['A']);
  });

  test('may lack every text and hold fields that nobody knows yet', () => {
    const parsed = appResponseSchema.parse({
      connected_app_id: 'x',
      active_members: [],
      status: 'new',
    });
    expect(parsed).toEqual({
      app: {
        connectedAppId: 'x',
        name: '',
        description: '',
        clientType: 'unknown',
        clientTypeRaw: '',
        logoUrl: null,
      },
      grants: { items: [], unreadable: 0 },
    });
  });

  test.each([undefined, {}, 'none'])(
    'whose members are %j is invalid, never an app that nobody uses',
    (active_members) => {
      expect(appResponseSchema.safeParse({ ...app, active_members }).success).toBe(false);
    },
  );
});

/** Two members of one response, with the same roles. */
const membersWith = (roles: unknown) =>
  memberSearchSchema.parse({
    members: ['m', 'n'].map((id) => ({ member_id: id, organization_id: 'o', roles })),
    results_metadata: {},
  }).members.items;

describe('other answers', () => {
  const organization = { organization_id: 'o', organization_name: 'Acme' };

  test('an organization without policy words is of unknown policy', () => {
    const parsed = organizationResponseSchema.parse({
      organization: { ...organization, first_party_connected_apps_allowed_type: 'SOME_DAY' },
    });
    expect(parsed.organization).toMatchObject({
      firstPartyApps: { mode: 'unknown', allowed: [] },
      thirdPartyApps: { mode: 'unknown', allowed: [] },
    });
  });

  test('a policy without scopes or roles is an empty one', () => {
    expect(policySchema.parse({ policy: { roles: null } }).policy).toEqual({
      roles: [],
      scopes: [],
      unreadable: { roles: 0, scopes: 0 },
    });
  });

  test('a member of a new status is kept, and so is a search that does not count', () => {
    const member = { member_id: 'm', organization_id: 'o', status: 'frozen' };
    const parsed = memberSearchSchema.parse({
      members: [member],
      results_metadata: { total: -1, next_cursor: null },
    });
    expect(parsed.members.items).toMatchObject([{ status: 'unknown', name: '', email: '' }]);
  });

  test('a member has roles, each with how it was come by, in words that may be new', () => {
    const roles = [
      { role_id: 'stytch_member', sources: [{ type: 'direct_assignment', details: {} }] },
      {
        role_id: '__proto__',
        sources: [
          { type: 'sso_connection_group', details: { connection_id: 'c', group: 'g' } },
          { type: 'sso_connection_group', details: { connection_id: 'c', group: 'h' } },
          { type: 'by_post' },
        ],
      },
      { role_id: 'bare', sources: null },
    ];
    const [first, second] = membersWith(roles);
    expect(first?.roles).toEqual([
      { roleId: 'stytch_member', sources: ['direct'] },
      { roleId: '__proto__', sources: ['sso-group', 'unknown'] },
      { roleId: 'bare', sources: [] },
    ]);
    expect(second?.roles).toBe(first?.roles);
    expect(membersWith(null).map((member) => member.roles)).toEqual([[], []]);
  });

  test('the permissions of roles and scopes are kept, and no actions are none', () => {
    const wire = { resource_id: 'crm', actions: ['read', '*'] };
    const holder = { description: null, permissions: [wire, { resource_id: 'x', actions: null }] };
    const parsed = policySchema.parse({
      policy: { roles: [{ role_id: 'r', ...holder }], scopes: [{ scope: 's', ...holder }] },
    }).policy;
    const permissions = [
      { resourceId: 'crm', actions: ['read', '*'] },
      { resourceId: 'x', actions: [] },
    ];
    expect(parsed.roles).toEqual([{ roleId: 'r', description: '', permissions }]);
    expect(parsed.scopes).toEqual([{ scope: 's', description: '', permissions }]);
  });

  test('a request id that is not plain is dropped, so that it cannot end up on a page', () => {
    expect(failureSchema.parse({ request_id: '<b>' }).request_id).toBeNull();
    expect(failureSchema.parse({ request_id: 'request-id-test-1' }).request_id).toBe(
      'request-id-test-1',
    );
  });
});
