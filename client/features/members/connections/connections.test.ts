import { describe, expect, test } from 'vitest';
import type { AccessState, GrantedScope } from '#contract/access.ts';
import { sharedNames } from '../../../grid/shared-names.ts';
import {
  changeSinceSeen,
  countAccess,
  countOfClass,
  distinctScopes,
  type Connection,
} from './connections.ts';
import { formatListState, isOfKind, listConnections, parseListState } from './list-state.ts';

const scope = (
  name: string,
  state: AccessState = 'backed',
  weight: GrantedScope['class'] = 'read',
): GrantedScope => ({
  name,
  description: `What ${name} allows`,
  class: weight,
  why: 'A rule.',
  rule: { source: 'built-in', name: 'reads' },
  access: { state, permissions: [], reason: null },
});

const connection = (
  id: string,
  name: string,
  scopes: readonly GrantedScope[],
  seen: { firstSeen: number; scopesThen: string[] } | null = null,
): Connection => ({
  app: {
    id,
    name,
    description: '',
    clientType: 'third_party',
    clientTypeRaw: 'third_party',
    hasLogo: false,
    policy: id === 'c' ? 'restricted' : 'allowed',
  },
  scopes: [...scopes],
  seen: seen === null ? null : { ...seen, isFromStart: false, scopesSince: seen.firstSeen },
});

const exportBills = scope('billing:export', 'dormant', 'high-risk');
const all = [
  connection('a', 'Notes', [scope('documents:read')], {
    firstSeen: 300,
    scopesThen: ['documents:read'],
  }),
  connection('b', 'Ledger', [exportBills, scope('openid', 'unchecked', 'identity')], {
    firstSeen: 100,
    scopesThen: ['openid', 'calendar:read'],
  }),
  connection('c', 'Árbol 10', [scope('files:read', 'partly'), scope('documents:read')]),
  connection('d', 'Arbol 9', [exportBills], { firstSeen: 200, scopesThen: ['billing:export'] }),
  connection('e', 'Notes', [scope('documents:read')]),
];
const idsOf = (search: string) =>
  listConnections(all, parseListState(new URLSearchParams(search))).map(({ app }) => app.id);

const through = (search: string) =>
  formatListState(parseListState(new URLSearchParams(search))).toString();

describe('the list', () => {
  test.each([
    // High-risk first, then more scopes, then the name, then the id.
    ['', ['b', 'd', 'c', 'a', 'e']],
    ['?sort=risk', ['a', 'e', 'c', 'd', 'b']],
    ['?sort=name', ['d', 'c', 'b', 'a', 'e']],
    ['?sort=-name', ['e', 'a', 'b', 'c', 'd']],
    ['?sort=-dormant', ['b', 'd', 'c', 'a', 'e']],
    // What was not recorded comes last in both orders.
    ['?sort=seen', ['b', 'd', 'a', 'c', 'e']],
    ['?sort=-seen', ['a', 'd', 'b', 'c', 'e']],
    ['?q=arbol', ['d', 'c']],
    ['?q=ALLOWS+documents', ['c', 'a', 'e']],
    ['?q=notes+billing', []],
    ['?show=dormant', ['b', 'd']],
    ['?show=restricted&show=changed', ['b', 'c']],
    ['?show=nonsense', ['b', 'd', 'c', 'a', 'e']],
  ])('%s shows %j', (search, ids) => {
    expect(idsOf(search)).toEqual(ids);
  });

  test('its state survives the way through the address', () => {
    const search = 'q=notes&show=high-risk&show=changed&sort=-seen&open=a&open=b';
    expect(through(search)).toBe(search);
    expect(through('')).toBe('');
    expect(through('sort=nonsense')).toBe('');
  });
});

test('says what has come and gone since a grant was first seen', () => {
  const [same, changed, unrecorded] = all;
  expect(same === undefined ? undefined : changeSinceSeen(same)).toBeNull();
  expect(changed === undefined ? undefined : changeSinceSeen(changed)).toEqual({
    added: [exportBills],
    dropped: ['calendar:read'],
  });
  expect(unrecorded === undefined ? undefined : changeSinceSeen(unrecorded)).toBeNull();
});

test('a grant that only lost scopes has changed too', () => {
  const [seen] = all;
  const shrunk = connection('x', 'X', seen?.scopes ?? [], {
    firstSeen: 1,
    scopesThen: ['documents:read', 'documents:write'],
  });
  expect(changeSinceSeen(shrunk)).toEqual({ added: [], dropped: ['documents:write'] });
  expect(isOfKind(shrunk, 'changed')).toBe(true);
});

test('counts states of access, high-risk scopes and distinct ones', () => {
  const distinct = distinctScopes(all);
  expect(distinct.map(({ name }) => name)).toEqual([
    'documents:read',
    'billing:export',
    'openid',
    'files:read',
  ]);
  expect(countAccess(distinct)).toEqual({
    dormant: 1,
    partly: 1,
    backed: 1,
    unchecked: 1,
    unknown: 0,
  });
  expect(countOfClass(distinct, 'high-risk')).toBe(1);
  expect([...sharedNames(all.map(({ app }) => app))]).toEqual(['Notes']);
});
