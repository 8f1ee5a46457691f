import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  packHead,
  packRows,
  packedRowsSchema,
  rowsLayoutSchema,
  setsOf,
  unpackColumns,
} from './packed-rows.ts';

const headSchema = z.object({
  note: z.string(),
  scopes: z.array(z.string()),
  layout: rowsLayoutSchema,
});
const schema = packedRowsSchema(headSchema, (head, rows) => ({ head, rows }));

const scopeNames = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 400 });
/** Consistent rows, as they are before packing. */
const table = fc
  .tuple(scopeNames, fc.nat({ max: 60 }), fc.boolean(), fc.constantFrom(200, 60_000, 4_000_000_000))
  .chain(([scopes, count, isPacked, most]) =>
    fc.record({
      note: fc.string({ unit: 'binary' }),
      scopes: fc.constant(scopes),
      prefix: fc.constantFrom('member-test-', ''),
      ids: fc.uniqueArray(isPacked ? fc.uuid() : fc.string(), {
        minLength: count,
        maxLength: count,
      }),
      isPacked: fc.constant(isPacked && count > 0),
      scopeSets: fc.array(
        fc
          .uniqueArray(fc.nat({ max: scopes.length - 1 }))
          .map((set) => set.toSorted((a, b) => a - b)),
        { minLength: 1, maxLength: 300 },
      ),
      picks: fc.array(fc.nat(), { minLength: count, maxLength: count }),
      extras: fc.array(fc.array(fc.nat({ max: most }), { minLength: count, maxLength: count }), {
        maxLength: 3,
      }),
    }),
  );
type Table = ReturnType<typeof table.generate>['value'];

function pack({ note, scopes, prefix, ids, isPacked, scopeSets, picks, extras }: Table) {
  const sets = picks.map((pick) => pick % scopeSets.length);
  const digits = isPacked ? (ids.join('').replaceAll('-', '').match(/../g) ?? []) : [];
  const uuids = Uint8Array.from(digits, (byte) => Number.parseInt(byte, 16));
  const { layout, bytes } = packRows({
    ids: isPacked ? { prefix, uuids } : { plain: ids },
    sets,
    scopeSets,
    extras,
  });
  const written = { note, scopes, layout };
  const head = packHead(written);
  const body = new Uint8Array(head.length + bytes.length);
  body.set(head);
  body.set(bytes, head.length);
  const texts = isPacked ? ids.map((id) => prefix + id) : ids;
  return { body, head, bytes, layout, rows: { ids: texts, sets, scopeSets, extras } };
}

type Parsed = z.output<typeof schema>;
const plainRows = ({ rows: { ids, sets, scopeSets, extras } }: Parsed) => ({
  ids: Array.from({ length: ids.length }, (_, row) => ids.at(row)),
  sets: Array.from(sets),
  scopeSets,
  extras: extras.map((extra) => Array.from(extra)),
});

/** Whether the unpacked rows can be shown: every row has an id and a set, every set has scopes. */
function isSound({ head, rows: { ids, sets, scopeSets, extras } }: Parsed): boolean {
  return Array.from(sets).every((set, row) => {
    const isSet = scopeSets[set]?.every((scope) => head.scopes[scope] !== undefined);
    return isSet === true && ids.at(row) !== undefined && extras.every((extra) => row in extra);
  });
}

describe('rows that were packed', () => {
  test('are the same when they are unpacked', () => {
    fc.assert(
      fc.property(table, (given) => {
        const { body, rows } = pack(given);
        const parsed = z.parse(schema, body);
        expect(plainRows(parsed)).toEqual(rows);
        expect(parsed.head).toMatchObject({ note: given.note, scopes: given.scopes });
        expect(parsed.rows.ids.at(rows.ids.length)).toBeUndefined();
      }),
    );
  });

  test('are the same wherever in a larger buffer they lie', () => {
    fc.assert(
      fc.property(table, fc.nat({ max: 5 }), (given, words) => {
        const { bytes, layout, rows } = pack(given);
        const larger = new Uint8Array(bytes.length + words * 4).fill(0xaa, 0, words * 4);
        larger.set(bytes, words * 4);
        const { sets, ends, entries } = unpackColumns(layout, larger, words * 4);
        expect([Array.from(sets), setsOf(ends, entries)]).toEqual([rows.sets, rows.scopeSets]);
      }),
    );
  });

  test('are refused when they are cut or longer', () => {
    fc.assert(
      fc.property(table, fc.nat(), (given, pick) => {
        const { body } = pack(given);
        expect(z.safeParse(schema, body.slice(0, pick % body.length)).success).toBe(false);
        const longer = new Uint8Array(body.length + 1 + (pick % 16));
        longer.set(body);
        expect(z.safeParse(schema, longer).success).toBe(false);
      }),
    );
  });

  test('are refused or can be shown when a byte is another', () => {
    fc.assert(
      fc.property(table, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, pick, change) => {
        const { body } = pack(given);
        const at = pick % body.length;
        body[at] = (body[at] ?? 0) ^ change;
        const parsed = z.safeParse(schema, body);
        expect(parsed.success ? isSound(parsed.data) : 'refused').toBeOneOf([true, 'refused']);
      }),
      { numRuns: 400 },
    );
  });

  test('are refused when a set ends before it begins', () => {
    const { layout, bytes } = packRows({
      ids: { plain: ['a', 'b'] },
      sets: [0, 1],
      scopeSets: [[0, 1], [1]],
    });
    // The end of the first set follows the sets, padded to four bytes.
    bytes[4] = 4;
    expect(() => unpackColumns(layout, bytes)).toThrow(RangeError);
    bytes[4] = 3;
    expect(setsOf(unpackColumns(layout, bytes).ends, unpackColumns(layout, bytes).entries)).toEqual(
      [[0, 1, 1], []],
    );
  });
});
