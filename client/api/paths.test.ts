import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathPart } from '#contract/path-part.ts';
import { canonicalPath, paths, readPart } from './paths.ts';

const base = 'https://grantscope.example';

// https://github.com/keycloak/keycloak/issues/12618, https://github.com/keycloak/keycloak/issues/17590
describe('names that mean something in an address (keycloak/keycloak#12618)', () => {
  test.each([
    'a/b',
    'a%2Fb',
    'a%252Fb',
    '.',
    '..',
    '...',
    'a..b',
    '.hidden',
    '100%',
    '%E0%A4',
    'a?b#c',
    'a\\b',
    'a;b',
    'a+b',
    'a~b',
    'a~2Fb',
    '~',
    '//',
    'https://www.googleapis.com/auth/drive.readonly',
    'urn:example/files',
    '\u00A0\u3000',
  ])('%j stays one part of the path and comes back', (name) => {
    const { pathname } = new URL(paths.scope(name), base);
    const parts = pathname.split('/');
    expect(parts).toHaveLength(3);
    expect(readPart(parts[2] ?? '')).toBe(name);
    // What proxies undo, resolve or refuse.
    expect(pathname).not.toMatch(/%2f|%5c|%25/i);
  });

  test('any name does, and no two are one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const { pathname } = new URL(`/scopes/${pathPart(name)}`, base);
        const parts = pathname.split('/');
        expect(parts).toHaveLength(3);
        expect(readPart(parts[2] ?? '')).toBe(name);
      }),
    );
  });

  test('half of a surrogate pair is replaced, so that the other names are still listed', () => {
    expect(readPart(pathPart('\uD800x'))).toBe('\uFFFDx');
    expect(paths.signIn('/scopes/\uDC00')).toBe('/sign-in?return=%2Fscopes%2F%EF%BF%BD');
  });

  test('a tab that was signed out elsewhere keeps its way back', () => {
    expect(paths.signInAfterOtherTab('/scopes')).toBe(
      '/sign-in?return=%2Fscopes&ended=another-tab',
    );
  });
});

describe('links of before', () => {
  test.each([
    ['files.read', 'files.read'],
    ['a%2Fb', 'a/b'],
    ['a%252Fb', 'a%2Fb'],
    ['100%25', '100%'],
    ['100%', '100%'],
    ['%E0%A4', '%E0%A4'],
    ['a~b', 'a~b'],
  ])('%s leads to %s', (part, name) => {
    expect(readPart(part)).toBe(name);
  });
});

// https://github.com/angular/angular/issues/49610
describe('an address is written in one way (angular/angular#49610)', () => {
  test.each([
    ['/', '/'],
    ['//', '/'],
    ['//apps', '/apps'],
    ['///apps//x/', '/apps/x'],
    ['/apps/', '/apps'],
    ['/scopes/a%2Fb', '/scopes/a~2Fb'],
    ['/scopes/a%252Fb', '/scopes/a~252Fb'],
    ['/scopes/100%', '/scopes/100~25'],
    ['//evil.example', '/evil.example'],
    ['/\\evil.example', '/~5Cevil.example'],
  ])('%s is %s', (typed, written) => {
    expect(canonicalPath(typed)).toBe(written);
    expect(canonicalPath(written)).toBe(written);
  });
});
