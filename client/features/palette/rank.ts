import { fold, termsOf } from '../../grid/fold.ts';

/** How well something fits, best first. */
export const ranks = ['exact', 'start', 'word', 'inside', 'id'] as const;

/** A query, made ready for comparing. */
export interface Wanted {
  /** Folded, without blanks around it. */
  text: string;
  terms: readonly string[];
}

/** Makes a query ready; null for one that asks for nothing. */
export function wantedOf(query: string): Wanted | null {
  const terms = termsOf(query);
  return terms.length === 0 ? null : { text: terms.join(' '), terms };
}

/** What comes before a word; the parts of a scope and of an address are words, too. */
const isWordEnd = /[^\p{L}\p{N}]/u;

function beginsWord(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
    if (at === 0 || isWordEnd.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/**
 * How well a folded text of several lines fits, as an index of `ranks`; -1 if not all terms occur.
 * Lines count alike, so that a member is found by address as well as by name.
 */
export function rankOf(folded: string, { text, terms }: Wanted): number {
  for (const term of terms) if (!folded.includes(term)) return -1;
  const at = folded.startsWith(text) ? 0 : folded.indexOf(`\n${text}`) + 1;
  if (at > 0 || folded.startsWith(text)) {
    const end = folded.charAt(at + text.length);
    return end === '' || end === '\n' ? 0 : 1;
  }
  return terms.every((term) => beginsWord(folded, term)) ? 2 : 3;
}

/** Something that can be found. */
export interface Candidate {
  /** What it is called. */
  names: readonly string[];
  /** What else is said of it. */
  about: string;
  /** What it is found by if by nothing else. */
  id: string;
}

/** How well something fits, as an index of `ranks`; -1 if it does not. */
export function rankCandidate({ names, about, id }: Candidate, wanted: Wanted): number {
  const rank = rankOf(fold(names.join('\n')), wanted);
  if (rank !== -1) return rank;
  if (rankOf(fold([...names, about].join('\n')), wanted) !== -1) return 3;
  return wanted.terms.every((term) => id.toLowerCase().includes(term)) ? 4 : -1;
}
