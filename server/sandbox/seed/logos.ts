import { crc32, deflateSync } from 'node:zlib';
import { createRandom } from '../random.ts';

const size = 128;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function hue(angle: number, light: number): [number, number, number] {
  const channel = (shift: number) => {
    const wave = Math.cos(((angle + shift) / 180) * Math.PI);
    return Math.round(255 * Math.min(1, Math.max(0, light + 0.26 * wave)));
  };
  return [channel(0), channel(-120), channel(120)];
}

/** Whether a pixel belongs to the glyph: a ring, a bar pair or a diamond, by app. */
function isGlyph(kind: number, x: number, y: number): boolean {
  const dx = Math.abs(x - size / 2);
  const dy = Math.abs(y - size / 2);
  const distance = Math.hypot(dx, dy);
  if (kind === 0) return distance > 20 && distance < 34;
  if (kind === 1) return (dx < 32 && dy > 8 && dy < 20) || (dx < 8 && dy < 34);
  if (kind === 2) return dx + dy > 18 && dx + dy < 38;
  return dx < 30 && dy < 30 && (dx > 18 || dy > 18);
}

/** A 128 × 128 PNG for the app with this number: a gradient and a simple glyph, always the same. */
export function logoPng(index: number): Buffer {
  const random = createRandom(`logo-${index}`);
  // The golden angle, so that the colours of many apps differ.
  const angle = (index * 137.508) % 360;
  const from = hue(angle, 0.52);
  const to = hue(angle + 40, 0.36);
  const kind = random.below(4);
  const raw = Buffer.alloc((size * 3 + 1) * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const at = y * (size * 3 + 1) + 1 + x * 3;
      const mix = (x + y) / (size * 2);
      for (let channel = 0; channel < 3; channel += 1) {
        const colour = (from[channel] ?? 0) * (1 - mix) + (to[channel] ?? 0) * mix;
        raw[at + channel] = isGlyph(kind, x, y) ? 255 : colour;
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
