import { fold } from '../../grid/fold.ts';
import type { Wanted } from './rank.ts';

/** Shorter words have too many neighbours. */
const fewestLetters = 4;
const words = /[^\p{L}\p{N}]+/u;

/** Whether two words differ by at most one letter: added, left out, another one, or two changed places. */
export function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restA === restB.split('').toReversed().join('');
}

/** Whether each word of a query is, but for one letter, a word of the names or the beginning of one. */
export function isClose(names: readonly string[], { terms }: Wanted): boolean {
  const known = fold(names.join('\n')).split(words);
  const asked = terms.flatMap((term) => term.split(words)).filter((word) => word !== '');
  return asked.every((term) => {
    if (term.length < fewestLetters) return known.some((word) => word.startsWith(term));
    return known.some((word) =>
      [term.length - 1, term.length, term.length + 1].some((length) =>
        isNear(term, word.slice(0, length)),
      ),
    );
  });
}
