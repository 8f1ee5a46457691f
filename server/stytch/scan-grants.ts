/** Grants read from the bytes of a response, without an object per grant. */
export interface ScannedGrants {
  /** The response's JSON with an empty list of members. */
  rest: string;
  /** The common prefix of all member ids, before a UUID each. */
  prefix: string;
  /** 16 bytes for each member. */
  uuids: Uint8Array<ArrayBuffer>;
  /** For each member, the index of its list of scopes. */
  sets: Uint32Array<ArrayBuffer>;
  /** Each distinct list of scopes, as written. */
  lists: string[][];
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

const membersKey = Buffer.from('"active_members"');
const idKey = Buffer.from('"member_id"');
const scopesKey = Buffer.from('"granted_scopes"');

/** Thrown inside when the bytes do not have the usual form; never leaves this file. */
class Unusual extends Error {}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) {
    at += 1;
  }
  return at;
}

/** The offset after a required byte and the blanks that follow it. */
function pass(bytes: Buffer, at: number, byte: number): number {
  if (bytes[at] !== byte) throw new Unusual();
  return skipSpace(bytes, at + 1);
}

/** The offset after a required object key and its colon. */
function passKey(bytes: Buffer, from: number, key: Buffer): number {
  for (let index = 0; index < key.length; index += 1) {
    if (bytes[from + index] !== key[index]) throw new Unusual();
  }
  return pass(bytes, skipSpace(bytes, from + key.length), colon);
}

/** The offset after the quote that ends a string. */
function skipString(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    if (bytes[at] === backslash) at += 1;
    else if (bytes[at] === quote) return at + 1;
  }
  throw new Unusual();
}

/** The offset after a value of any kind; its content is checked when it is parsed. */
function skipValue(bytes: Buffer, from: number): number {
  let depth = 0;
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === openObject || byte === openList) depth += 1;
    else if (byte === closeObject || byte === closeList) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (byte === comma && depth === 0) return at;
    at = byte === quote ? skipString(bytes, at) : at + 1;
  }
  throw new Unusual();
}

/** The value of a character as a lower-case hexadecimal digit; more than 15 for all others. */
const digits = new Uint8Array(256).fill(0x80);
for (const [value, digit] of Buffer.from('0123456789abcdef').entries()) digits[digit] = value;

const uuidLength = 36;
/** The offset of each byte within a UUID's text. */
const uuidPlaces = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const hyphen = 0x2d;

/**
 * Reads a UUID as RFC 9562 writes it, in lower case only, so that ids are equal exactly when their bytes are.
 */
function readUuid(bytes: Buffer, from: number, into: Uint8Array, row: number): void {
  let strange = 0;
  for (let index = 0; index < 16; index += 1) {
    const at = from + (uuidPlaces[index] ?? 0);
    const high = digits[bytes[at] ?? 0] ?? 0x80;
    const low = digits[bytes[at + 1] ?? 0] ?? 0x80;
    strange |= high | low;
    into[row * 16 + index] = (high << 4) | low;
  }
  for (const at of [8, 13, 18, 23]) strange |= bytes[from + at] === hyphen ? 0 : 0x80;
  if (strange > 15) throw new Unusual();
}

function isText(item: unknown): item is string {
  return typeof item === 'string';
}

function parseList(text: string): string[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list) || !list.every(isText)) throw new Unusual();
  return list;
}

/** Whether two ranges of bytes are equal; for short ranges this is faster than the native comparison. */
function isSame(bytes: Buffer, from: number, to: number, from2: number): boolean {
  for (let at = from, at2 = from2; at < to; at += 1, at2 += 1) {
    if (bytes[at] !== bytes[at2]) return false;
  }
  return true;
}

/** A column of twice the length that starts with the given one. */
function widened<T extends Uint8Array | Uint32Array>(column: T, wider: T): T {
  wider.set(column);
  return wider;
}

/** The offset of the UUID at the end of the id that starts here. */
function startOfUuid(bytes: Buffer, from: number): number {
  const start = bytes.indexOf(quote, from) - uuidLength;
  if (start < from) throw new Unusual();
  for (let at = from; at < start; at += 1) {
    const byte = bytes[at] ?? 0;
    // Plain characters only, since escaped ones could be written in two ways.
    if (byte < 0x20 || byte > 0x7e || byte === backslash) throw new Unusual();
  }
  return start;
}

/** The column of ids. All must have the prefix of the first one. */
function createIds(bytes: Buffer) {
  let uuids = new Uint8Array(1024 * 16);
  let rows = 0;
  let [prefixFrom, prefixTo] = [0, 0];
  return {
    /** Reads the id whose quote is at `at`; returns the offset after it. */
    add(at: number): number {
      const from = at + 1;
      if (bytes[at] !== quote) throw new Unusual();
      if (rows === 0) [prefixFrom, prefixTo] = [from, startOfUuid(bytes, from)];
      const uuid = from + prefixTo - prefixFrom;
      if (!isSame(bytes, from, uuid, prefixFrom)) throw new Unusual();
      if (rows * 16 === uuids.length) uuids = widened(uuids, new Uint8Array(uuids.length * 2));
      readUuid(bytes, uuid, uuids, rows);
      rows += 1;
      return pass(bytes, uuid + uuidLength, quote);
    },
    done: () => ({
      prefix: bytes.toString('latin1', prefixFrom, prefixTo),
      uuids: uuids.slice(0, rows * 16),
    }),
  };
}

