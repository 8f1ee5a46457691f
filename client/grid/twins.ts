import type { IdColumn } from '#contract/packed-rows.ts';

/** Finds the row that was last put in with the id of a row; puts the row in its place. */
type Swap = (row: number) => number | undefined;

function swapTexts(ids: IdColumn): Swap {
  const lastOf = new Map<string, number>();
  return (row) => {
    const id = ids.at(row) ?? '';
    const last = lastOf.get(id);
    lastOf.set(id, row);
    return last;
  };
}

/** A hash table of rows by the bytes of their ids: making 100,000 texts takes many times longer. */
function swapBytes(uuids: Uint8Array): Swap {
  const words = new Uint32Array(uuids.buffer, uuids.byteOffset, uuids.length / 4);
  const mask = 2 ** Math.ceil(Math.log2(words.length / 2 + 1)) - 1;
  // One more than the row, so that 0 is a free place.
  const places = new Uint32Array(mask + 1);
  const word = (row: number, at: number) => words[4 * row + at] ?? 0;
  const isSame = (a: number, b: number) =>
    word(a, 0) === word(b, 0) &&
    word(a, 1) === word(b, 1) &&
    word(a, 2) === word(b, 2) &&
    word(a, 3) === word(b, 3);
  return (row) => {
    let place = (word(row, 0) ^ word(row, 1) ^ word(row, 2) ^ word(row, 3)) & mask;
    for (let last = places[place] ?? 0; last > 0; last = places[place] ?? 0) {
      if (isSame(last - 1, row)) {
        places[place] = row + 1;
        return last - 1;
      }
      place = (place + 1) & mask;
    }
    places[place] = row + 1;
    return undefined;
  };
}

/**
 * Rows that have the same member, as rings: each row leads to the next one of its member, the last
 * one to the first.
 */
export function linkTwins(ids: IdColumn): Uint32Array {
  const next = new Uint32Array(ids.length);
  const swap = ids.uuids === undefined ? swapTexts(ids) : swapBytes(ids.uuids);
  for (let row = 0; row < ids.length; row += 1) {
    const last = swap(row);
    next[row] = last === undefined ? row : (next[last] ?? row);
    if (last !== undefined) next[last] = row;
  }
  return next;
}
