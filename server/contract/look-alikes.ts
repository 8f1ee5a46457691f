/**
 * Cyrillic, Greek and Armenian letters, digits and signs that look like Latin letters. A subset of
 * https://www.unicode.org/Public/security/latest/confusables.txt (UTS #39): only those that nobody can tell
 * apart.
 */
const looks: readonly (readonly [latin: string, others: string])[] = [
  ['a', 'аαɑ'],
  ['b', 'ВΒЬ'],
  ['c', 'сСϲ'],
  ['d', 'ԁ'],
  ['e', 'еЕΕё'],
  ['g', 'ɡ'],
  ['h', 'һНΗ'],
  ['i', 'іıιӀ'],
  ['j', 'јЈ'],
  ['k', 'КκΚк'],
  ['l', '1I|ӏІΙǀ'],
  ['m', 'МΜ'],
  ['n', 'Νηո'],
  ['o', '0оОοΟօ'],
  ['p', 'рРρΡ'],
  ['q', 'ԛ'],
  ['s', 'ѕЅ'],
  ['t', 'ТΤ'],
  ['u', 'υսս'],
  ['v', 'νѵ'],
  ['w', 'ԝωѡ'],
  ['x', 'хХχΧ'],
  ['y', 'уУγΥү'],
  ['z', 'Ζ'],
  ['a', 'АΑ'],
];
const latinOf: ReadonlyMap<string, string> = new Map(
  looks.flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/** Text drawn right to left: from an override to its end (UAX #9). */
const reversed = /\u202E([^\u202C]*)\u202C?/gu;
/** “Verified” or “official” at the end of a name: a claim that does not make it another name. */
const claims = /[\s\p{P}\p{S}]*(?<![\p{L}\p{N}])(?:verified|official)[\s\p{P}\p{S}]*$/iu;

/**
 * A name reduced to how it looks: readers confuse names with equal skeletons. Only for comparison, never
 * shown; empty for a name without letters and digits.
 */
export function skeletonOf(name: string): string {
  return Array.from(
    name
      .replaceAll(reversed, (_, text: string) => Array.from(text).toReversed().join(''))
      .normalize('NFKD')
      .replaceAll(/\p{M}|\p{Default_Ignorable_Code_Point}/gu, '')
      .replace(claims, ''),
    (letter) => latinOf.get(letter) ?? letter,
  )
    .join('')
    .toLowerCase()
    .replaceAll('rn', 'm')
    .replaceAll(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '');
}

/**
 * A name without case, blanks and plain punctuation. Apps with equal results may be one app that was openly
 * registered more than once.
 */
export function spellingOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[!-/:-@[-`{-~\s]/g, '');
}

/** Characters of a name outside plain English text, each once, with its code point: `а U+0430`. */
export function unusualIn(name: string): string[] {
  const characters = new Set(Array.from(name).filter((one) => !/^[\u0020-\u007E]$/.test(one)));
  return Array.from(characters, (one) => {
    const hex = (one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return /[\p{L}\p{N}\p{S}]/u.test(one) ? `${one} U+${hex}` : `U+${hex}`;
  });
}
