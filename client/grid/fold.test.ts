import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, highlight, termsOf } from './fold.ts';

test.each([
  ['José Álvarez', 'jose alvarez'],
  ['Weiß', 'weiss'],
  ['Søren Łukasz Đorđe Işık', 'soren lukasz dorde isik'],
  ['佐藤 美咲', '佐藤 美咲'],
  ['ليلى حداد', 'ليلى حداد'],
  ['🦊 Fox', '🦊 fox'],
])('folds %s to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('terms are the words of a query, in the form in which text is searched', () => {
  expect(termsOf('  José   documents:WRITE ')).toEqual(['jose', 'documents:write']);
  expect(termsOf('   ')).toEqual([]);
});

test('marks what matches, with its diacritics', () => {
  expect(highlight('José Álvarez', ['alv'])).toEqual([
    { at: 0, text: 'José ', match: false },
    { at: 5, text: 'Álv', match: true },
    { at: 8, text: 'arez', match: false },
  ]);
});

test('marks overlapping terms as one part', () => {
  expect(highlight('acme-robotics', ['acme', 'me-ro'])).toEqual([
    { at: 0, text: 'acme-ro', match: true },
    { at: 7, text: 'botics', match: false },
  ]);
});

test('never loses, adds or reorders a character, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, query) => {
      const parts = highlight(text, termsOf(query));
      expect(parts.map((part) => part.text).join('')).toBe(text);
      for (const part of parts) expect(text.startsWith(part.text, part.at)).toBe(true);
    }),
  );
});

test('a text whose folded form holds the term has a marked part', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'á', 'b', 'ß', 'ø', 'ł', 'é', '🦊', '佐', ' ', 'x'),
    minLength: 1,
  });
  fc.assert(
    fc.property(letters, letters, (text, query) => {
      const [term] = termsOf(query);
      if (term === undefined || !fold(text).includes(term)) return;
      expect(highlight(text, [term]).some(({ match }) => match)).toBe(true);
    }),
  );
});
