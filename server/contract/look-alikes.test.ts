import { describe, expect, test } from 'vitest';
import { skeletonOf, spellingOf, unusualIn } from './look-alikes.ts';

// https://github.com/OWASP/ASVS/issues/3338, https://github.com/openstreetmap/openstreetmap-website/issues/4538
describe('names that are taken for each other (OWASP/ASVS#3338)', () => {
  test.each([
    ['a Cyrillic а', 'Sl\u0430ck'],
    ['a Cyrillic с', 'Sla\u0441k'],
    ['a Cyrillic Ѕ', '\u0405lack'],
    ['a Greek α', 'Sl\u03B1ck'],
    ['a digit', 'S1ack'],
    ['a capital I', 'SIack'],
    ['a bar', 'S|ack'],
    ['a combining accent', 'Sla\u0301ck'],
    ['a letter of mathematics', '\u{1D412}lack'],
    ['full width', 'Ｓｌａｃｋ'],
    ['a blank of no width', 'Slack\u200B'],
    ['a soft hyphen', 'Sl\u00ADack'],
    ['a joiner that is not seen', 'Sl\u034Fack'],
    ['letters from the right', '\u202Ekcals'],
    ['a claim after many blanks', `Slack${'\u00A0'.repeat(12)}verified`],
    ['a claim with a sign', 'Slack (Official) ✓'],
  ])('%s', (_, name) => {
    expect(skeletonOf(name)).toBe(skeletonOf('Slack'));
  });

  test.each(['Black', 'Slick', 'Slacker', 'Slack Bot', 'Verified Slack', 'Сосна', '楽天'])(
    '%s is not Slack',
    (name) => {
      expect(skeletonOf(name)).not.toBe(skeletonOf('Slack'));
    },
  );

  test('letters of other scripts are told from each other', () => {
    expect(skeletonOf('Сосна')).not.toBe(skeletonOf('Весна'));
    expect(skeletonOf('バーバラ')).not.toBe(skeletonOf('ハーハラ '.repeat(2)));
  });
});

test('one registered twice writes its name alike', () => {
  expect(spellingOf('Claude Code')).toBe(spellingOf('claude-code'));
  expect(spellingOf('Slack')).not.toBe(spellingOf('Sl\u0430ck'));
  expect(spellingOf('Slack')).not.toBe(spellingOf('Slack\u200B'));
  expect(spellingOf('Slack')).not.toBe(spellingOf('Ｓｌａｃｋ'));
});

test('what is unusual in a name is told by its number', () => {
  expect(unusualIn('Sl\u0430ck\u200B')).toEqual(['\u0430 U+0430', 'U+200B']);
  expect(unusualIn('S1ack')).toEqual([]);
});
