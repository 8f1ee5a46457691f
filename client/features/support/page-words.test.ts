import { expect, test } from 'vitest';
import { wordsForPage } from './page-words.ts';

test.each([
  ['/', 'the overview'],
  ['/?q=a', 'the overview'],
  ['/apps', 'the apps'],
  ['/apps/connected-app-test-1?tab=scopes', 'the page of the app'],
  ['/members/member-test-1#x', 'the page of the member'],
  ['/scopes/documents%3Aread', 'the page of the scope'],
  ['/changes?app=a', 'the changes'],
  ['/diagnose/member-test-1/connected-app-test-1', 'the diagnosis'],
  ['/activity', 'the activity'],
  ['/other/thing', 'the page of the link'],
])('%s is %s', (path, words) => {
  expect(wordsForPage(path)).toBe(words);
});

test.each(['/__proto__', '/constructor', '/toString/x', '/hasOwnProperty'])(
  'a path that is the name of something of every object, %s, is just a page',
  (path) => {
    expect(wordsForPage(path)).toBe('the page of the link');
  },
);
