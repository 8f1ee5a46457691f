/** A piece of text, and where it begins: words to show, or one character that would not be seen. */
export type Piece = { at: number } & ({ text: string } | { code: string });

/**
 * Characters that are drawn as nothing or reorder what is around them: controls, format characters
 * (bidirectional overrides, zero-width ones), line separators, and letters that look like a blank
 * (UTS #39 §5.4). Joiners stay: emoji and several scripts need them.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u115F\u1160\u3164\uFFA0\u2800]/gu;
const joiners = new Set(['\u200C', '\u200D']);

/** Splits text so that every invisible character stands alone, named as U+XXXX. */
export function splitInvisible(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(invisible)) {
    if (joiners.has(match[0])) continue;
    if (match.index > from) pieces.push({ at: from, text: text.slice(from, match.index) });
    const hex = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    pieces.push({ at: match.index, code: `U+${hex}` });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ at: from, text: text.slice(from) });
  return pieces;
}
