import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../grid/fold.ts';
import { createMemberSearch, type MemberRows } from './member-search.ts';
import { rankCandidate, rankOf, ranks, wantedOf, type Wanted } from './rank.ts';

const wanted = (query: string): Wanted => {
  const made = wantedOf(query);
  if (made === null) throw new Error('asks for nothing');
  return made;
};
const people = [
  'Ann Marie\nann@a.example',
  'Marie Curie\nm.curie@a.example',
  'Ann\nann.lee@a.example',
  'Joanna\nj@a.example',
  'José Weiß\njose@a.example',
];

const rowsFrom = (texts: readonly string[]): MemberRows => ({
  size: texts.length,
  version: 0,
  idAt: (row) => `member-test-00${row}f`,
  textOf: (row) => fold(texts[row] ?? ''),
  idSearch: { extentOf: () => 'some' },
});
const nobodyRecent = () => false;

test.each([
  ['ann', 'Ann\nann.lee@a.example', 'exact'],
  ['ann', 'Ann Marie\nx', 'start'],
  ['marie', 'Ann Marie\nx', 'word'],
  ['curie', 'Marie\nm.curie@a.example', 'word'],
  ['m.curie', 'Marie\nm.curie@a.example', 'start'],
  ['ann', 'Joanna\nj', 'inside'],
  ['ann mar', 'Ann Marie\nx', 'start'],
  ['mar ann', 'Ann Marie\nx', 'word'],
  ['jose weiss', 'José Weiß\nx', 'exact'],
  ['read', 'documents:read', 'word'],
])('%s fits %j by its %s', (query, text, rank) => {
  expect(ranks[rankOf(fold(text), wanted(query))]).toBe(rank);
});

test('what is found only by its id comes last', () => {
  const app = { names: ['Notes'], about: 'Writes minutes', id: 'connected-app-test-9f10' };
  expect(ranks[rankCandidate(app, wanted('9f10'))]).toBe('id');
  expect(ranks[rankCandidate(app, wanted('minutes notes'))]).toBe('inside');
  expect(rankCandidate(app, wanted('9f11'))).toBe(-1);
});

test('a query of blanks asks for nothing', () => {
  expect(wantedOf('  ')).toBeNull();
});

test('members are found best first, recent ones before others that fit as well', () => {
  const search = createMemberSearch(rowsFrom(people));
  const all = search(wanted('ann'), 9, nobodyRecent);
  expect(all.best.map(({ row }) => row)).toEqual([2, 0, 3]);
  expect(all.total).toBe(3);
  expect(search(wanted('marie'), 9, (row) => row === 1).best[0]?.row).toBe(1);
  expect(search(wanted('a.example'), 2, nobodyRecent)).toMatchObject({ total: 5, best: [{}, {}] });
});

test('a member is found by id', () => {
  const search = createMemberSearch(rowsFrom(people));
  expect(search(wanted('003f'), 9, nobodyRecent)).toEqual({
    best: [{ row: 3, rank: ranks.indexOf('id') }],
    total: 1,
  });
});

test('names that arrive are found by a query that went on meanwhile', () => {
  const texts = ['\n', '\n'];
  const rows = { ...rowsFrom(texts), version: 0 };
  const search = createMemberSearch(rows);
  expect(search(wanted('a'), 9, nobodyRecent).total).toBe(0);
  texts[1] = 'Ann\nann@a.example';
  rows.version = 1;
  expect(search(wanted('an'), 9, nobodyRecent).best).toEqual([{ row: 1, rank: 1 }]);
});

test('typing letter by letter finds what typing at once does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'n', ' ', 'm', '0', 'f'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 30 }), letters, (texts, query) => {
      const rows = rowsFrom(texts.map((text) => `${text}\n${text}@x`));
      const typed = createMemberSearch(rows);
      let found: unknown = null;
      for (let end = 1; end <= query.length; end += 1) {
        const part = wantedOf(query.slice(0, end));
        if (part !== null) found = typed(part, 5, nobodyRecent);
      }
      const last = wantedOf(query);
      const atOnce = last === null ? null : createMemberSearch(rows)(last, 5, nobodyRecent);
      expect(found).toEqual(atOnce);
    }),
  );
});
