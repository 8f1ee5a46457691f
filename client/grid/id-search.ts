/** Where a word may occur in ids: in each, in none, or that has to be looked for. */
type Extent = 'every' | 'none' | 'some';

/** Knows of ids, once it has seen all, what they have in common, so that few words are looked for in them. */
export interface IdSearch {
  /** Looks at the id of a row; rows come in their order, those that were seen before do no harm. */
  see(row: number): void;
  /** `some` as long as not all ids have been seen. */
  extentOf(term: string): Extent;
}

/** What follows the common beginning of ids of the usual form. */
const randomPart = /^[\da-f-]*$/;

/**
 * Ids are mostly a common beginning (`member-test-`) and random hexadecimal digits. Few words that
 * people type can occur in the digits, and those that occur in the beginning occur in every id.
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
