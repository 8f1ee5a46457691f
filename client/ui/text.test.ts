import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstInitialOf, hueOf, initialsOf } from './initials.ts';
import { splitInvisible } from './invisible.ts';

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
  ])('%j stands out', (character) => {
    expect(splitInvisible(`a${character}b`)).toHaveLength(3);
  });

  test('joined emoji and joined letters are left alone', () => {
    expect(splitInvisible('👩‍🚀')).toEqual([{ at: 0, text: '👩‍🚀' }]);
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
