import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstInitialOf, hueOf, initialsOf } from './initials.ts';
import { shorten, showsNothing, splitInvisible, visibleText } from './invisible.ts';

describe('initials', () => {
  test.each([
    ['Amara Okafor', 'AO'],
    ['priya', 'P'],
    ['Jean-Luc van der Berg', 'JB'],
    ['佐藤 美咲', '佐美'],
    ['"Bob" (Ops)', 'BO'],
    ['🦊 Fox', '🦊F'],
    ['👩‍🚀', '👩‍🚀'],
    ['  ', ''],
    ['---', ''],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  test('a name without any has a question mark', () => {
    expect(firstInitialOf('---')).toBe('?');
  });

  test('a hue is an angle, and the same for the same text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(hueOf(text)).toBeGreaterThanOrEqual(0);
        expect(hueOf(text)).toBeLessThan(360);
        expect(hueOf(text)).toBe(hueOf(text));
      }),
    );
  });
});

describe('invisible characters', () => {
  test('a bidirectional override is shown by its number', () => {
    expect(splitInvisible('pay\u202Eppa')).toEqual([
      { at: 0, text: 'pay' },
      { at: 3, code: 'U+202E' },
      { at: 4, text: 'ppa' },
    ]);
  });

  test.each([
    '\u200B',
    '\u2066',
    '\u00AD',
    '\uFEFF',
    '\u2028',
    '\u3164',
    '\u2800',
    '\u0007',
    '\uE000',
    '\u034F',
    '\u17B4',
    '\uFE00',
    '\uFE0F',
    '\u{E0100}',
    '\u{E0041}',
    '\u200C',
    '\u200D',
    '\uD800',
  ])('%j stands out', (character) => {
    expect(splitInvisible(`a${character}b`)).toHaveLength(3);
  });

  test.each([
    ['a joined emoji', '👩‍🚀'],
    ['one with a style and a colour', '❤️ 👩🏽‍🦰'],
    ['a keycap', '1\uFE0F\u20E3'],
    ['a flag', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
    ['Persian with a non-joiner', 'می\u200Cخواهم'],
    ['Malayalam that ends in a joiner', 'ന്\u200D'],
    ['a variant of an ideograph', '葛\u{E0100}城'],
  ])('%s is left alone', (_, text) => {
    expect(splitInvisible(text)).toEqual([{ at: 0, text }]);
  });

  test('a text of nothing but blanks is told by their numbers', () => {
    expect(showsNothing('\u00A0\u3000')).toBe(true);
    expect(visibleText('\u00A0\u3000')).toBe('U+00A0U+3000');
    expect(showsNothing(' a ')).toBe(false);
  });

  test('a text is cut between characters and says so', () => {
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abcd', 3)).toBe('abc…');
    expect(shorten('🦊🦊🦊', 3)).toBe('🦊🦊🦊');
    expect(shorten('🦊🦊🦊🦊', 3)).toBe('🦊🦊🦊…');
  });

  test('no character is lost, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = splitInvisible(text).map((piece) =>
          'text' in piece
            ? piece.text
            : String.fromCodePoint(Number.parseInt(piece.code.slice(2), 16)),
        );
        expect(shown.join('')).toBe(text);
      }),
    );
  });
});
