import { expect, test } from 'vitest';
import { formatOverviewState, only, parseOverviewState } from './overview-state.ts';

test('the state survives its way through the address', () => {
  const search = 'type=third_party&class=high-risk&class=read&table=apps&table=scopes';
  const state = parseOverviewState(new URLSearchParams(search));
  expect(state.classes).toEqual(['high-risk', 'read']);
  expect(formatOverviewState(state).toString()).toBe(search);
  expect(formatOverviewState(parseOverviewState(new URLSearchParams())).toString()).toBe('');
});

test('what the address does not know is left out', () => {
  const state = parseOverviewState(new URLSearchParams('type=x&class=y&table=z'));
  expect(state).toEqual({ types: [], classes: [], tables: [] });
});

test('no choice lets everything through', () => {
  const items = ['one', 'three', 'four'];
  expect(only(items, [], (item) => item.length)).toEqual(items);
  expect(only(items, [3, 4], (item) => item.length)).toEqual(['one', 'four']);
  expect(only(items, [9], (item) => item.length)).toEqual([]);
});
