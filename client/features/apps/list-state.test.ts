import { expect, test } from 'vitest';
import type { ClientType, ConnectedApp, Reach } from '#contract/connected-apps.ts';
import { formatListState, listApps, parseListState, sharedNames } from './list-state.ts';

const app = (id: string, name: string, clientType: ClientType = 'third_party'): ConnectedApp => ({
  id,
  name,
  description: `About ${name}`,
  clientType,
  clientTypeRaw: clientType,
  hasLogo: false,
  policy: 'allowed',
});
const apps = [
  app('a', 'Notes'),
  app('b', 'Notes', 'first_party'),
  app('c', 'App 10'),
  app('d', 'App 9'),
];
const reaches = new Map<string, Reach>([
  ['a', { asOf: 0, members: 3, scopes: [] }],
  ['b', { asOf: 0, members: 7, scopes: [{ name: 'x', class: 'sensitive', members: 1 }] }],
  ['c', { asOf: 0, members: 3, scopes: [] }],
]);
const idsOf = (search: string) =>
  listApps(apps, (id) => reaches.get(id), parseListState(new URLSearchParams(search))).map(
    ({ id }) => id,
  );

test.each([
  ['', ['b', 'c', 'a', 'd']],
  ['sort=members', ['d', 'c', 'a', 'b']],
  ['sort=name', ['d', 'c', 'a', 'b']],
  ['sort=-sensitive', ['b', 'c', 'a', 'd']],
  ['q=notes', ['b', 'a']],
  ['q=ABOUT APP', ['c', 'd']],
  ['type=first_party', ['b']],
  ['q=nothing', []],
])('%s shows %j', (search, ids) => {
  expect(idsOf(search)).toEqual(ids);
});

test('the state survives its way through the address', () => {
  const search = 'q=notes&type=first_party&type=third_party_public&sort=name';
  expect(formatListState(parseListState(new URLSearchParams(search))).toString()).toBe(search);
  expect(formatListState(parseListState(new URLSearchParams())).toString()).toBe('');
});

test('finds names that more than one app has', () => {
  expect([...sharedNames(apps)]).toEqual(['Notes']);
});
