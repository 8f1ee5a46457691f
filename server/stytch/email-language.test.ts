import { expect, test } from 'vitest';
import { emailLanguage } from './email-language.ts';

test.each([
  ['en-GB', 'en'],
  ['de', 'de-DE'],
  ['de-AT', 'de-DE'],
  ['PT-PT', 'pt-br'],
  ['zh-CN', 'zh-Hans'],
  ['zh-Hant-TW', null],
  ['zh-HK', null],
  ['ca', 'ca-ES'],
  ['sv-SE', null],
  ['', null],
  ['x', null],
])('who speaks %s is written to in %s', (spoken, language) => {
  expect(emailLanguage(spoken)).toBe(language);
});
