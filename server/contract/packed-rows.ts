import * as z from 'zod/mini';

// Both sides have these (https://encoding.spec.whatwg.org), but the contract has neither side's types.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/** Bytes per number in a column: as few as its largest number needs. */
const widthSchema = z.union([z.literal(1), z.literal(2), z.literal(4)]);
const columnSchema = z.object({ length: z.int().check(z.gte(0)), width: widthSchema });
type Layout = z.infer<typeof columnSchema>;

/**
 * The columns after the head, in this order. Member `i` has the `i`th id and the scopes of set `sets[i]`; set
 * `s` is `entries[setEnds[s - 1]…setEnds[s]]`, each entry an index into `scopes`.
 */
export const rowsLayoutSchema = z.object({
  /**
   * A common prefix and a UUID of 16 bytes for each id, because the digits are random and text needs 36
   * bytes. Ids of another form are all in `plain`, with no packed ones.
   */
  ids: z.object({
    prefix: z.string(),
    packed: z.int().check(z.gte(0)),
    plain: z.array(z.string()),
  }),
  sets: columnSchema,
  setEnds: columnSchema,
  entries: columnSchema,
  extras: z.array(columnSchema),
});
export type RowsLayout = z.infer<typeof rowsLayoutSchema>;

/** Member ids, each built on access. An array of strings is one too. */
export interface IdColumn {
  readonly length: number;
  at(row: number): string | undefined;
  /** For packed ids, the 16 bytes of each, which identify it without building its text. */
  readonly uuids?: Uint8Array;
}

type NumberColumn = Uint8Array | Uint16Array | Uint32Array;

/** Rows in columns, without an object per row: one row is one member's grant, or all grants of one member. */
interface Rows {
  ids: IdColumn;
  /** For each row the index of its scope set. */
  sets: ArrayLike<number>;
  /** Distinct scope sets, each ascending, so highest risk first. */
  scopeSets: readonly (readonly number[])[];
  /** Further numbers for each row; the view defines what they mean. */
  extras: readonly ArrayLike<number>[];
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function uuidAt(bytes: Uint8Array, row: number): string {
  let text = '';
  for (let at = 0; at < 16; at += 1) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-';
    text += hex[bytes[row * 16 + at] ?? 0] ?? '';
  }
  return text;
}

/** Ids made of a common prefix and 16 bytes of a UUID each. */
function packedIds(prefix: string, uuids: Uint8Array): IdColumn {
  const length = uuids.length / 16;
  return { length, uuids, at: (row) => (row < length ? prefix + uuidAt(uuids, row) : undefined) };
}

const alignment = 4;
const padded = (length: number) => Math.ceil(length / alignment) * alignment;

function columnOf(numbers: ArrayLike<number>): NumberColumn {
  let most = 0;
  for (let at = 0; at < numbers.length; at += 1) most = Math.max(most, numbers[at] ?? 0);
  // Not `from`, which iterates: for typed arrays this is a single copy.
  if (most < 2 ** 8) return new Uint8Array(numbers);
  return most < 2 ** 16 ? new Uint16Array(numbers) : new Uint32Array(numbers);
}

function layoutOf({ length, BYTES_PER_ELEMENT }: NumberColumn): Layout {
  return { length, width: z.parse(widthSchema, BYTES_PER_ELEMENT) };
}

/** Rows to pack; their ids are packed already or plain. */
interface RowsToPack {
  ids: { prefix: string; uuids: Uint8Array } | { plain: string[] };
  sets: ArrayLike<number>;
  scopeSets: readonly (readonly number[])[];
  extras?: readonly ArrayLike<number>[];
}

/** Rows as columns of bytes, and the layout to read them by. */
export interface PackedRows {
  layout: RowsLayout;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Packs rows; `unpackRows` reads them. */
export function packRows({ ids, sets, scopeSets, extras = [] }: RowsToPack): PackedRows {
  const uuids = 'uuids' in ids ? ids.uuids : new Uint8Array();
  let end = 0;
  const ends = scopeSets.map((set) => (end += set.length));
  const [setColumn, endColumn, entryColumn] = [
    columnOf(sets),
    columnOf(ends),
    columnOf(scopeSets.flat()),
  ];
  const extraColumns = extras.map(columnOf);
  const columns = [setColumn, endColumn, entryColumn, ...extraColumns];
  const length = columns.reduce((sum, { byteLength }) => sum + padded(byteLength), uuids.length);
  const bytes = new Uint8Array(length);
  bytes.set(uuids);
  let at = uuids.length;
  for (const { buffer, byteLength } of columns) {
    bytes.set(new Uint8Array(buffer, 0, byteLength), at);
    at += padded(byteLength);
  }
  const packed = uuids.length / 16;
  return {
    bytes,
    layout: {
      ids:
        'uuids' in ids
          ? { prefix: ids.prefix, packed, plain: [] }
          : { prefix: '', packed, plain: ids.plain },
      sets: layoutOf(setColumn),
      setEnds: layoutOf(endColumn),
      entries: layoutOf(entryColumn),
      extras: extraColumns.map(layoutOf),
    },
  };
}

/** The least that a head contains. */
interface Head {
  layout: RowsLayout;
  scopes: readonly unknown[];
}

/**
 * Everything before the columns: the length of the head in four bytes (little-endian), then the head as JSON,
 * padded with blanks so that columns start at a multiple of four.
 */
export function packHead(head: Head): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(alignment + padded(json.length)).fill(0x20);
  new DataView(bytes.buffer).setUint32(0, bytes.length - alignment, true);
  bytes.set(json, alignment);
  return bytes;
}

