import { describe, expect, test } from 'vitest';
import { createHeldRoles } from './held-roles.ts';

const role = (id: string, isConditional = false) => ({
  id,
  description: '',
  sources: [],
  isConditional,
});
const roles = [role('member'), role('sales', true)];

describe('roles that a permission asks for', () => {
  test('are the member’s own first, then those of some sessions, then the others', () => {
    const held = createHeldRoles({ roles, status: 'active' });
    expect(held.ownFirst(['admin', 'sales', 'member', 'owner'])).toEqual([
      'member',
      'sales',
      'admin',
      'owner',
    ]);
    expect(['member', 'sales', 'admin'].map((id) => held.of(id))).toEqual([
      'held',
      'conditional',
      'other',
    ]);
  });

  test('are nobody’s once the member has left, whatever is on record', () => {
    const held = createHeldRoles({ roles, status: 'deleted' });
    expect(held.of('member')).toBe('other');
    expect(held.isKnown).toBe(true);
  });

  test('are not compared with roles that could not be read', () => {
    expect(createHeldRoles({ roles: null, status: 'unknown' }).isKnown).toBe(false);
  });
});
