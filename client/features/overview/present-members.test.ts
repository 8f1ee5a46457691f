import { expect, test } from 'vitest';
import { presentMembers } from './present-members.ts';

test('leaves out who is deleted or unknown, and keeps who was never active', () => {
  const departed = { deleted: 2, pending: 3, unknown: 1 };
  expect(presentMembers({ members: 41, departed })).toBe(38);
});

test('is not known without names', () => {
  expect(presentMembers({ members: 41, departed: null })).toBeNull();
});
