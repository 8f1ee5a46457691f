/** Image headers with type and size but no picture. */

const body = Buffer.alloc(64);

/** A PNG of this size. */
export function buildPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(24);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Buffer.concat([head, body]);
}

/** A GIF of this size. */
export function buildGif(width: number, height: number, version: 'GIF87a' | 'GIF89a'): Buffer {
  const head = Buffer.alloc(10);
  head.write(version, 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return Buffer.concat([head, body]);
}

/** A JPEG of this size, with a frame of the given kind after an application segment. */
export function buildJpeg(width: number, height: number, frameMarker: number): Buffer {
  const application = Buffer.alloc(18);
  application.set([0xff, 0xe0, 0x00, 0x10]);
  application.write('JFIF\0', 4, 'latin1');
  const frame = Buffer.from([0xff, frameMarker, 0x00, 0x11, 0x08, 0, 0, 0, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), application, frame, body]);
}

/** A WebP of this size in one of its three forms. */
export function buildWebp(width: number, height: number, form: 'VP8 ' | 'VP8L' | 'VP8X'): Buffer {
  const head = Buffer.alloc(30);
  head.write(`RIFF....WEBP${form}`, 'latin1');
  switch (form) {
    case 'VP8 ':
      head.writeUInt16LE(width, 26);
      head.writeUInt16LE(height, 28);
      break;
    case 'VP8L':
      head.writeUInt8(0x2f, 20);
      head.writeUInt32LE((width - 1) | ((height - 1) << 14), 21);
      break;
    case 'VP8X':
      head.writeUIntLE(width - 1, 24, 3);
      head.writeUIntLE(height - 1, 27, 3);
      break;
  }
  return Buffer.concat([head, body]);
}
