import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdSearch } from './id-search.ts';

function searchOf(ids: readonly string[], seen = ids.length) {
  const search = createIdSearch(ids.length, (row) => ids[row] ?? '');
  for (let row = 0; row < seen; row += 1) search.see(row);
  return search;
}

const usual = fc.array(fc.uuid(), { minLength: 1, maxLength: 8 });
const starts = fc.constantFrom('member-test-', 'member-live-', 'a-', '');
const terms = fc.oneof(
  fc.constantFrom('m', 'maria', 'test', 'test-0a', 't-', 'a', '7', '-4', 'member-test-', 'zz'),
  fc.string({ unit: fc.constantFrom('t', 'e', 's', '-', '0', 'a', 'g'), maxLength: 4 }),
);

test('says nothing of a term but what holds for the ids', () => {
  fc.assert(
    fc.property(usual, starts, terms, (uuids, start, term) => {
      const ids = uuids.map((uuid) => start + uuid);
      const holding = ids.filter((id) => id.includes(term)).length;
      const possible = {
        none: [0],
        every: [ids.length],
        some: ids.map((_, at) => at).concat(ids.length),
      };
      expect(possible[searchOf(ids).extentOf(term)]).toContain(holding);
    }),
  );
});

test('knows that a word of other letters is in no id, and one of the beginning in each', () => {
  const search = searchOf(['member-test-0a1b', 'member-test-9f00']);
  expect(search.extentOf('maria')).toBe('none');
  expect(search.extentOf('test')).toBe('every');
  expect(search.extentOf('test-0')).toBe('some');
  expect(search.extentOf('a1')).toBe('some');
});

test.each([
  ['ids of another form', ['member-test-0a', 'somebody'], 2],
  ['ids of two kinds', ['member-test-0a', 'member-live-0a'], 2],
  ['ids that have not all been seen', ['member-test-0a', 'member-test-maria'], 1],
])('looks into %s', (_, ids, seen) => {
  expect(searchOf(ids, seen).extentOf('maria')).toBe('some');
});
