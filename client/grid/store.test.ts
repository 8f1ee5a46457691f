import { expect, test } from 'vitest';
import { buildDirectory, buildGrantTable, type ExampleMember } from '../testing/grant-table.ts';
import { createGrantStore, scopesOf, statusOf } from './store.ts';

const member = (index: number, name = `Name ${index}`): ExampleMember => ({
  id: `member-test-${index}`,
  name,
  email: `m${index}@acme.example`,
  status: 'active',
  scopes: ['openid'],
});
const members = [member(0), member(1), member(2)];

test('has no names until they are read', () => {
  const store = createGrantStore(buildGrantTable(members), null);
  expect(store.names).toEqual(['', '', '']);
  expect(statusOf(store, 0)).toBeNull();
  expect(store.namesRead).toBe(0);
});

test('an id that the directory leaves out is an unknown member', () => {
  const store = createGrantStore(buildGrantTable(members), null);
  store.addNames(
    members.map((_, row) => row),
    buildDirectory(members.slice(0, 2)),
  );
  expect([0, 1, 2].map((row) => statusOf(store, row))).toEqual(['active', 'active', 'unknown']);
  expect(store.namesRead).toBe(3);
});

test('ids that nobody asked for change nothing', () => {
  const store = createGrantStore(buildGrantTable(members), null);
  store.addNames([], buildDirectory([member(9)]));
  expect(store.names).toEqual(['', '', '']);
});

test('an answer in another order still gives each member their own name', () => {
  const store = createGrantStore(buildGrantTable(members), null);
  store.addNames([0, 2], buildDirectory([member(2), member(0)]));
  expect(store.names).toEqual(['Name 0', '', 'Name 2']);
  expect([...store.statusCounts]).toEqual([2, 0, 0, 0, 0, 1]);
});

test('fresh data keeps the names of members who stay, wherever they now stand', () => {
  const before = createGrantStore(buildGrantTable(members), null);
  before.addNames(
    members.map((_, row) => row),
    buildDirectory(members),
  );
  const after = createGrantStore(buildGrantTable([member(3), member(2), member(0)]), before);
  expect(after.names).toEqual(['', 'Name 2', 'Name 0']);
  expect(after.namesRead).toBe(2);
});

test('the scopes of a row are heaviest first', () => {
  const scopes = ['openid', 'documents:read', 'billing:export'];
  const store = createGrantStore(buildGrantTable([{ ...member(0), scopes }]), null);
  expect(scopesOf(store, 0).map(({ name }) => name)).toEqual([
    'billing:export',
    'documents:read',
    'openid',
  ]);
});
