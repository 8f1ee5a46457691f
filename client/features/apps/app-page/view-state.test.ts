import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberStatuses } from '#contract/members.ts';
import { defaultColumns, optionalColumns } from '../../../grid/columns.ts';
import { defaultSort, sortKeys } from '../../../grid/sort.ts';
import { formatViewState, isFiltered, parseViewState, type ViewState } from './view-state.ts';

const usual: ViewState = {
  tab: 'members',
  query: '',
  scopes: [],
  sensitive: false,
  statuses: [],
  sort: defaultSort,
  columns: defaultColumns,
  density: 'comfortable',
};

test('the usual view has an empty query string, and the other way round', () => {
  expect(formatViewState(usual)).toBe('');
  expect(parseViewState('')).toEqual(usual);
});

test('a view survives its way through the address', () => {
  const states: fc.Arbitrary<ViewState> = fc.record({
    tab: fc.constantFrom('members', 'scopes'),
    query: fc.string({ unit: 'grapheme' }),
    scopes: fc.uniqueArray(fc.string({ minLength: 1 })),
    sensitive: fc.boolean(),
    statuses: fc.subarray([...memberStatuses]),
    sort: fc.record({ key: fc.constantFrom(...sortKeys), descending: fc.boolean() }),
    columns: fc.subarray([...optionalColumns]),
    density: fc.constantFrom('comfortable', 'compact'),
  });
  fc.assert(
    fc.property(states, (state) => {
      expect(parseViewState(formatViewState(state))).toEqual(state);
    }),
  );
});

test('what the address says wrongly is left out', () => {
  const search = '?tab=nope&sort=-nope&status=active&status=nope&cols=id,nope&density=nope&class=x';
  expect(parseViewState(search)).toEqual({ ...usual, statuses: ['active'], columns: ['id'] });
});

test.each([
  [{}, false],
  [{ query: '  ' }, false],
  [{ query: 'a' }, true],
  [{ scopes: ['openid'] }, true],
  [{ sensitive: true }, true],
  [{ statuses: ['deleted'] }, true],
] as const)('%j narrows the members: %s', (change, narrows) => {
  expect(isFiltered({ ...usual, ...change })).toBe(narrows);
});
