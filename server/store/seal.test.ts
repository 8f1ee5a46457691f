import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSeal } from './seal.ts';

const first = 'the first secret of tests that is long enough';
const second = 'the second secret of tests that is long enough';
const third = 'the third secret of tests that is long enough';
const sealOf = (...secrets: [string, ...string[]]) => createSeal(secrets);
const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('a seal', () => {
  test('gives back exactly what it closed, under the same name only', () => {
    const seal = sealOf(first);
    fc.assert(
      fc.property(anyText, anyText, anyText, (text, name, other) => {
        const sealed = seal.close(text, name);
        expect(seal.open(sealed, name)).toBe(text);
        expect(seal.open(sealed, other)).toBe(other === name ? text : null);
      }),
    );
  });

  test('is broken by any change', () => {
    const seal = sealOf(first);
    const sealed = Buffer.from(seal.close('{"step":"signed-in"}', 'name'), 'base64');
    for (let at = 0; at < sealed.length; at += 1) {
      const spoilt = Buffer.from(sealed);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      expect(seal.open(spoilt.toString('base64'), 'name')).toBeNull();
      expect(seal.open(sealed.subarray(0, at).toString('base64'), 'name')).toBeNull();
    }
    const longer = Buffer.concat([sealed, Buffer.of(0)]);
    expect(seal.open(longer.toString('base64'), 'name')).toBeNull();
  });

  test('takes whatever it is given, without throwing', () => {
    const seal = sealOf(first);
    fc.assert(
      fc.property(fc.oneof(anyText, fc.base64String()), (sealed) => {
        expect(seal.open(sealed, 'name')).toBeNull();
      }),
    );
  });

  test('never shows what is in it, nor that two hold the same', () => {
    const seal = sealOf(first);
    const [one, two] = [seal.close('canary', 'name'), seal.close('canary', 'name')];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('canary');
  });
});

describe('a new secret', () => {
  test('opens what the old one closed as long as that is listed', () => {
    const sealed = sealOf(first).close('text', 'name');
    expect(sealOf(second, first).open(sealed, 'name')).toBe('text');
    expect(sealOf(third, second, first).open(sealed, 'name')).toBe('text');
    expect(sealOf(second, third).open(sealed, 'name')).toBeNull();
  });

  test('closes everything from then on', () => {
    const sealed = sealOf(second, first).close('text', 'name');
    expect(sealOf(first).open(sealed, 'name')).toBeNull();
    expect(sealOf(second).open(sealed, 'name')).toBe('text');
  });
});
