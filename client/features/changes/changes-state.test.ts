import { expect, test } from 'vitest';
import { formatChangesState, parseChangesState } from './changes-state.ts';

test('the state survives its way through the address', () => {
  const search = 'range=visit&kind=appeared&kind=scopes-grown&app=app-1&member=member-1';
  const state = parseChangesState(new URLSearchParams(search));
  expect(state).toEqual({
    period: { range: 'visit' },
    kinds: ['appeared', 'scopes-grown'],
    app: 'app-1',
    member: 'member-1',
  });
  expect(formatChangesState(state).toString()).toBe(search);
  expect(formatChangesState(parseChangesState(new URLSearchParams())).toString()).toBe('');
});

test('kinds that there are not are left out', () => {
  expect(parseChangesState(new URLSearchParams('kind=nonsense')).kinds).toEqual([]);
});
