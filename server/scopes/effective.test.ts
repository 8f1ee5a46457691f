import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RbacPolicy, Role } from '../stytch/types.ts';
import { createEffectiveScopes, heldRoles } from './effective.ts';

type Rights = Record<string, string[]>;

function permissionsOf(rights: Rights) {
  return Object.entries(rights).map(([resourceId, actions]) => ({ resourceId, actions }));
}
const role = (roleId: string, rights: Rights): Role => ({
  roleId,
  description: '',
  permissions: permissionsOf(rights),
});
const scope = (name: string, rights: Rights) => ({
  scope: name,
  description: '',
  permissions: permissionsOf(rights),
});

const policy: RbacPolicy = {
  roles: [
    role('stytch_member', { documents: ['read', 'write'] }),
    role('stytch_admin', { documents: ['*'], billing: ['*'] }),
    role('reader', { billing: ['read'] }),
    role('literal', { '*': ['*'], bill: ['*'], '': ['*'] }),
  ],
  scopes: [
    scope('documents:write', { documents: ['write'] }),
    scope('billing:export', { billing: ['read', 'export'] }),
    scope('billing:all', { billing: ['*'] }),
    scope('empty', {}),
    scope('hollow', { billing: [] }),
    scope('openid', { billing: ['read'] }),
  ],
};
const effective = createEffectiveScopes(policy);

/** `resource.action` → who backs it, or why nobody decides. */
function backingOf(roleIds: string[], name: string) {
  const found = effective.of(roleIds, name);
  if (found.state === 'unchecked') return [found.reason];
  const rows = found.permissions.map(({ resourceId, action, backedBy }) =>
    `${resourceId}.${action} ${backedBy.join(' ')}`.trim(),
  );
  return [found.state, ...rows];
}

describe('a granted scope', () => {
  test.each<[roles: string[], name: string, backing: string[]]>([
    [['stytch_member'], 'documents:write', ['backed', 'documents.write stytch_member']],
    [
      ['stytch_admin', 'stytch_member'],
      'documents:write',
      ['backed', 'documents.write stytch_member stytch_admin'],
    ],
    [['reader'], 'billing:export', ['partly', 'billing.read reader', 'billing.export']],
    [
      ['stytch_admin'],
      'billing:export',
      ['backed', 'billing.read stytch_admin', 'billing.export stytch_admin'],
    ],
    [['stytch_member'], 'billing:export', ['dormant', 'billing.read', 'billing.export']],
    [[], 'documents:write', ['dormant', 'documents.write']],
    [
      ['nobody-knows', '__proto__', 'constructor'],
      'documents:write',
      ['dormant', 'documents.write'],
    ],
  ])('with %j, %s is so far backed', (roleIds, name, backing) => {
    expect(backingOf(roleIds, name)).toEqual(backing);
  });

  test('that asks for every action is backed by `*` alone, and in part by what roles list', () => {
    expect(backingOf(['stytch_admin'], 'billing:all')).toEqual([
      'backed',
      'billing.* stytch_admin',
    ]);
    expect(backingOf(['reader'], 'billing:all')).toEqual([
      'partly',
      'billing.*',
      'billing.read reader',
    ]);
    expect(backingOf(['stytch_member'], 'billing:all')).toEqual(['dormant', 'billing.*']);
  });

  test('is not backed by a resource called `*`, nor by one whose name begins alike', () => {
    expect(backingOf(['literal'], 'billing:export')[0]).toBe('dormant');
    expect(backingOf(['literal'], 'billing:all')[0]).toBe('dormant');
  });

  test.each([
    ['openid', 'openid-connect'],
    ['profile', 'openid-connect'],
    ['offline_access', 'openid-connect'],
    ['full_access', 'stytch'],
    ['empty', 'no-permissions'],
    ['hollow', 'no-permissions'],
    ['unheard-of', 'not-in-policy'],
    ['DOCUMENTS:WRITE', 'not-in-policy'],
    ['__proto__', 'not-in-policy'],
    ['', 'not-in-policy'],
  ])('%j is not checked: %s', (name, reason) => {
    expect(effective.of(['stytch_admin'], name)).toEqual({
      scope: name,
      state: 'unchecked',
      reason,
    });
  });

  test('whose role the organization defines once more is backed by what both definitions permit', () => {
    const twice = createEffectiveScopes({
      roles: [...policy.roles, role('stytch_admin', { billing: ['export'] })],
      scopes: policy.scopes,
    });
    expect(twice.of(['stytch_admin'], 'billing:export')).toMatchObject({
      state: 'partly',
      permissions: [
        { action: 'read', backedBy: [] },
        { action: 'export', backedBy: ['stytch_admin'] },
      ],
    });
  });

  test('that is defined twice asks for what both definitions ask for', () => {
    const twice = createEffectiveScopes({
      roles: policy.roles,
      scopes: [...policy.scopes, scope('billing:export', { documents: ['read'] })],
    });
    expect(twice.of(['reader', 'stytch_member'], 'billing:export')).toMatchObject({
      state: 'partly',
    });
    expect(twice.of(['stytch_admin'], 'billing:export')).toMatchObject({ state: 'backed' });
  });
});

