import { expect, test } from 'vitest';
import { withPlainDigits } from './digits.ts';
import { signInCodeSchema } from './session.ts';

// longbridge/gpui-kit#2261; goatcorp/FFXIVQuickLauncher#636
test.each([
  ['０１２３４５', '012345'],
  ['٠١٢٣٤٥', '012345'],
  ['۰۱۲۳۴۵', '012345'],
  ['०१२३४५', '012345'],
  ['๐๑๒๓๔๕', '012345'],
  ['𝟎𝟏𝟐𝟯𝟰𝟱', '012345'],
  ['𑃰𑃱𑃲𑃳', '0123'],
  ['G-０12', 'G-012'],
  ['½ and ⅷ', '1⁄2 and viii'],
])('%s is %s', (typed, plain) => {
  expect(withPlainDigits(typed)).toBe(plain);
});

test('every decimal digit of Unicode has the value that its script gives it', () => {
  const ours: string[] = [];
  const theirs: string[] = [];
  for (const zero of [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0xf20, 0x1040, 0x17e0, 0x104a0]) {
    for (let value = 0; value < 10; value += 1) {
      ours.push(withPlainDigits(String.fromCodePoint(zero + value)));
      theirs.push(String(value));
    }
  }
  expect(ours).toEqual(theirs);
});

test.each(['０００ ００0', '٠٠٠٠٠٠', '०००००० '])('a code may be sent as "%s"', (code) => {
  expect(signInCodeSchema.safeParse({ code }).data).toEqual({ code: '000000' });
});

test.each(['00000', '0000000', '00000a', '000-000'])('"%s" is no code', (code) => {
  expect(signInCodeSchema.safeParse({ code }).success).toBe(false);
});