interface KnownList {
  from: number;
  to: number;
  number: number;
  next: KnownList | undefined;
}

/** The column of scope lists: for each member the index of its list. */
function createSets(bytes: Buffer) {
  const byHash = new Map<number, KnownList>();
  const lists: string[][] = [];
  let sets = new Uint32Array(1024);
  let rows = 0;
  /** The index of the list between two offsets; `hash` distinguishes most lists. */
  function numberOf(from: number, to: number, hash: number): number {
    const first = byHash.get(hash);
    for (let known = first; known !== undefined; known = known.next) {
      const isAsLong = known.to - known.from === to - from;
      if (isAsLong && isSame(bytes, from, to, known.from)) return known.number;
    }
    // A list that ends early, at a bracket inside a name, does not parse.
    const number = lists.push(parseList(bytes.toString('utf8', from, to))) - 1;
    byHash.set(hash, { from, to, number, next: first });
    return number;
  }
  return {
    /** Reads the list that starts at `from`; returns the offset after it. */
    add(from: number): number {
      if (bytes[from] !== openList) throw new Unusual();
      let [at, hash] = [from, 0];
      while (bytes[at] !== closeList) {
        if (at >= bytes.length) throw new Unusual();
        hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
        at += 1;
      }
      if (rows === sets.length) sets = widened(sets, new Uint32Array(sets.length * 2));
      sets[rows] = numberOf(from, at + 1, hash);
      rows += 1;
      return skipSpace(bytes, at + 1);
    },
    done: () => ({ sets: sets.slice(0, rows), lists }),
  };
}

type Rows = Omit<ScannedGrants, 'rest'> & { end: number };

/** Reads the list of members that starts at `from`; `end` is the offset after it. */
function scanRows(bytes: Buffer, from: number): Rows {
  const ids = createIds(bytes);
  const sets = createSets(bytes);
  let at = pass(bytes, from, openList);
  while (bytes[at] !== closeList) {
    at = ids.add(passKey(bytes, pass(bytes, at, openObject), idKey));
    at = sets.add(passKey(bytes, pass(bytes, at, comma), scopesKey));
    at = pass(bytes, at, closeObject);
    if (bytes[at] === comma) {
      at = skipSpace(bytes, at + 1);
      if (bytes[at] === closeList) throw new Unusual();
    } else if (bytes[at] !== closeList) throw new Unusual();
  }
  return { ...ids.done(), ...sets.done(), end: at + 1 };
}

/** Whether two members have the same id; uses a hash table, so no id becomes a string. */
function hasDuplicates({ uuids, sets: { length } }: Rows): boolean {
  const words = new Uint32Array(uuids.buffer, 0, length * 4);
  const range = 2 ** Math.ceil(Math.log2(length * 2 + 2));
  const table = new Uint32Array(range);
  for (let row = 0; row < length; row += 1) {
    const at = row * 4;
    const [a, b, c, d] = [words[at], words[at + 1], words[at + 2], words[at + 3]];
    const mixed = Math.imul(
      (a ?? 0) ^ (c ?? 0) ^ Math.imul((b ?? 0) ^ (d ?? 0), 0x85ebca6b),
      0x9e3779b1,
    );
    let slot = (mixed ^ (mixed >>> 15)) & (range - 1);
    for (let other = table[slot] ?? 0; other !== 0; other = table[slot] ?? 0) {
      const known = (other - 1) * 4;
      const isSameHalf = words[known] === a && words[known + 1] === b;
      if (isSameHalf && words[known + 2] === c && words[known + 3] === d) return true;
      slot = (slot + 1) & (range - 1);
    }
    table[slot] = row + 1;
  }
  return false;
}

function scan(bytes: Buffer): ScannedGrants {
  let found: { from: number; rows: Rows } | null = null;
  let at = pass(bytes, skipSpace(bytes, 0), openObject);
  while (bytes[at] === quote) {
    const keyEnd = skipString(bytes, at);
    const isMembers = bytes.compare(membersKey, 0, membersKey.length, at, keyEnd) === 0;
    const from = pass(bytes, skipSpace(bytes, keyEnd), colon);
    if (isMembers && found !== null) throw new Unusual();
    if (isMembers) found = { from, rows: scanRows(bytes, from) };
    at = skipSpace(bytes, isMembers && found !== null ? found.rows.end : skipValue(bytes, from));
    if (bytes[at] === comma) at = skipSpace(bytes, at + 1);
  }
  if (found === null || hasDuplicates(found.rows)) throw new Unusual();
  const { from, rows } = found;
  const rest = `${bytes.toString('utf8', 0, from)}[]${bytes.toString('utf8', rows.end)}`;
  return { rest, ...rows };
}

/**
 * Reads an app's grants from the bytes of Stytch's response: for 100,000 members without the 100,000 objects
 * and 700,000 strings of `JSON.parse`. Null if the bytes do not have the usual form
 * (`{"member_id":…,"granted_scopes":[…]}` for every member, ids made of a common prefix and a UUID, each
 * once, no bracket inside a scope's name); the response may still be valid and must then be parsed whole.
 * Everything else in the response is in `rest`, unchecked.
 */
export function scanGrants(bytes: Buffer): ScannedGrants | null {
  try {
    return scan(bytes);
  } catch (error) {
    if (error instanceof Unusual || error instanceof SyntaxError) return null;
    throw error;
  }
}
