import { expect, test } from 'vitest';
import type { ClientType, ListedApp, Reach } from '#contract/connected-apps.ts';
import { formatListState, listApps, parseListState } from './list-state.ts';

const app = (id: string, name: string, more: Partial<ListedApp> = {}): ListedApp => {
  const clientType: ClientType = more.clientType ?? 'third_party';
  return {
    id,
    name,
    description: `About ${name}`,
    clientType,
    clientTypeRaw: clientType,
    hasLogo: false,
    policy: 'allowed',
    firstSeen: 1000,
    isNew: false,
    ...more,
  };
};
const apps = [
  app('a', 'Notes', { firstSeen: 3000, isNew: true }),
  app('b', 'Notes', { clientType: 'first_party', policy: 'restricted' }),
  app('c', 'App 10', { firstSeen: 2000 }),
  app('d', 'App 9', { firstSeen: null }),
];
const reaches = new Map<string, Reach>([
  ['a', { asOf: 0, people: 3, scopes: [] }],
  ['b', { asOf: 0, people: 7, scopes: [{ name: 'x', class: 'high-risk', people: 1 }] }],
  ['c', { asOf: 0, people: 3, scopes: [] }],
]);
const known = {
  reachOf: (id: string) => reaches.get(id),
  isAlike: (id: string) => id === 'a' || id === 'b',
};
const idsOf = (search: string) =>
  listApps(apps, known, parseListState(new URLSearchParams(search))).map(({ id }) => id);

test.each([
  ['', ['b', 'c', 'a', 'd']],
  ['sort=members', ['d', 'c', 'a', 'b']],
  ['sort=name', ['d', 'c', 'a', 'b']],
  ['sort=-risk', ['b', 'c', 'a', 'd']],
  ['q=notes', ['b', 'a']],
  ['q=ABOUT APP', ['c', 'd']],
  ['q=app abóut', ['c', 'd']],
  ['type=first_party', ['b']],
  ['sort=-seen', ['a', 'c', 'b', 'd']],
  ['only=new', ['a']],
  ['only=restricted', ['b']],
  ['only=alike', ['b', 'a']],
  ['only=alike&only=new', ['a']],
  ['q=nothing', []],
])('%s shows %j', (search, ids) => {
  expect(idsOf(search)).toEqual(ids);
});

test('an app whose reach is not known may have high-risk scopes', () => {
  expect(idsOf('only=high-risk')).toEqual(['b', 'd']);
});

test('the state survives its way through the address', () => {
  const search =
    'q=notes&type=first_party&type=third_party_public&only=new&sort=name&group=off&unfold=a';
  expect(formatListState(parseListState(new URLSearchParams(search))).toString()).toBe(search);
  expect(formatListState(parseListState(new URLSearchParams())).toString()).toBe('');
});
