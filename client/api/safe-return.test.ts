import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeReturn } from './safe-return.ts';

test.each([
  '/apps',
  '/apps/connected-app-test-1?q=a&scope=documents%3Aread',
  '/apps#top',
  '/members/m?q=a',
])('goes back to %s', (path) => {
  expect(safeReturn(path)).toBe(path);
});

test.each([
  null,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/%09/evil.example',
  '/%5cevil.example',
  '\\\\evil.example',
  '/./evil.example//x',
  '/..//evil.example',
  'javascript:alert(1)',
  '/api/connected-apps',
  '/API/session',
  '/sign-in?return=/apps',
  '/\u202Eapps',
  `/apps?${'a'.repeat(3000)}`,
])('does not go to %s', (path) => {
  expect(safeReturn(path)).toBe('/');
});

test('whatever it is given, it stays on this origin', () => {
  const parts = fc.constantFrom(
    '/',
    '\\',
    '//',
    '.',
    '..',
    '@',
    ':',
    'evil.example',
    '%2f',
    '%5c',
    'apps',
    '?',
    '#',
    ' ',
    '\t',
    'https:',
  );
  fc.assert(
    fc.property(
      fc.array(parts).map((all) => all.join('')),
      (path) => {
        const target = new URL(safeReturn(path), 'https://grantscope.example');
        expect(target.origin).toBe('https://grantscope.example');
        expect(safeReturn(path)).toMatch(/^\/(?:[\w-]|$)/);
      },
    ),
  );
});
