import { describe, expect, test } from 'vitest';
import { hasCommand, isPlainKey, keyOf } from './keys.ts';

const press = (held: Partial<Record<'alt' | 'ctrl' | 'meta' | 'shift' | 'AltGraph', boolean>>) => ({
  key: 'k',
  code: 'KeyK',
  altKey: held.alt === true,
  ctrlKey: held.ctrl === true,
  metaKey: held.meta === true,
  shiftKey: held.shift === true,
  getModifierState: (name: string) => name === 'AltGraph' && held.AltGraph === true,
});

// https://github.com/cinnyapp/cinny/issues/2515
describe('a shortcut is known on every layout (cinnyapp/cinny#2515)', () => {
  test.each([
    ['Latin', 'k', 'KeyK', 'k'],
    ['Latin with Caps Lock', 'K', 'KeyK', 'k'],
    ['Russian', 'л', 'KeyK', 'k'],
    ['Greek', 'κ', 'KeyK', 'k'],
    ['Hebrew', 'ל', 'KeyK', 'k'],
    ['Russian j', 'о', 'KeyJ', 'j'],
    ['Dvorak, where K is elsewhere', 'k', 'KeyV', 'k'],
    ['Dvorak, where another letter is on K', 't', 'KeyK', 't'],
    ['German /', '/', 'Digit7', '/'],
    ['a key that writes nothing', 'ArrowDown', 'ArrowDown', 'ArrowDown'],
    ['an ideograph', '漢', '', '漢'],
  ])('%s: %s on %s is %s', (_, key, code, known) => {
    expect(keyOf({ key, code })).toBe(known);
  });

  test.each([
    ['Ctrl', { ctrl: true }, true],
    ['⌘', { meta: true }, true],
    ['AltGr as Windows has it', { ctrl: true, alt: true }, false],
    ['AltGr as others have it', { AltGraph: true }, false],
    ['Ctrl and Shift, which is the browser’s', { ctrl: true, shift: true }, false],
    ['nothing', {}, false],
  ])('with %s it is a command: %j, %s', (_, held, is) => {
    expect(hasCommand(press(held))).toBe(is);
  });

  test.each([
    ['nothing', {}, true],
    ['Shift, as / takes on many layouts', { shift: true }, true],
    ['Ctrl', { ctrl: true }, false],
    ['AltGr', { AltGraph: true }, false],
    ['Alt', { alt: true }, false],
  ])('with %s it is a plain key: %j, %s', (_, held, is) => {
    expect(isPlainKey(press(held))).toBe(is);
  });
});
