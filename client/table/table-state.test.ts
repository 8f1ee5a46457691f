import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessStates } from '#contract/access.ts';
import { memberStatuses } from '#contract/members.ts';
import { memberDirectory, membersOfApp, scopeGrants, type TableKind } from './kinds.ts';
import { addTableState, isFiltered, parseTableState, type TableState } from './table-state.ts';

const kinds: [name: string, kind: TableKind][] = [
  ['members of an app', membersOfApp],
  ['members of the organization', memberDirectory],
  ['grants of a scope', scopeGrants],
];

const usualOf = (kind: TableKind): TableState => ({
  query: '',
  scopes: [],
  highRisk: false,
  statuses: [],
  apps: [],
  access: [],
  sort: kind.sort,
  columns: kind.shownFirst,
  density: 'comfortable',
  grant: '',
});

function format(kind: TableKind, state: TableState): string {
  const params = new URLSearchParams();
  addTableState(kind, state, params);
  return params.toString();
}

const parse = (kind: TableKind, search: string) =>
  parseTableState(kind, new URLSearchParams(search));

test.each(kinds)('usual %s have an empty query string, and the other way round', (_name, kind) => {
  expect(format(kind, usualOf(kind))).toBe('');
  expect(parse(kind, '')).toEqual(usualOf(kind));
});

test.each(kinds)('a table of %s survives its way through the address', (_name, kind) => {
  const states: fc.Arbitrary<TableState> = fc.record({
    query: fc.string({ unit: 'grapheme' }),
    scopes: fc.uniqueArray(fc.string({ minLength: 1 })),
    highRisk: fc.boolean(),
    statuses: fc.subarray([...memberStatuses]),
    apps: fc.uniqueArray(fc.string({ minLength: 1 })),
    access: fc.subarray([...accessStates]),
    sort: fc.record({ key: fc.constantFrom(...kind.sortKeys), descending: fc.boolean() }),
    columns: fc.subarray([...kind.columns]),
    density: fc.constantFrom('comfortable', 'compact'),
    grant: fc.string(),
  });
  fc.assert(
    fc.property(states, (state) => {
      expect(parse(kind, format(kind, state))).toEqual(state);
    }),
  );
});

test('what the address says wrongly is left out', () => {
  const search =
    'sort=-nope&status=active&status=nope&access=nope&cols=id,nope&density=nope&class=x';
  expect(parse(membersOfApp, search)).toEqual({
    ...usualOf(membersOfApp),
    statuses: ['active'],
    columns: ['id'],
  });
});

test.each([
  [{}, false],
  [{ query: '  ' }, false],
  [{ query: 'a' }, true],
  [{ scopes: ['openid'] }, true],
  [{ highRisk: true }, true],
  [{ statuses: ['deleted'] }, true],
  [{ apps: ['connected-app-test-1'] }, true],
  [{ access: ['dormant'] }, true],
] as const)('%j narrows the rows: %s', (change, narrows) => {
  expect(isFiltered({ ...usualOf(membersOfApp), ...change })).toBe(narrows);
});
