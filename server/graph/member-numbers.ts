/** Numbers the members of an organization, in the order in which they are first met. */
export interface MemberNumbers {
  readonly size: number;
  /** Numbers for the ids of one app. `uuids` holds 16 bytes each, of ids that begin with the prefix. */
  addPacked(prefix: string, uuids: Uint8Array): Uint32Array<ArrayBuffer>;
  addPlain(ids: readonly string[]): Uint32Array<ArrayBuffer>;
  idOf(number: number): string;
  /** Null for an id that was never met. */
  numberOf(id: string): number | null;
  /** The ids of rows, in the form in which they are sent to the browser. */
  idsOf(numbers: ArrayLike<number>): { prefix: string; uuids: Uint8Array } | { plain: string[] };
}

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function textOf(words: Uint32Array, number: number): string {
  const bytes = Buffer.from(words.buffer, words.byteOffset + number * 16, 16).toString('hex');
  const parts = [0, 8, 12, 16, 20].map((from, index, all) => bytes.slice(from, all[index + 1]));
  return parts.join('-');
}

/** Splits an id into what comes before its UUID, and that in 16 bytes; null if it has none. */
function split(id: string): { prefix: string; uuid: Uint32Array } | null {
  const found = uuidPattern.exec(id);
  if (found === null) return null;
  const bytes = new Uint8Array(Buffer.from(found[0].replaceAll('-', ''), 'hex'));
  return { prefix: id.slice(0, found.index), uuid: new Uint32Array(bytes.buffer) };
}

/** A table of 16-byte keys by open addressing: a million keys without a string for any. */
function createTable() {
  let words = new Uint32Array(4 * 1024);
  let slots = new Uint32Array(4096);
  let size = 0;
  /** Numbers that were given without a key. */
  const keyless = new Set<number>();

  function place(a: number, b: number, c: number, d: number): number {
    const mixed = Math.imul(a ^ c ^ Math.imul(b ^ d, 0x85ebca6b), 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & (slots.length - 1);
    for (let known = slots[slot] ?? 0; known !== 0; known = slots[slot] ?? 0) {
      const at = (known - 1) * 4;
      const isSame = words[at] === a && words[at + 1] === b;
      if (isSame && words[at + 2] === c && words[at + 3] === d) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  function placeOf(from: Uint32Array, at: number): number {
    return place(from[at] ?? 0, from[at + 1] ?? 0, from[at + 2] ?? 0, from[at + 3] ?? 0);
  }

  function grow(): void {
    const wider = new Uint32Array(words.length * 2);
    wider.set(words);
    words = wider;
    slots = new Uint32Array(slots.length * 2);
    for (let key = 0; key < size; key += 1) {
      if (!keyless.has(key)) slots[placeOf(words, key * 4)] = key + 1;
    }
  }

  return {
    words: () => words,
    size: () => size,
    find(uuid: Uint32Array): number | null {
      const known = slots[placeOf(uuid, 0)] ?? 0;
      return known === 0 ? null : known - 1;
    },
    /** The number of a key, given if it is new. */
    add(from: Uint32Array, at: number): number {
      const slot = placeOf(from, at);
      const known = slots[slot] ?? 0;
      if (known !== 0) return known - 1;
      if (size * 4 === words.length) {
        grow();
        return this.add(from, at);
      }
      words.set(from.subarray(at, at + 4), size * 4);
      size += 1;
      slots[slot] = size;
      return size - 1;
    },
    /** A number for what has no key. */
    addKeyless(): number {
      if (size * 4 === words.length) grow();
      keyless.add(size);
      size += 1;
      return size - 1;
    },
  };
}

/** Keeps ids as bytes where they are a common prefix and a UUID. */
export function createMemberNumbers(): MemberNumbers {
  const table = createTable();
  let common: string | null = null;
  /** Ids that are not of that form. */
  const plain = new Map<number, string>();
  const plainNumbers = new Map<string, number>();

  function addOne(id: string): number {
    const parts = split(id);
    if (parts !== null && (common ?? parts.prefix) === parts.prefix) {
      common = parts.prefix;
      return table.add(parts.uuid, 0);
    }
    const known = plainNumbers.get(id);
    if (known !== undefined) return known;
    const number = table.addKeyless();
    plain.set(number, id);
    plainNumbers.set(id, number);
    return number;
  }

  const idOf = (number: number) =>
    plain.get(number) ?? `${common ?? ''}${textOf(table.words(), number)}`;

  return {
    get size() {
      return table.size();
    },
    idOf,
    addPlain: (ids) => Uint32Array.from(ids, addOne),
    addPacked(prefix, uuids) {
      common ??= prefix;
      const rows = uuids.length / 16;
      if (common !== prefix) {
        const words = new Uint32Array(uuids.slice().buffer);
        return Uint32Array.from({ length: rows }, (_, row) => addOne(prefix + textOf(words, row)));
      }
      const words = new Uint32Array(uuids.slice().buffer);
      const numbers = new Uint32Array(rows);
      for (let row = 0; row < rows; row += 1) numbers[row] = table.add(words, row * 4);
      return numbers;
    },
    numberOf(id) {
      const known = plainNumbers.get(id);
      if (known !== undefined) return known;
      const parts = split(id);
      return parts !== null && parts.prefix === common ? table.find(parts.uuid) : null;
    },
    idsOf(numbers) {
      if (plain.size > 0) return { plain: Array.from(numbers, idOf) };
      const words = table.words();
      const rows = new Uint32Array(numbers.length * 4);
      for (let row = 0; row < numbers.length; row += 1) {
        const at = (numbers[row] ?? 0) * 4;
        rows.set(words.subarray(at, at + 4), row * 4);
      }
      return { prefix: common ?? '', uuids: new Uint8Array(rows.buffer) };
    },
  };
}
