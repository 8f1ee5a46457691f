import { createHash } from 'node:crypto';
import { crc32, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from './server.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

async function get(path: string) {
  const response = await fetch(sandbox.origin + path);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** The chunks of a PNG by name. Throws if one is damaged (https://www.w3.org/TR/png/#5Chunk-layout). */
function chunksOf(png: Buffer): [name: string, data: Buffer][] {
  const chunks: [string, Buffer][] = [];
  let at = signature.length;
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== png.readUInt32BE(at + 8 + length)) throw new Error(`bad chunk at ${at}`);
    chunks.push([body.toString('latin1', 0, 4), body.subarray(4)]);
    at += 12 + length;
  }
  return chunks;
}

test('every logo is a whole PNG of 128 by 128, unlike the others', async () => {
  const digests = new Set<string>();
  for (let index = 0; index < 64; index += 1) {
    const { response, bytes } = await get(`/logos/${index}.png`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(bytes.subarray(0, 8)).toEqual(signature);
    const chunks = chunksOf(bytes);
    expect(chunks.map(([name]) => name)).toEqual(['IHDR', 'IDAT', 'IEND']);
    const [[, header] = ['', Buffer.alloc(13)], [, data] = ['', Buffer.alloc(0)]] = chunks;
    // Width, height, then eight bits of truecolour without interlacing.
    expect([header.readUInt32BE(0), header.readUInt32BE(4), ...header.subarray(8)]).toEqual([
      128, 128, 8, 2, 0, 0, 0,
    ]);
    expect(inflateSync(data)).toHaveLength((128 * 3 + 1) * 128);
    digests.add(createHash('sha256').update(bytes).digest('hex'));
  }
  expect(digests.size).toBe(64);
});

test('a logo needs no credentials and is the same at every call', async () => {
  const [one, two] = [await get('/logos/7.png'), await get('/logos/7.png')];
  expect(one.bytes).toEqual(two.bytes);
});

test.each(['/logos/lost.png', '/logos/', '/logos/7.svg', '/logos/..%2F7.png'])(
  '%s is not there',
  async (path) => {
    expect((await get(path)).response.status).toBe(404);
  },
);
