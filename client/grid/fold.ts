import { graphemesOf } from '../ui/graphemes.ts';

/**
 * Folds text for search: lower case, full-width letters and ligatures made plain, and no diacritics in
 * scripts that can be written without them, so "jose" finds "José" and "weiss" finds "Weiß". A mark that
 * makes another letter stays: ガ is not カ, and й is not и.
 */
export function fold(text: string): string {
  // Most text is ASCII, which normalizing does not change.
  if (/^[\n\u0020-\u007E]*$/.test(text)) return text.toLowerCase();
  return foldAny(text);
}

/** Letters with marks, in scripts that are also written without marks; and ё, which is also written е. */
const bare =
  /((?=\p{L})[\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}])\p{M}+|([Ее])\u0308/gu;

/** Letters that NFKD does not decompose. */
const others: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ς', 'σ'],
]);

function foldAny(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(bare, '$1$2')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþıς]/g, (letter) => others.get(letter) ?? letter)
    .normalize('NFC');
}

/** The folded terms of a query. All of them must match. */
export function termsOf(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/** A part of a text. `at` is its offset in UTF-16 units. */
export interface Part {
  at: number;
  text: string;
  match: boolean;
}

/** The graphemes of a text. Below U+0300 no character combines, so each unit is a grapheme. */
function charactersOf(text: string): string[] {
  if (/^[\u0020-\u02FF]*$/.test(text)) return text.split('');
  return [...graphemesOf(text)];
}

/** Whether a term covers each grapheme; null if no term occurs. */
function findHits(whole: readonly string[], terms: readonly string[]): boolean[] | null {
  const owner: number[] = [];
  let folded = '';
  whole.forEach((segment, index) => {
    const piece = fold(segment);
    for (let unit = 0; unit < piece.length; unit += 1) owner.push(index);
    folded += piece;
  });
  let hit: boolean[] | null = null;
  for (const term of terms) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
      hit ??= whole.map(() => false);
      const last = owner[at + term.length - 1] ?? whole.length - 1;
      hit.fill(true, owner[at] ?? 0, last + 1);
    }
  }
  return hit;
}

/** `findHits` for text in which every unit is a grapheme and folds to one unit. */
function findPlainHits(text: string, terms: readonly string[]): boolean[] | null {
  const folded = text.toLowerCase();
  let hit: boolean[] | null = null;
  for (const term of terms) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
      hit ??= Array<boolean>(text.length).fill(false);
      hit.fill(true, at, at + term.length);
    }
  }
  return hit;
}

/** Splits a text into parts that match a term and parts that do not. Never splits a grapheme. */
export function highlight(text: string, terms: readonly string[]): Part[] {
  if (terms.length === 0 || text === '') return [{ at: 0, text, match: false }];
  const isPlain = /^[\u0020-\u007E]*$/.test(text);
  const whole = isPlain ? text : charactersOf(text);
  const hit = typeof whole === 'string' ? findPlainHits(whole, terms) : findHits(whole, terms);
  if (hit === null) return [{ at: 0, text, match: false }];
  const parts: Part[] = [];
  let at = 0;
  for (let index = 0; index < whole.length; index += 1) {
    const match = hit[index] === true;
    const segment = whole[index] ?? '';
    const last = parts.at(-1);
    if (last?.match === match) last.text += segment;
    else parts.push({ at, text: segment, match });
    at += segment.length;
  }
  return parts;
}
