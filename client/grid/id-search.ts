/** Which ids contain a word: all, none, or some, which only a search can tell. */
type Extent = 'every' | 'none' | 'some';

/** Learns the common form of all ids, so that most words need no search through them. */
export interface IdSearch {
  /** Takes in the id of a row. Rows must come in order; a row given again is ignored. */
  see(row: number): void;
  /** `some` as long as not all ids have been seen. */
  extentOf(term: string): Extent;
}

/** What follows the common beginning of ids of the usual form. */
const randomPart = /^[\da-f-]*$/;

/**
 * Most ids are a common prefix (`member-test-`) and random hexadecimal digits. Few typed words can occur
 * in the digits, and a word that occurs in the prefix occurs in every id.
 */
export function createIdSearch(size: number, idAt: (row: number) => string): IdSearch {
  let seen = 0;
  let start: string | null = null;
  let isUsual = true;
  return {
    see(row) {
      if (row !== seen || !isUsual) return;
      const id = idAt(row);
      // Digits that happen to be common to the first ids are none of the beginning.
      start ??= /^(?:[a-z]+-)*/.exec(id)?.[0] ?? '';
      isUsual = id.startsWith(start) && randomPart.test(id.slice(start.length));
      seen += 1;
    },
    extentOf(term) {
      if (seen < size || start === null || !isUsual) return 'some';
      if (start.includes(term)) return 'every';
      // It may begin in the common part and end in the digits.
      for (let length = Math.min(start.length, term.length); length >= 0; length -= 1) {
        const inStart = term.slice(0, length);
        if (start.endsWith(inStart) && randomPart.test(term.slice(length))) return 'some';
      }
      return 'none';
    },
  };
}
