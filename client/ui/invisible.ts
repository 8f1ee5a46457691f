/** A piece of text, and where it begins: words to show, or one character that would not be seen. */
export type Piece = { at: number } & ({ text: string } | { code: string });

/**
 * Characters that are invisible or reorder the text around them: controls, format characters
 * (bidirectional overrides, zero-width characters), default-ignorable ones, line separators, private-use
 * ones, lone surrogates, and letters that look like a space (UTS #39 §5.4).
 */
const invisible = String.raw`\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u2800`;

/** Scripts in which a joiner changes how letters are drawn (UAX #31 §2.3). */
const joining = [
  'Arabic Syriac Mandaic Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu',
  'Kannada Malayalam Sinhala Khmer Myanmar Tibetan',
]
  .join(' ')
  .replaceAll(/\w+ ?/g, (script) => String.raw`\p{Script=${script.trim()}}`);
const emoji = String.raw`\p{Extended_Pictographic}[\uFE0E\uFE0F]?\p{Emoji_Modifier}?`;

/** Sequences that need an invisible character, so that it hides nothing. */
const needed = [
  // Flags, keycaps, and emoji with their style and joined ones (UTS #51).
  String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]+\u{E007F}`,
  String.raw`[0-9#*]\uFE0F\u20E3`,
  `${emoji}(?:\\u200D${emoji})*`,
  String.raw`[${joining}][\u200C\u200D]`,
  // Variants of ideographs (UTS #37) and of Mongolian letters.
  String.raw`\p{Script=Han}[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`,
  String.raw`\p{Script=Mongolian}[\u180B-\u180D\u180F]`,
].join('|');

const isPlain = /^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF]*$/;
const anyNeededOrInvisible = new RegExp(`(?:${needed})|([${invisible}])`, 'gu');
const showing = new RegExp(`[^${invisible}\\s]`, 'u');

/** Whether a text is nothing but blanks and characters that are not seen: as a name it is none. */
export function showsNothing(text: string): boolean {
  return !showing.test(text);
}

function codeOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${hex}`;
}

/** Names each character of a text that shows nothing, so that it can be told from others. */
function splitBlank(text: string): Piece[] {
  let at = 0;
  return Array.from(text, (character) => {
    const piece = { at, code: codeOf(character) };
    at += character.length;
    return piece;
  });
}

/**
 * Splits a text so that every invisible character is a piece of its own, named U+XXXX. In a text that
 * shows nothing, every character is.
 */
export function splitInvisible(text: string): Piece[] {
  if (showsNothing(text)) return splitBlank(text);
  if (isPlain.test(text)) return [{ at: 0, text }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(anyNeededOrInvisible)) {
    const [, character] = match;
    if (character === undefined) continue;
    if (match.index > from) pieces.push({ at: from, text: text.slice(from, match.index) });
    pieces.push({ at: match.index, code: codeOf(character) });
    from = match.index + character.length;
  }
  if (from < text.length) pieces.push({ at: from, text: text.slice(from) });
  return pieces;
}

/** The same as plain text, for titles and attributes, where nothing can be drawn. */
export function visibleText(text: string): string {
  return splitInvisible(text)
    .map((piece) => ('text' in piece ? piece.text : piece.code))
    .join('');
}

/** The first of some names that shows something; empty where none does. */
export function firstShown(...names: string[]): string {
  return names.find((name) => !showsNothing(name)) ?? '';
}

/** A text cut after so many characters, with an ellipsis where something was left out. */
export function shorten(text: string, most: number): string {
  // Each character has one unit or two, so a text of so few units is not cut.
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, 2 * most));
  if (characters.length <= most && text.length <= 2 * most) return text;
  return `${characters.slice(0, most).join('').trimEnd()}…`;
}
