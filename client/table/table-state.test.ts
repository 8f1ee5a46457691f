import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberStatuses } from '#contract/members.ts';
import { membersOfApp as kind } from './kinds.ts';
import { addTableState, isFiltered, parseTableState, type TableState } from './table-state.ts';

const usual: TableState = {
  query: '',
  scopes: [],
  sensitive: false,
  statuses: [],
  sort: kind.sort,
  columns: kind.shownFirst,
  density: 'comfortable',
};

function format(state: TableState): string {
  const params = new URLSearchParams();
  addTableState(kind, state, params);
  return params.toString();
}

const parse = (search: string) => parseTableState(kind, new URLSearchParams(search));

test('the usual table has an empty query string, and the other way round', () => {
  expect(format(usual)).toBe('');
  expect(parse('')).toEqual(usual);
});

test('a table survives its way through the address', () => {
  const states: fc.Arbitrary<TableState> = fc.record({
    query: fc.string({ unit: 'grapheme' }),
    scopes: fc.uniqueArray(fc.string({ minLength: 1 })),
    sensitive: fc.boolean(),
    statuses: fc.subarray([...memberStatuses]),
    sort: fc.record({ key: fc.constantFrom(...kind.sortKeys), descending: fc.boolean() }),
    columns: fc.subarray([...kind.columns]),
    density: fc.constantFrom('comfortable', 'compact'),
  });
  fc.assert(
    fc.property(states, (state) => {
      expect(parse(format(state))).toEqual(state);
    }),
  );
});

test('what the address says wrongly is left out', () => {
  const search = 'sort=-nope&status=active&status=nope&cols=id,nope&density=nope&class=x';
  expect(parse(search)).toEqual({ ...usual, statuses: ['active'], columns: ['id'] });
});

test.each([
  [{}, false],
  [{ query: '  ' }, false],
  [{ query: 'a' }, true],
  [{ scopes: ['openid'] }, true],
  [{ sensitive: true }, true],
  [{ statuses: ['deleted'] }, true],
] as const)('%j narrows the rows: %s', (change, narrows) => {
  expect(isFiltered({ ...usual, ...change })).toBe(narrows);
});
