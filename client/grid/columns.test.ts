import { expect, test } from 'vitest';
import { columnsThatFit, type ColumnKey } from './columns.ts';

const all: readonly ColumnKey[] = ['apps', 'risk', 'scopes', 'count', 'status', 'id'];

test('where there is room every chosen column is shown, in its order', () => {
  expect(columnsThatFit(all, 1400)).toEqual(all);
});

test('the less telling columns go first, and only as many as must', () => {
  expect(columnsThatFit(all, 1000)).toEqual(['apps', 'risk', 'scopes', 'count', 'status']);
  expect(columnsThatFit(all, 880)).toEqual(['apps', 'risk', 'scopes', 'count']);
});

test('what a grant is about is never left out', () => {
  expect(columnsThatFit(all, 100)).toEqual(['risk', 'scopes']);
  expect(columnsThatFit(['app', 'access'], 100)).toEqual(['app', 'access']);
});
