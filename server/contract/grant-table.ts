import * as z from 'zod/mini';
import { connectedAppSchema } from './connected-apps.ts';
import { scopeSchema } from './scopes.ts';

// Both sides have these (https://encoding.spec.whatwg.org), but the contract knows neither side's types.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/** Bytes of a number in a column: as few as its largest number needs. */
const widthSchema = z.union([z.literal(1), z.literal(2), z.literal(4)]);
const columnSchema = z.object({ length: z.int().check(z.gte(0)), width: widthSchema });
type Layout = z.infer<typeof columnSchema>;

/**
 * The columns behind the head, in this order. Member `i` has the `i`th id and holds the scopes of set
 * `sets[i]`; set `s` is `entries[setEnds[s - 1]…setEnds[s]]`, each entry an index into `scopes`.
 */
const grantLayoutSchema = z.object({
  /**
   * Ids are a prefix and a UUID: 16 bytes each, since its digits are random and text takes 36 of
   * them. Where they are not of that form they are in `plain`, and there are no packed ones.
   */
  ids: z.object({
    prefix: z.string(),
    packed: z.int().check(z.gte(0)),
    plain: z.array(z.string()),
  }),
  sets: columnSchema,
  setEnds: columnSchema,
  entries: columnSchema,
});
export type GrantLayout = z.infer<typeof grantLayoutSchema>;

const surroundingsSchema = z.object({
  app: connectedAppSchema,
  memberCount: z.nullable(z.int()),
  /** Heaviest class first, then by name: an index is also a rank. */
  scopes: z.array(scopeSchema),
  /** What could not be read beside the grants; empty when the answer is whole. */
  missing: z.array(z.enum(['scope-descriptions', 'policy', 'member-count'])),
});
export type Surroundings = z.infer<typeof surroundingsSchema>;
const headSchema = z.extend(surroundingsSchema, { layout: grantLayoutSchema });

/** Ids of members, each made when it is asked for. An array of texts is one. */
interface IdColumn {
  readonly length: number;
  at(row: number): string | undefined;
}

type NumberColumn = Uint8Array | Uint16Array | Uint32Array;

/** An app, and its members × granted scopes in columns: one row a member, no object for any. */
export interface GrantTable extends Surroundings {
  /** Distinct sets of scopes, each ascending, so heaviest first. */
  scopeSets: readonly (readonly number[])[];
  members: { ids: IdColumn; sets: ArrayLike<number> };
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

/** Ids of a common prefix and 16 bytes of a UUID each. */
export function packedIds(prefix: string, uuids: Uint8Array): IdColumn {
  const length = uuids.length / 16;
  return { length, at: (row) => (row < length ? prefix + uuidAt(uuids, row) : undefined) };
}

const alignment = 4;
const padded = (length: number) => Math.ceil(length / alignment) * alignment;

function columnOf(numbers: ArrayLike<number>): NumberColumn {
  let most = 0;
  for (let at = 0; at < numbers.length; at += 1) most = Math.max(most, numbers[at] ?? 0);
  if (most < 2 ** 8) return Uint8Array.from(numbers);
  return most < 2 ** 16 ? Uint16Array.from(numbers) : Uint32Array.from(numbers);
}

function layoutOf({ length, BYTES_PER_ELEMENT }: NumberColumn): Layout {
  return { length, width: z.parse(widthSchema, BYTES_PER_ELEMENT) };
}

/** Member ids, either packed or plain, and their scope sets. */
export interface GrantsToPack {
  ids: { prefix: string; uuids: Uint8Array } | { plain: string[] };
  sets: ArrayLike<number>;
  scopeSets: readonly (readonly number[])[];
}

/** Grants as columns of bytes, and where to find which. */
export interface PackedGrants {
  layout: GrantLayout;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Packs grants; `unpackGrantTable` reads them. */
export function packGrants({ ids, sets, scopeSets }: GrantsToPack): PackedGrants {
  const uuids = 'uuids' in ids ? ids.uuids : new Uint8Array();
  let end = 0;
  const ends = scopeSets.map((set) => (end += set.length));
  const columns = [columnOf(sets), columnOf(ends), columnOf(scopeSets.flat())] as const;
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
      sets: layoutOf(columns[0]),
      setEnds: layoutOf(columns[1]),
      entries: layoutOf(columns[2]),
    },
  };
}

/**
 * Everything before the columns: the length of the head in four bytes, least first, and the head as
 * JSON, with blanks behind it so that columns begin at a multiple of four.
 */
export function packHead(surroundings: Surroundings, layout: GrantLayout): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify({ ...surroundings, layout }));
  const head = new Uint8Array(alignment + padded(json.length)).fill(0x20);
  new DataView(head.buffer).setUint32(0, head.length - alignment, true);
  head.set(json, alignment);
  return head;
}

/** Hands out columns of a body one after the other; throws RangeError beyond its end. */
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

function setsOf(ends: NumberColumn, entries: NumberColumn): number[][] {
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

/** Columns are views of the bytes, whose offset must be a multiple of four. */
function unpack(body: Uint8Array<ArrayBuffer>): GrantTable {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const headEnd = alignment + view.getUint32(0, true);
  const json = new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(alignment, headEnd));
  const { layout, ...surroundings } = z.parse(headSchema, JSON.parse(json));
  const cut = createCutter(body, headEnd);
  const { prefix, packed, plain } = layout.ids;
  const uuids = cut.bytes(packed * 16);
  const [sets, ends, entries] = [
    cut.numbers(layout.sets),
    cut.numbers(layout.setEnds),
    cut.numbers(layout.entries),
  ];
  const ids = packed > 0 ? packedIds(prefix, uuids) : plain;
  const isWhole = cut.isAtEnd() && ids.length === sets.length;
  if (!isWhole || !isBelow(sets, ends.length) || !isBelow(entries, surroundings.scopes.length)) {
    throw new RangeError('The columns of a grant table do not fit together');
  }
  return { ...surroundings, scopeSets: setsOf(ends, entries), members: { ids, sets } };
}

/**
 * Answer of `GET /api/connected-apps/{app}`: what `packHead` and `packGrants` wrote, one behind the
 * other. When it was true is in the header `As-Of`, epoch ms, so that an unchanged one is a 304.
 */
export const grantTableSchema = z.pipe(
  z.instanceof(Uint8Array<ArrayBuffer>),
  z.transform((body, context): GrantTable => {
    try {
      return unpack(body);
    } catch {
      context.issues.push({ code: 'custom', message: 'no grant table', input: body });
      return z.NEVER;
    }
  }),
);
