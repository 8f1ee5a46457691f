import { describe, expect, test } from 'vitest';
import type { Role } from '../../stytch/types.ts';
import { permissionsOf } from './permissions.ts';

const role = (roleId: string, ...permissions: Role['permissions']): Role => ({
  roleId,
  description: '',
  permissions,
});
const onMembers = (...actions: string[]) => ({ resourceId: 'stytch.member', actions });
const nothing = { readConnectedApps: false, readMembers: false, revoke: false };

describe('what somebody may do', () => {
  test('is nothing by default', () => {
    expect(permissionsOf([], [])).toEqual(nothing);
    expect(permissionsOf([], [role('admin', onMembers('*'))])).toEqual(nothing);
    expect(permissionsOf(['admin'], [])).toEqual(nothing);
  });

  test('is what their roles hold between them, and no role of others', () => {
    const known = [
      role('reader', onMembers('get.connected-apps')),
      role('finder', onMembers('search')),
      role('revoker', onMembers('revoke.connected-app')),
    ];
    expect(permissionsOf(['reader', 'finder'], known)).toEqual({
      readConnectedApps: true,
      readMembers: true,
      revoke: false,
    });
    expect(permissionsOf(['revoker', 'unheard-of'], known)).toEqual({ ...nothing, revoke: true });
  });

  test('is everything with a star on members, and nothing with one on something else', () => {
    const all = { readConnectedApps: true, readMembers: true, revoke: true };
    expect(permissionsOf(['r'], [role('r', onMembers('*'))])).toEqual(all);
    const others = ['stytch.self', 'stytch.organization', 'stytch.member.x', '*'];
    const elsewhere = others.map((resourceId) => ({ resourceId, actions: ['*', 'search'] }));
    expect(permissionsOf(['r'], [role('r', ...elsewhere)])).toEqual(nothing);
  });

  test('takes an action as a whole word', () => {
    const close = onMembers('get', 'get.connected-apps.x', 'GET.CONNECTED-APPS', 'search.*', '**');
    expect(permissionsOf(['r'], [role('r', close)])).toEqual(nothing);
  });
});
