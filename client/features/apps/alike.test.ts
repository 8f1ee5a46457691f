import { expect, test } from 'vitest';
import type { ListedApp } from '#contract/connected-apps.ts';
import { groupAlike, rowsOf } from './alike.ts';

const app = (id: string): ListedApp => ({
  id,
  name: `App ${id}`,
  description: '',
  clientType: 'third_party',
  clientTypeRaw: 'third_party',
  hasLogo: false,
  policy: null,
  firstSeen: null,
  isNew: false,
});
const apps = ['e', 'b', 'd', 'c', 'a'].map(app);

/** The rows, an indented one below the first of its group. */
const drawn = (
  alike: Parameters<typeof groupAlike>[0],
  fold: { grouped: boolean; unfolded: string[] },
) =>
  rowsOf(apps, groupAlike(alike), fold).map(
    ({ app: { id }, others, isBelow }) =>
      `${isBelow ? '  ' : ''}${id}${others > 0 ? ` +${others}` : ''}`,
  );

const sameName = [{ reason: 'name' as const, apps: ['a', 'b'] }];

test('a folded group is shown by its first app, where that stands', () => {
  expect(drawn(sameName, { grouped: true, unfolded: [] })).toEqual(['e', 'b +1', 'd', 'c']);
});

test('an unfolded group has its other apps below the first', () => {
  expect(drawn(sameName, { grouped: true, unfolded: ['a'] })).toEqual([
    'e',
    'b +1',
    '  a',
    'd',
    'c',
  ]);
});

test('without grouping every app stands where its order puts it', () => {
  expect(drawn(sameName, { grouped: false, unfolded: ['a'] })).toEqual(['e', 'b', 'd', 'c', 'a']);
});

test('apps that share a name with one and a logo with another are one group, with both reasons', () => {
  const groups = groupAlike([
    { reason: 'name', apps: ['a', 'b'] },
    { reason: 'name', apps: ['d', 'e'] },
    { reason: 'logo', apps: ['b', 'c'] },
  ]);
  const group = { key: 'a', reason: 'name or logo' };
  expect(['a', 'b', 'c'].map((id) => groups.get(id))).toEqual([group, group, group]);
  expect(groups.get('a')).toBe(groups.get('c'));
  expect(groups.get('e')).toEqual({ key: 'd', reason: 'name' });
});
