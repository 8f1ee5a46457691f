import { expect, test } from 'vitest';
import type { ScopeClass } from '#contract/scopes.ts';
import { formatListState, listScopes, parseListState, type ListedScope } from './list-state.ts';

const scope = (
  name: string,
  kind: ScopeClass,
  figures: Pick<ListedScope, 'apps' | 'people' | 'dormant'>,
): ListedScope => ({
  name,
  class: kind,
  description: name === 'openid' ? null : `Lets an app ${name}`,
  why: kind === 'high-risk' ? 'Bulk: takes data out.' : 'By its verb.',
  rule: { source: 'built-in', name: kind },
  ...figures,
});
const scopes = [
  scope('billing:export', 'high-risk', { apps: 1, people: 2, dormant: { people: 2, unknown: 0 } }),
  scope('offline_access', 'high-risk', { apps: 4, people: 9, dormant: null }),
  scope('notes:write', 'write', { apps: 3, people: 9, dormant: { people: 0, unknown: 0 } }),
  scope('openid', 'identity', { apps: 9, people: 30, dormant: null }),
];
const namesOf = (search: string) =>
  listScopes(scopes, parseListState(new URLSearchParams(search))).map(({ name }) => name);

test.each([
  ['', ['offline_access', 'billing:export', 'notes:write', 'openid']],
  ['sort=class', ['openid', 'notes:write', 'offline_access', 'billing:export']],
  ['sort=name', ['billing:export', 'notes:write', 'offline_access', 'openid']],
  ['sort=-members', ['openid', 'notes:write', 'offline_access', 'billing:export']],
  ['sort=apps', ['billing:export', 'notes:write', 'offline_access', 'openid']],
  ['sort=-dormant', ['billing:export', 'notes:write', 'openid', 'offline_access']],
  ['class=write&class=identity', ['notes:write', 'openid']],
  ['q=BULK', ['offline_access', 'billing:export']],
  ['q=app+notes', ['notes:write']],
  ['sort=nonsense&class=nonsense', ['offline_access', 'billing:export', 'notes:write', 'openid']],
  ['q=nothing', []],
])('%s shows %j', (search, names) => {
  expect(namesOf(search)).toEqual(names);
});

test('the state survives its way through the address', () => {
  const search = 'q=notes&class=high-risk&class=read&sort=-dormant';
  expect(formatListState(parseListState(new URLSearchParams(search))).toString()).toBe(search);
  expect(formatListState(parseListState(new URLSearchParams())).toString()).toBe('');
});