/** Cuts columns from a body one after the other; throws RangeError beyond its end. */
function createCutter(body: Uint8Array<ArrayBuffer>, from: number) {
  let at = body.byteOffset + from;
  return {
    bytes(length: number): Uint8Array {
      const column = new Uint8Array(body.buffer, at, length);
      at += padded(length);
      return column;
    },
    numbers({ length, width }: Layout): NumberColumn {
      const Column = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[width];
      const column = new Column(body.buffer, at, length);
      at += padded(length * width);
      return column;
    },
    isAtEnd: () => at === body.byteOffset + body.length,
  };
}

/** Splits numbers into sets at `ends`. */
export function setsOf(ends: NumberColumn, entries: NumberColumn): number[][] {
  let from = 0;
  return Array.from(ends, (to) => {
    const set = [...entries.subarray(from, to)];
    from = to;
    return set;
  });
}

function isBelow(numbers: NumberColumn, limit: number): boolean {
  for (let at = 0; at < numbers.length; at += 1) if ((numbers[at] ?? limit) >= limit) return false;
  return true;
}

/** Whether the sets are consecutive and fill the column of entries. */
function isTiling(ends: NumberColumn, length: number): boolean {
  let from = 0;
  for (const to of ends) {
    if (to < from) return false;
    from = to;
  }
  return from === length;
}

/**
 * Reads the output of `packRows` from an offset that is a multiple of four. Columns are views of the bytes;
 * `uuids` are the packed ids. Throws RangeError if the columns do not fit together.
 */
export function unpackColumns(layout: RowsLayout, bytes: Uint8Array<ArrayBuffer>, from = 0) {
  const cut = createCutter(bytes, from);
  const { prefix, packed, plain } = layout.ids;
  const uuids = cut.bytes(packed * 16);
  const sets = cut.numbers(layout.sets);
  const ends = cut.numbers(layout.setEnds);
  const entries = cut.numbers(layout.entries);
  const extras = layout.extras.map((extra) => cut.numbers(extra));
  const ids: IdColumn = packed > 0 ? packedIds(prefix, uuids) : plain;
  const isWhole = cut.isAtEnd() && [sets, ...extras].every(({ length }) => length === ids.length);
  if (!isWhole || !isBelow(sets, ends.length) || !isTiling(ends, entries.length)) {
    throw new RangeError('The columns of a table do not fit together');
  }
  return { uuids, ids, sets, ends, entries, extras };
}

/** Throws for anything but the output of `packHead` followed by that of `packRows`. */
function unpackRows<H extends Head>(
  headSchema: z.ZodMiniType<H>,
  body: Uint8Array<ArrayBuffer>,
): { head: H; rows: Rows } {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const headEnd = alignment + view.getUint32(0, true);
  const json = new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(alignment, headEnd));
  const head = z.parse(headSchema, JSON.parse(json));
  const { ids, sets, ends, entries, extras } = unpackColumns(head.layout, body, headEnd);
  if (!isBelow(entries, head.scopes.length)) throw new RangeError('A set holds an unknown scope');
  return { head, rows: { ids, sets, scopeSets: setsOf(ends, entries), extras } };
}

/** The schema of a body of packed rows: parses bytes and returns what `present` makes of them. */
export function packedRowsSchema<H extends Head, T>(
  headSchema: z.ZodMiniType<H>,
  present: (head: H, rows: Rows) => T,
) {
  return z.pipe(
    z.instanceof(Uint8Array<ArrayBuffer>),
    z.transform((body, context): T => {
      try {
        const { head, rows } = unpackRows(headSchema, body);
        return present(head, rows);
      } catch {
        context.issues.push({ code: 'custom', message: 'no table', input: body });
        return z.NEVER;
      }
    }),
  );
}