describe('the roles that a member holds', () => {
  test('are those given to the person, and those of a way of signing in apart', () => {
    const roles = [
      { roleId: 'stytch_admin', sources: ['sso'] },
      { roleId: 'reader', sources: ['scim-group', 'direct'] },
      { roleId: 'mailed', sources: ['email-domain'] },
      { roleId: 'new', sources: ['unknown'] },
      { roleId: 'bare', sources: [] },
    ] as const;
    expect(heldRoles({ status: 'active', roles })).toEqual({
      certain: ['stytch_member', 'reader', 'mailed'],
      conditional: ['stytch_admin', 'new', 'bare'],
    });
  });

  test("are everybody's at least, and none of somebody who was deleted", () => {
    const roles = [{ roleId: 'stytch_admin', sources: ['direct'] }] as const;
    expect(heldRoles({ status: 'pending', roles: [] }).certain).toEqual(['stytch_member']);
    expect(heldRoles({ status: 'deleted', roles })).toEqual({ certain: [], conditional: [] });
  });
});

const roleId = fc.constantFrom('r', 's', '__proto__');
const scopeName = fc.constantFrom('p', 'constructor');
const anyRights = fc.array(
  fc.record({
    resourceId: fc.constantFrom('a', '*', '__proto__'),
    actions: fc.array(fc.constantFrom('x', 'y', '*', 'toString'), { maxLength: 3 }),
  }),
  { maxLength: 3 },
);
const description = fc.constant('');
const anyPolicy: fc.Arbitrary<RbacPolicy> = fc.record({
  roles: fc.array(fc.record({ roleId, description, permissions: anyRights }), { maxLength: 5 }),
  scopes: fc.array(fc.record({ scope: scopeName, description, permissions: anyRights }), {
    minLength: 1,
    maxLength: 3,
  }),
});
const strength = ['unchecked', 'dormant', 'partly', 'backed'];

/** Every pair that a scope names, or of which its `*` speaks. */
function isGranted(known: RbacPolicy, asked: string, resourceId: string, action: string): boolean {
  return known.scopes.some(
    (own) =>
      own.scope === asked &&
      own.permissions.some(
        (permission) =>
          permission.resourceId === resourceId &&
          (permission.actions.includes(action) || permission.actions.includes('*')),
      ),
  );
}

/** Whether every definition of a role permits an action. */
function isPermitted(known: RbacPolicy, held: string, resourceId: string, action: string) {
  const own = known.roles.filter((one) => one.roleId === held);
  return (
    own.length > 0 &&
    own.every(({ permissions }) =>
      permissions.some(
        (one) =>
          one.resourceId === resourceId &&
          (one.actions.includes(action) || one.actions.includes('*')),
      ),
    )
  );
}

describe('for any policy', () => {
  test('what is backed was granted, and is permitted by exactly the held roles that are named', () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(anyPolicy, fc.array(roleId), scopeName, (known, roleIds, asked) => {
        const found = createEffectiveScopes(known).of(roleIds, asked);
        met.set(found.state, (met.get(found.state) ?? 0) + 1);
        const rows = found.state === 'unchecked' ? [] : found.permissions;
        for (const { resourceId, action, backedBy } of rows) {
          expect(isGranted(known, asked, resourceId, action)).toBe(true);
          const expected = [...new Set(roleIds)].filter((held) =>
            isPermitted(known, held, resourceId, action),
          );
          expect(backedBy.toSorted()).toEqual(expected.toSorted());
        }
        const share = rows.filter(({ backedBy }) => backedBy.length > 0).length;
        const state = share === 0 ? 'dormant' : share === rows.length ? 'backed' : 'partly';
        expect(found.state).toBe(rows.length === 0 ? 'unchecked' : state);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(...strength.map((state) => met.get(state) ?? 0))).toBeGreaterThan(20);
  });

  test('one role more takes nothing away', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(roleId), roleId, scopeName, (known, roleIds, more, asked) => {
        const check = createEffectiveScopes(known);
        const before = check.of(roleIds, asked);
        const after = check.of([...roleIds, more], asked);
        expect(strength.indexOf(after.state)).toBeGreaterThanOrEqual(
          strength.indexOf(before.state),
        );
        const rows = after.state === 'unchecked' ? [] : after.permissions;
        for (const row of before.state === 'unchecked' ? [] : before.permissions) {
          const same = rows.find(
            ({ resourceId, action }) => resourceId === row.resourceId && action === row.action,
          );
          expect(same?.backedBy).toEqual(expect.arrayContaining(row.backedBy));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
