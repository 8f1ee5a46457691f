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

// https://github.com/ericgio/react-bootstrap-typeahead/issues/806, https://github.com/grosjo/fts-xapian/issues/199
test.each([
  ['バーバラ', 'ハーハラ'],
  ['ガク', 'カク'],
  ['パパ', 'ハハ'],
  ['किरण', 'करण'],
  ['มานี', 'มานะ'],
  ['Йван', 'Иван'],
  ['นำ', 'นา'],
])('a mark that makes another letter stays: %s is not %s (grosjo/fts-xapian#199)', (one, other) => {
  expect(fold(one)).not.toContain(fold(other));
  expect(fold(other)).not.toContain(fold(one));
});

test.each([
  ['Ｍａｒｉａ', 'maria'],
  ['ﬁona', 'fiona'],
  ['Ærlig', 'aerlig'],
  ['Œuvre', 'oeuvre'],
  ['Þór', 'thor'],
  ['Ελένης', 'ελενησ'],
  ['ΕΛΕΝΗΣ', 'ελενησ'],
  ['Jose\u0301', 'jose'],
  ['İpek ıpek', 'ipek ipek'],
  ['Đặng', 'dang'],
  ['STRASSE Straße', 'strasse strasse'],
  ['ｶﾞｸ', 'ガク'],
  ['カ\u3099ク', 'ガク'],
  ['Фёдор', 'федор'],
  ['שָׁלוֹם', 'שלום'],
  ['مُحَمَّد', 'محمد'],
  ['Sl\u034Fa\u200Bck', 'slack'],
])(
  'what is written in another way is the same: %s is %s (grosjo/fts-xapian#199)',
  (text, folded) => {
    expect(fold(text)).toBe(folded);
  },
);

test.each([
  [
    'ﬁona',
    'fi',
    [
      { at: 0, text: 'ﬁ', match: true },
      { at: 1, text: 'ona', match: false },
    ],
  ],
  [
    'Ærlig',
    'aer',
    [
      { at: 0, text: 'Ær', match: true },
      { at: 2, text: 'lig', match: false },
    ],
  ],
  [
    'ガク',
    'ガ',
    [
      { at: 0, text: 'ガ', match: true },
      { at: 1, text: 'ク', match: false },
    ],
  ],
  [
    'किरण',
    'कि',
    [
      { at: 0, text: 'कि', match: true },
      { at: 2, text: 'रण', match: false },
    ],
  ],
])('of %s, %s is marked as it was written', (text, term, parts) => {
  expect(highlight(text, termsOf(term))).toEqual(parts);
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
