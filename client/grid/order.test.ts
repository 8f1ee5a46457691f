import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from './steps.ts';
import { orderRanks, orderTexts } from './order.ts';

/** The order in the plainest way. */
function plainOrder(items: readonly (string | number)[]): number[] {
  return items
    .map((item, row) => ({ item, row }))
    .toSorted((a, b) => (a.item < b.item ? -1 : a.item > b.item ? 1 : a.row - b.row))
    .map(({ row }) => row);
}

test('texts are in the order that comparing each with each gives', () => {
  const units = fc.constantFrom(
    'a',
    'b',
    'z',
    ' ',
    '0',
    '9',
    '\n',
    '-',
    '_',
    'A',
    '~',
    'é',
    'ж',
    '佐',
    '\uFFFF',
    '🦊',
  );
  fc.assert(
    fc.property(fc.array(fc.string({ unit: units, maxLength: 8 }), { size: 'large' }), (texts) => {
      expect([...finish(orderTexts(texts))]).toEqual(plainOrder(texts));
    }),
    { numRuns: 200 },
  );
});

test('many texts that begin alike are in order too', () => {
  const words = fc.constantFrom(
    'amara okafor',
    'amara okaforson',
    'amaréa',
    'amara',
    'amara 佐藤',
    '',
  );
  fc.assert(
    fc.property(fc.array(words, { minLength: 60, maxLength: 200 }), (texts) => {
      expect([...finish(orderTexts(texts))]).toEqual(plainOrder(texts));
    }),
  );
});

test('whatever the texts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 })), (texts) => {
      expect([...finish(orderTexts(texts))]).toEqual(plainOrder(texts));
    }),
  );
});

test('rows are in order of the ranks of their groups, equal ones as they came', () => {
  const rank = fc.nat(9);
  const rankOfEachGroup = fc.array(rank, { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(fc.array(fc.nat(19)), rankOfEachGroup, (groups, ranks) => {
      const numbers = groups.map((group) => ranks[group] ?? 0);
      const counts = Uint32Array.from(
        { length: 10 },
        (_, known) => numbers.filter((number) => number === known).length,
      );
      const rows = orderRanks(Uint32Array.from(groups), Uint32Array.from(ranks), counts);
      expect([...rows]).toEqual(plainOrder(numbers));
    }),
  );
});
