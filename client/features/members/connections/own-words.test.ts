import { expect, test } from 'vitest';
import { ownWords } from './own-words.ts';

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a scope named like something of every object, %s, is one that nobody has described',
  (name) => {
    expect(ownWords({ name, description: null })).toBe('Undocumented permission');
  },
);

test('a well-known scope has words of its own, any other its description', () => {
  expect(ownWords({ name: 'openid', description: null })).toBe('Confirm who you are');
  expect(ownWords({ name: 'notes:read', description: 'Read notes' })).toBe('Read notes');
});
