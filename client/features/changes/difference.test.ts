import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScopeClass } from '#contract/scopes.ts';
import { differenceOf } from './difference.ts';

const classes: Readonly<Record<string, ScopeClass>> = {
  openid: 'identity',
  'notes:read': 'read',
  'notes:delete': 'high-risk',
};
const classOf = (scope: string) => classes[scope] ?? null;

test('tells what came, what left and what stayed, heaviest first', () => {
  expect(
    differenceOf(
      ['openid', 'old', 'notes:read'],
      ['notes:read', 'openid', 'notes:delete', 'new'],
      classOf,
    ),
  ).toEqual({
    came: [
      { name: 'notes:delete', class: 'high-risk' },
      { name: 'new', class: null },
    ],
    left: [{ name: 'old', class: null }],
    kept: [
      { name: 'notes:read', class: 'read' },
      { name: 'openid', class: 'identity' },
    ],
  });
});

test('a new grant brings all of its scopes, and one that is gone takes all', () => {
  expect(differenceOf(null, ['a'], classOf)).toMatchObject({ came: [{ name: 'a' }], kept: [] });
  expect(differenceOf(['a'], null, classOf)).toMatchObject({ left: [{ name: 'a' }], kept: [] });
});

const sorted = (scopes: { name: string }[]) => scopes.map(({ name }) => name).toSorted();

test('no scope is lost and none is told twice', () => {
  const names = fc.uniqueArray(
    fc.constantFrom('a', 'b', 'c', 'openid', 'notes:read', 'notes:delete'),
  );
  fc.assert(
    fc.property(names, names, (before, after) => {
      const { came, left, kept } = differenceOf(before, after, classOf);
      expect(sorted([...kept, ...left])).toEqual(before.toSorted());
      expect(sorted([...kept, ...came])).toEqual(after.toSorted());
    }),
  );
});
