import type { ImageType } from './image-type.ts';

/** An accepted image: its type by content and its size in pixels. */
export interface Sniffed {
  contentType: ImageType;
  width: number;
  height: number;
}

function startsWith(bytes: Buffer, ...signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Frame header of a JPEG: the first SOFn segment (ITU-T T.81 §B.2.2). */
function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      // Any marker may be preceded by fill bytes (§B.1.1.2).
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** Size of a WebP in any of its three forms (https://developers.google.com/speed/webp/docs/riff_container). */
function webpSize(bytes: Buffer): { width: number; height: number } | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    default:
      return null;
  }
}

/** Type and size of a PNG, JPEG, GIF or WebP by its content; null for anything else. */
export function sniffImage(bytes: Buffer): Sniffed | null {
  if (bytes.length < 32) return null;
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    return { contentType: 'image/png', width, height };
  }
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) {
    const size = jpegSize(bytes);
    return size === null ? null : { contentType: 'image/jpeg', ...size };
  }
  if (/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) {
    const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
    return { contentType: 'image/gif', width, height };
  }
  const riff = bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12);
  const size = riff === 'RIFFWEBP' ? webpSize(bytes) : null;
  return size === null ? null : { contentType: 'image/webp', ...size };
}
