import { expect, test } from 'vitest';
import { changeKinds } from '#contract/changes.ts';
import type { AppChanges } from '#contract/overview.ts';
import { countAll, countOf, kindsByWeight, sumsOf } from './kinds.ts';

const changes = (id: string, some: Partial<AppChanges>): AppChanges => ({
  app: { id, name: id },
  appearedAt: null,
  vanishedAt: null,
  returnedAt: null,
  firstReadAt: null,
  granted: 0,
  gone: 0,
  grantedAgain: 0,
  scopesGrown: 0,
  scopesShrunk: 0,
  scopesReplaced: 0,
  ...some,
});
const totals = [
  changes('quiet', {}),
  changes('busy', { granted: 30, grantedAgain: 2, gone: 4, appearedAt: 9 }),
  changes('grown', { scopesGrown: 1, appearedAt: 3 }),
];

test('every kind of the contract has a place, but a first check, which is no change', () => {
  expect([...kindsByWeight, 'first-read'].toSorted()).toEqual(changeKinds.toSorted());
  const checked = changes('checked', { firstReadAt: 5 });
  expect(countAll([checked])).toBe(0);
  expect(sumsOf([checked])).toEqual([]);
});

test('a kind is counted over all apps', () => {
  expect(countOf('appeared', totals)).toBe(2);
  expect(countOf('granted', totals)).toBe(30);
  expect(countOf('vanished', totals)).toBe(0);
});

test('grown scopes weigh more than any number of members, and quiet apps are left out', () => {
  expect(sumsOf(totals)).toEqual([
    { id: 'grown', name: 'grown', added: 0, removed: 0, grown: 1, all: 2 },
    { id: 'busy', name: 'busy', added: 32, removed: 4, grown: 0, all: 37 },
  ]);
});
