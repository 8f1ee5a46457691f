const classBits = 6;
const prefixUnits = 5;
/** A prefix has 30 bits and is sorted 10 bits at a time. */
const digitBits = 10;
const digitRange = 1 << digitBits;
/** Below this number of rows, comparing is faster than sorting by prefixes. */
const fewRows = 200;
const firstShared = 44;

/**
 * The 6-bit class of a UTF-16 unit; it never falls as the unit rises. Lower-case ASCII letters, digits
 * and the space, which make up most names, have a class each. Every other class stands for a range of
 * units. 0 is the end of the text.
 */
function classOf(unit: number): number {
  if (unit >= 97 && unit <= 122) return 18 + unit - 97;
  if (unit === 32) return 2;
  if (unit >= 48 && unit <= 57) return 4 + unit - 48;
  if (unit > 122) return firstShared + Math.min(19, (unit - 123) >>> 12);
  if (unit > 57) return 17;
  return unit < 32 ? 1 : 3;
}

/** Whether a class stands for exactly one unit, or for the end of the text. */
function isExact(unitClass: number): boolean {
  return unitClass < firstShared && unitClass !== 1 && unitClass !== 3 && unitClass !== 17;
}

/**
 * The classes of five units of a text, starting at `from`, packed into 30 bits that sort as the units do.
 * Stops after a unit whose class is a range, because texts can differ within the range.
 */
function prefixOf(text: string, from: number): number {
  let prefix = 0;
  const to = Math.min(text.length, from + prefixUnits);
  for (let at = from; at < to; at += 1) {
    const unitClass = classOf(text.charCodeAt(at));
    prefix = (prefix << classBits) | unitClass;
    if (!isExact(unitClass)) return prefix << (classBits * (from + prefixUnits - at - 1));
  }
  return prefix << (classBits * (from + prefixUnits - to));
}

/** What texts with this same prefix need: nothing (`equal`), their next units, or a full comparison. */
function afterPrefix(prefix: number): 'equal' | 'more' | 'unclear' {
  for (let rest = prefix; rest > 0; rest >>>= classBits) {
    if (!isExact(rest & ((1 << classBits) - 1))) return 'unclear';
  }
  return (prefix & ((1 << classBits) - 1)) === 0 ? 'equal' : 'more';
}

/** Turns counts into start offsets, in place. */
function startsOf(counts: Uint32Array): void {
  let start = 0;
  for (let number = 0; number < counts.length; number += 1) {
    const count = counts[number] ?? 0;
    counts[number] = start;
    start += count;
  }
}

/** Sorts rows by ten bits of their keys; stable. Returns a new array. */
function orderByDigit(rows: Uint32Array, keys: Uint32Array, shift: number): Uint32Array {
  const places = new Uint32Array(digitRange);
  for (const row of rows) {
    const digit = ((keys[row] ?? 0) >>> shift) & (digitRange - 1);
    places[digit] = (places[digit] ?? 0) + 1;
  }
  startsOf(places);
  const ordered = new Uint32Array(rows.length);
  for (const row of rows) {
    const digit = ((keys[row] ?? 0) >>> shift) & (digitRange - 1);
    const at = places[digit] ?? 0;
    ordered[at] = row;
    places[digit] = at + 1;
  }
  return ordered;
}

/** Sorts rows in place by comparing texts; equal texts keep the order of the rows. */
function compareRows(rows: Uint32Array, texts: readonly string[]): void {
  rows.sort((a, b) => {
    const left = texts[a] ?? '';
    const right = texts[b] ?? '';
    if (left === right) return a - b;
    return left < right ? -1 : 1;
  });
}

/** Sorts ascending rows in place by the prefix at `from`; yields each run of two or more equal prefixes. */
function* orderByPrefix(
  rows: Uint32Array,
  texts: readonly string[],
  keys: Uint32Array,
  from: number,
): Generator<{ run: Uint32Array; prefix: number }> {
  for (const row of rows) keys[row] = prefixOf(texts[row] ?? '', from);
  let ordered = rows;
  for (let shift = 0; shift < classBits * prefixUnits; shift += digitBits) {
    ordered = orderByDigit(ordered, keys, shift);
  }
  rows.set(ordered);
  let start = 0;
  for (let at = 1; at <= rows.length; at += 1) {
    const prefix = keys[rows[start] ?? 0] ?? 0;
    if (at < rows.length && keys[rows[at] ?? 0] === prefix) continue;
    if (at - start > 1) yield { run: rows.subarray(start, at), prefix };
    start = at;
  }
}

function orderRun(
  rows: Uint32Array,
  texts: readonly string[],
  keys: Uint32Array,
  from: number,
  prefix: number,
): void {
  const then = afterPrefix(prefix);
  if (then === 'equal') return;
  if (then === 'unclear' || rows.length < fewRows) {
    compareRows(rows, texts);
    return;
  }
  for (const next of orderByPrefix(rows, texts, keys, from)) {
    orderRun(next.run, texts, keys, from + prefixUnits, next.prefix);
  }
}

/**
 * Rows sorted by their texts in UTF-16 order; equal texts keep the order of the rows. This is a most
 * significant digit radix sort: it sorts by five units packed into a number, and only rows that are
 * still equal go on to the next five. Yields between runs, so that the caller can do other work.
 */
export function* orderTexts(texts: readonly string[]): Generator<void, Uint32Array> {
  const rows = new Uint32Array(texts.length);
  for (let row = 0; row < rows.length; row += 1) rows[row] = row;
  const keys = new Uint32Array(texts.length);
  for (const { run, prefix } of orderByPrefix(rows, texts, keys, 0)) {
    orderRun(run, texts, keys, prefixUnits, prefix);
    yield;
  }
  return rows;
}

/**
 * Rows in ascending order of their group's rank; equal ranks keep the order of the rows. `counts` is the
 * number of rows per rank and is overwritten.
 */
export function orderRanks(
  groups: Uint32Array | Uint8Array,
  ranks: Uint32Array,
  counts: Uint32Array,
): Uint32Array {
  startsOf(counts);
  const rows = new Uint32Array(groups.length);
  for (let row = 0; row < groups.length; row += 1) {
    const rank = ranks[groups[row] ?? 0] ?? 0;
    const at = counts[rank] ?? 0;
    rows[at] = row;
    counts[rank] = at + 1;
  }
  return rows;
}
