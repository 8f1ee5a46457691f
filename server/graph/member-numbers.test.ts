import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemberNumbers, type MemberNumbers } from './member-numbers.ts';

const prefixes = ['member-test-', 'member-live-', ''];
const uuid = fc.oneof(
  fc.uuid(),
  // Few, so that they come again, and of any form, not only of a version that there is.
  fc.integer({ min: 0, max: 9 }).map((n) => `00000000-00f${n}-00f0-ffff-ffffffffffff`),
);
/** The ids of one app, as an answer was read: packed, or as texts of any form. */
const batch = fc.oneof(
  fc.record({ prefix: fc.constantFrom(...prefixes), uuids: fc.uniqueArray(uuid) }),
  fc.record({
    plain: fc.uniqueArray(
      fc.oneof(
        fc.string(),
        uuid.map((id) => id.toUpperCase()),
        fc.tuple(fc.constantFrom(...prefixes), uuid).map((parts) => parts.join('')),
      ),
    ),
  }),
);
type Batch = ReturnType<typeof batch.generate>['value'];

const bytesOf = (uuids: readonly string[]) =>
  new Uint8Array(Buffer.from(uuids.join('').replaceAll('-', ''), 'hex'));
const idsOf = (given: Batch) =>
  'uuids' in given ? given.uuids.map((id) => given.prefix + id) : given.plain;
const add = (numbers: MemberNumbers, given: Batch) =>
  'uuids' in given
    ? numbers.addPacked(given.prefix, bytesOf(given.uuids))
    : numbers.addPlain(given.plain);

/** The ids of rows as a browser makes them of what is sent. */
function sent(numbers: MemberNumbers, rows: readonly number[]): string[] {
  const column = numbers.idsOf(rows);
  if ('plain' in column) return column.plain;
  const hex = Buffer.from(column.uuids).toString('hex');
  return rows.map((_row, at) => {
    const digits = hex.slice(at * 32, at * 32 + 32);
    return column.prefix + digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
  });
}

/** An id of its own for each number; one in fifty is of another form. */
const manyIds = (at: number) =>
  at % 50 === 7
    ? `ext|${at}`
    : `member-test-${at.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;

describe('numbers of members', () => {
  test('are those of a list without repetition, whatever the form of the ids', () => {
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 8 }), fc.uuid(), (batches, stranger) => {
        const numbers = createMemberNumbers();
        const known: string[] = [];
        for (const given of batches) {
          const ids = idsOf(given);
          for (const id of ids) if (!known.includes(id)) known.push(id);
          expect([...add(numbers, given)]).toEqual(ids.map((id) => known.indexOf(id)));
        }
        expect(numbers.size).toBe(known.length);
        expect(known.map((_id, number) => numbers.idOf(number))).toEqual(known);
        expect(known.map((id) => numbers.numberOf(id))).toEqual(known.map((_id, at) => at));
        expect(numbers.numberOf(stranger)).toBe(null);
        const backwards = known.map((_id, at) => known.length - 1 - at);
        expect(sent(numbers, backwards)).toEqual(known.toReversed());
      }),
    );
  });

  test('outgrow every table, with ids of both forms among each other', () => {
    const count = 20_000;
    const all = Array.from({ length: count }, (_, at) => manyIds(at));
    const numbers = createMemberNumbers();
    for (let from = 0; from < count; from += 777) numbers.addPlain(all.slice(from, from + 900));
    expect(numbers.size).toBe(count);
    expect(all.filter((text, at) => numbers.idOf(at) !== text)).toEqual([]);
    expect(all.filter((text, at) => numbers.numberOf(text) !== at)).toEqual([]);
    expect([...numbers.addPlain(all)]).toEqual(all.map((_text, at) => at));
  });

  test('do not mistake an id for another that ends alike', () => {
    const numbers = createMemberNumbers();
    const end = '3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
    numbers.addPacked('member-test-', bytesOf([end]));
    for (const other of [end, `x-member-test-${end}`, `member-live-${end}`, `${end} `]) {
      expect(numbers.numberOf(other)).toBe(null);
    }
    expect([...numbers.addPlain([`member-live-${end}`, `member-test-${end}`])]).toEqual([1, 0]);
  });
});
