import { graphemesOf } from './graphemes.ts';

/** Before it no character joins the one in front of it, so that each is a grapheme. */
const firstCombining = 0x300;

function firstGrapheme(word: string): string {
  const isPlain = (at: number) => !(word.charCodeAt(at) >= firstCombining);
  // Making a segmenter look at a word costs more than all else about a row.
  if (isPlain(0) && isPlain(1)) return word.charAt(0);
  for (const grapheme of graphemesOf(word)) return grapheme;
  return '';
}

function firstLetter(word: string): string {
  return firstGrapheme(word.replace(/^[^\p{L}\p{N}\p{Emoji_Presentation}]+/u, ''));
}

/** One or two letters for a name: of the first and the last word; the first character of a script without spaces. */
export function initialsOf(name: string): string {
  const words = name
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(word));
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (firstLetter(first) + firstLetter(last)).toLocaleUpperCase();
}

/** A hue, 0 to 359, that stays the same for the same text. */
export function hueOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  }
  return Math.abs(hash) % 360;
}

/** The first character worth showing of a name; `?` where there is none. */
export function firstInitialOf(name: string): string {
  const initial = firstGrapheme(initialsOf(name));
  return initial === '' ? '?' : initial;
}
