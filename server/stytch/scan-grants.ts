/** Grants read off the bytes of an answer, without an object for any of them. */
export interface ScannedGrants {
  /** The answer's JSON with an empty list of members. */
  rest: string;
  /** For each member, where its id begins and ends in the bytes, quotes left out. */
  idStarts: Uint32Array;
  idEnds: Uint32Array;
  /** For each member, the number of its list of scopes. */
  sets: Uint32Array;
  /** Each distinct list of scopes, as it was written. */
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

/** Thrown inside when the bytes are not of the usual form; never leaves this file. */
class Unusual extends Error {}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) {
    at += 1;
  }
  return at;
}

/** Behind a byte that must stand there, and behind the blanks that follow it. */
function pass(bytes: Buffer, at: number, byte: number): number {
  if (bytes[at] !== byte) throw new Unusual();
  return skipSpace(bytes, at + 1);
}

/** Behind the key of an object that must stand there, and behind its colon. */
function passKey(bytes: Buffer, from: number, key: Buffer): number {
  for (let index = 0; index < key.length; index += 1) {
    if (bytes[from + index] !== key[index]) throw new Unusual();
  }
  return pass(bytes, skipSpace(bytes, from + key.length), colon);
}

/** Behind the quote that ends a string. */
function skipString(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    if (bytes[at] === backslash) at += 1;
    else if (bytes[at] === quote) return at + 1;
  }
  throw new Unusual();
}

/** Behind a value of any kind; whoever parses it checks what is inside. */
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

/** Where an id ends: plain characters only, since what is escaped could be written in two ways. */
function endOfId(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return at;
    if (byte < 0x20 || byte > 0x7e || byte === backslash) throw new Unusual();
    at += 1;
  }
}

function isText(item: unknown): item is string {
  return typeof item === 'string';
}

function parseList(text: string): string[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list) || !list.every(isText)) throw new Unusual();
  return list;
}

/** Four bytes as a number; bytes before the beginning count as 0. */
function wordAt(bytes: Buffer, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

/** A number that tells most stretches of bytes apart by a few of them. */
function roughHash(bytes: Buffer, from: number, to: number): number {
  let hash = to - from;
  for (const at of [to - 4, to - 8, from + ((to - from) >> 1), from]) {
    hash = Math.imul(hash ^ wordAt(bytes, Math.max(from, at)), 0x9e3779b1);
  }
  return hash ^ (hash >>> 15);
}

/** Whether two stretches of bytes are the same; short ones are compared faster here than natively. */
function isSame(bytes: Buffer, from: number, to: number, from2: number, to2: number): boolean {
  if (to - from !== to2 - from2) return false;
  for (let at = from, at2 = from2; at < to; at += 1, at2 += 1) {
    if (bytes[at] !== bytes[at2]) return false;
  }
  return true;
}

/** Numbers of lists by how they are written. */
function createLists(bytes: Buffer) {
  const byHash = new Map<number, { from: number; to: number; number: number }[]>();
  const lists: string[][] = [];
  return {
    lists,
    numberOf: (from: number, to: number): number => {
      const hash = roughHash(bytes, from, to);
      const alike = byHash.get(hash) ?? [];
      for (const known of alike) {
        if (isSame(bytes, known.from, known.to, from, to)) return known.number;
      }
      // A list that ends early, at a bracket inside a name, does not parse.
      const number = lists.push(parseList(bytes.toString('utf8', from, to))) - 1;
      byHash.set(hash, [...alike, { from, to, number }]);
      return number;
    },
  };
}

/** A growing column of numbers. */
function createColumn() {
  let column = new Uint32Array(1024);
  let length = 0;
  return {
    push(number: number): void {
      if (length === column.length) {
        const wider = new Uint32Array(length * 2);
        wider.set(column);
        column = wider;
      }
      column[length] = number;
      length += 1;
    },
    done: () => column.subarray(0, length),
  };
}

type Rows = Omit<ScannedGrants, 'rest'> & { end: number };

/** Reads the list of members that begins at a place; `end` is behind it. */
function scanRows(bytes: Buffer, from: number): Rows {
  const [starts, ends, sets] = [createColumn(), createColumn(), createColumn()];
  const { lists, numberOf } = createLists(bytes);
  let at = pass(bytes, from, openList);
  while (bytes[at] !== closeList) {
    at = passKey(bytes, pass(bytes, at, openObject), idKey);
    if (bytes[at] !== quote) throw new Unusual();
    const idEnd = endOfId(bytes, at + 1);
    starts.push(at + 1);
    ends.push(idEnd);
    at = pass(bytes, skipSpace(bytes, idEnd + 1), comma);
    at = passKey(bytes, at, scopesKey);
    const close = bytes.indexOf(closeList, at);
    if (bytes[at] !== openList || close === -1) throw new Unusual();
    sets.push(numberOf(at, close + 1));
    at = pass(bytes, skipSpace(bytes, close + 1), closeObject);
    if (bytes[at] === comma) {
      at = skipSpace(bytes, at + 1);
      if (bytes[at] === closeList) throw new Unusual();
    } else if (bytes[at] !== closeList) throw new Unusual();
  }
  return { idStarts: starts.done(), idEnds: ends.done(), sets: sets.done(), lists, end: at + 1 };
}

/** Whether two members have the same id; by a table of hashes, so that no id becomes a string. */
function hasDuplicates(bytes: Buffer, { idStarts, idEnds }: Rows): boolean {
  const range = 2 ** Math.ceil(Math.log2(idStarts.length * 2 + 2));
  const table = new Uint32Array(range);
  for (let row = 0; row < idStarts.length; row += 1) {
    const [from, to] = [idStarts[row] ?? 0, idEnds[row] ?? 0];
    let slot = roughHash(bytes, from, to) & (range - 1);
    for (let other = table[slot] ?? 0; other !== 0; other = table[slot] ?? 0) {
      const [start, end] = [idStarts[other - 1] ?? 0, idEnds[other - 1] ?? 0];
      if (isSame(bytes, start, end, from, to)) return true;
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
  if (found === null || hasDuplicates(bytes, found.rows)) throw new Unusual();
  const { from, rows } = found;
  const rest = `${bytes.toString('utf8', 0, from)}[]${bytes.toString('utf8', rows.end)}`;
  return { rest, ...rows };
}

/**
 * Reads the grants of an app off the bytes of Stytch's answer: for 100,000 members without the
 * 100,000 objects and 700,000 strings of `JSON.parse`. Null when the bytes are not of the usual form
 * (`{"member_id":…,"granted_scopes":[…]}` for every member, ids of plain characters, each once, no
 * bracket inside a scope's name); the answer may still be a valid one and must then be parsed whole.
 * Whatever else the answer holds is in `rest`, not yet checked.
 */
export function scanGrants(bytes: Buffer): ScannedGrants | null {
  try {
    return scan(bytes);
  } catch (error) {
    if (error instanceof Unusual || error instanceof SyntaxError) return null;
    throw error;
  }
}
