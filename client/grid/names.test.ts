import { describe, expect, test } from 'vitest';
import { appName, appText, isNameless, memberName, nameText } from './names.ts';

const id = 'connected-app-test-00000000-0000-4000-8000-000000001000';

describe('a name that shows nothing is no name', () => {
  test.each([
    '',
    '   ',
    '\u00A0\u3000\u2003',
    '\u200B\u200D',
    '\u202E',
    '\uFE0F',
    '\u2800',
    '\n\t',
  ])('of an app: %j', (name) => {
    expect(appName({ name })).toBe('App without a name');
    expect(isNameless({ name })).toBe(true);
    expect(appText({ id, name })).toBe('App without a name …001000');
  });

  test.each([
    ['Ada Lovelace', 'ada@example.com', 'Ada Lovelace'],
    ['  ', 'ada@example.com', 'ada@example.com'],
    ['\u3164', 'ada@example.com', 'ada@example.com'],
    ['', '', 'Member …abcdef'],
    ['\u200B', '\u00A0', 'Member …abcdef'],
  ])('of a member: %j with the address %j is %j', (name, email, called) => {
    expect(memberName({ id: 'member-test-123abcdef', name, email })).toBe(called);
  });
});

test('titles and attributes name what is not seen, and are not without end', () => {
  expect(nameText('Q\u202Ez')).toBe('QU+202Ez');
  expect(appText({ id, name: 'Sl\u034Fack' })).toBe('SlU+034Fack');
  expect(nameText('x'.repeat(5000))).toBe(`${'x'.repeat(120)}…`);
});
