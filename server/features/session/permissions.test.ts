import { describe, expect, test } from 'vitest';
import type { Role } from '../../stytch/types.ts';
import { permissionsOf, type SupportRule } from './permissions.ts';

const role = (roleId: string, ...permissions: Role['permissions']): Role => ({
  roleId,
  description: '',
  permissions,
});
const onMembers = (...actions: string[]) => ({ resourceId: 'stytch.member', actions });
const nothing = {
  readConnectedApps: false,
  readMembers: false,
  revoke: false,
  inspectCustomers: false,
};
const place = { organizationId: 'organization-1', support: null, secondFactor: false };

describe('what somebody may do', () => {
  test('is nothing by default', () => {
    expect(permissionsOf([], [], place)).toEqual(nothing);
    expect(permissionsOf([], [role('admin', onMembers('*'))], place)).toEqual(nothing);
    expect(permissionsOf(['admin'], [], place)).toEqual(nothing);
  });

  test('is what their roles hold between them, and no role of others', () => {
    const known = [
      role('reader', onMembers('get.connected-apps')),
      role('finder', onMembers('search')),
      role('revoker', onMembers('revoke.connected-app')),
    ];
    expect(permissionsOf(['reader', 'finder'], known, place)).toEqual({
      readConnectedApps: true,
      readMembers: true,
      revoke: false,
      inspectCustomers: false,
    });
    expect(permissionsOf(['revoker', 'unheard-of'], known, place)).toEqual({
      ...nothing,
      revoke: true,
    });
  });

  test('is everything with a star on members, and nothing with one on something else', () => {
    const all = { ...nothing, readConnectedApps: true, readMembers: true, revoke: true };
    expect(permissionsOf(['r'], [role('r', onMembers('*'))], place)).toEqual(all);
    const others = ['stytch.self', 'stytch.organization', 'stytch.member.x', '*'];
    const elsewhere = others.map((resourceId) => ({ resourceId, actions: ['*', 'search'] }));
    expect(permissionsOf(['r'], [role('r', ...elsewhere)], place)).toEqual(nothing);
  });

  test('is to look into other organizations for those of the vendor alone', () => {
    const inspect = { resourceId: 'grantscope.support', actions: ['inspect'] };
    const known = [role('inspector', inspect), role('admin', onMembers('*'))];
    const vendor = 'organization-1';
    const resource = 'grantscope.support';
    const support: SupportRule = {
      organizationId: vendor,
      resource,
      action: 'inspect',
      secondFactor: 'optional',
    };
    const may = (roleId: string, organizationId: string, rule: SupportRule | null = support) =>
      permissionsOf([roleId], known, { organizationId, support: rule, secondFactor: false })
        .inspectCustomers;
    expect(may('inspector', vendor)).toBe(true);
    expect(may('admin', vendor)).toBe(false);
    expect(may('inspector', 'organization-2')).toBe(false);
    expect(may('inspector', vendor, null)).toBe(false);
    expect(may('inspector', vendor, { ...support, action: 'look' })).toBe(false);
  });

  test.each<['required' | 'optional', second: boolean, may: boolean]>([
    ['required', true, true],
    ['required', false, false],
    ['optional', true, true],
    ['optional', false, true],
  ])('as support whose second factor is %s and there (%s) is %s', (asked, secondFactor, may) => {
    const organizationId = 'organization-1';
    const support = { organizationId, resource: 'desk', action: 'look', secondFactor: asked };
    const known = [role('r', { resourceId: 'desk', actions: ['look'] })];
    const can = permissionsOf(['r'], known, { organizationId, support, secondFactor });
    expect(can).toEqual({ ...nothing, inspectCustomers: may });
  });

  test('takes an action as a whole word', () => {
    const close = onMembers('get', 'get.connected-apps.x', 'GET.CONNECTED-APPS', 'search.*', '**');
    expect(permissionsOf(['r'], [role('r', close)], place)).toEqual(nothing);
  });
});
