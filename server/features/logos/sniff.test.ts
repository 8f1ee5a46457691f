import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGif, buildJpeg, buildPng, buildWebp } from '../../testing/images.ts';
import { sniffImage } from './sniff.ts';

const [width, height] = [640, 480];

describe('an image', () => {
  test.each([
    ['image/png', 'PNG', buildPng(width, height)],
    ['image/gif', 'GIF of 1987', buildGif(width, height, 'GIF87a')],
    ['image/gif', 'GIF of 1989', buildGif(width, height, 'GIF89a')],
    ['image/jpeg', 'baseline JPEG', buildJpeg(width, height, 0xc0)],
    ['image/jpeg', 'progressive JPEG', buildJpeg(width, height, 0xc2)],
    ['image/webp', 'lossy WebP', buildWebp(width, height, 'VP8 ')],
    ['image/webp', 'lossless WebP', buildWebp(width, height, 'VP8L')],
    ['image/webp', 'extended WebP', buildWebp(width, height, 'VP8X')],
  ])('is told as %s from a %s, with its size', (contentType, _what, bytes) => {
    expect(sniffImage(bytes)).toEqual({ contentType, width, height });
  });

  test('is a JPEG whose tables and fill bytes come before its frame', () => {
    const jpeg = buildJpeg(width, height, 0xc0);
    const table = Buffer.from([0xff, 0xc4, 0x00, 0x04, 0x01, 0x02, 0xff, 0xff]);
    const filled = Buffer.concat([jpeg.subarray(0, 2), table, jpeg.subarray(2)]);
    expect(sniffImage(filled)).toEqual({ contentType: 'image/jpeg', width, height });
  });
});

describe('no image', () => {
  const padding = ' '.repeat(64);

  test.each([
    ['nothing', ''],
    ['an SVG', `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>${padding}`],
    ['a page', `<!doctype html><script>alert(1)</script>${padding}`],
    ['a bitmap', `BM${padding}`],
    ['a document', `%PDF-1.7${padding}`],
    ['a signature that is spoilt', `\u0089PNG\r\n\u001A\r${padding}`],
    ['a signature in the wrong place', ` GIF89a${padding}`],
    ['a sound', `RIFF\0\0\0\0WAVEVP8 ${padding}`],
    ['a WebP of no known form', `RIFF\0\0\0\0WEBPVP9 ${padding}`],
  ])('is seen in %s', (_what, text) => {
    expect(sniffImage(Buffer.from(text, 'latin1'))).toBeNull();
  });

  test('is seen in a JPEG without a frame', () => {
    const jpeg = buildJpeg(width, height, 0xc0);
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    expect(sniffImage(Buffer.concat([jpeg.subarray(0, frame), Buffer.alloc(64)]))).toBeNull();
  });
});

test('whatever the bytes, sniffing never throws and never invents a type', () => {
  const starts = [
    Buffer.alloc(0),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.from([0xff, 0xd8, 0xff]),
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]),
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x00, 0xff, 0xc0]),
    ...['GIF87a', 'GIF89a'].map((text) => Buffer.from(text)),
    ...['VP8 ', 'VP8L', 'VP8X', '????'].map((form) => Buffer.from(`RIFF....WEBP${form}`)),
  ];
  const types = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.uint8Array({ maxLength: 80 }),
      fc.boolean(),
      (start, rest, markers) => {
        const tail = markers ? rest.map((byte, index) => (index % 4 === 0 ? 0xff : byte)) : rest;
        const found = sniffImage(Buffer.concat([start, tail]));
        expect(found === null || types.has(found.contentType)).toBe(true);
        expect(found === null || (found.width >= 0 && found.height >= 0)).toBe(true);
      },
    ),
    { numRuns: 5000 },
  );
});
