import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';

const encodings = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof encodings)[number];

/**
 * An answer whose JSON is made of parts and, in its content, does not say when it was true: the
 * header `As-Of` does, so that an answer that has not changed is the same bytes, and costs a 304.
 */
export class EncodedAnswer {
  readonly asOf: number;
  /** Changes whenever the content does. */
  readonly version: string;
  readonly parts: readonly Uint8Array[];

  /** `contentId` tells contents apart; the parts are what it stands for. Epoch ms. */
  constructor(asOf: number, contentId: string, parts: readonly Uint8Array[]) {
    this.asOf = asOf;
    this.version = createHash('sha1').update(contentId).digest('base64url');
    this.parts = parts;
  }
}

const deflate = promisify(gzip);
const brotli = promisify(brotliCompress);

/** Random ids are most of a long answer: more effort makes it hardly shorter, and much later. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

async function encode(encoding: Encoding, parts: readonly Uint8Array[]): Promise<Buffer> {
  const bytes = Buffer.concat(parts);
  if (encoding === 'br') return await brotli(bytes, brotliOptions);
  return encoding === 'gzip' ? await deflate(bytes, { level: 1 }) : bytes;
}

/** Shorter ones gain nothing from compression. */
const leastBytes = 1024;

function encodingFor(request: Request, { parts }: EncodedAnswer): Encoding {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const taken = length < leastBytes ? 'identity' : request.acceptsEncodings([...encodings]);
  return encodings.find((encoding) => encoding === taken) ?? 'identity';
}

const mostBytesKept = 64 * 1024 * 1024;

/** Sends an encoded answer, or 304 to a browser that has it. */
export type SendEncoded = (
  request: Request,
  response: Response,
  answer: EncodedAnswer,
) => Promise<void>;

/** Makes the sender: each answer is compressed once for each encoding that somebody takes. */
export function createEncodedSender(): SendEncoded {
  const bodies = new LRUCache<string, Buffer, EncodedAnswer>({
    maxSize: mostBytesKept,
    sizeCalculation: ({ length }) => 200 + length,
    fetchMethod: (key, _stale, { context }) => {
      const encoding = encodings.find((known) => key.startsWith(known)) ?? 'identity';
      return encode(encoding, context.parts);
    },
  });
  return async (request, response, answer) => {
    const etag = `"${answer.version}"`;
    response.setHeader('As-Of', String(answer.asOf));
    response.setHeader('ETag', etag);
    response.vary('Accept-Encoding');
    if (request.headers['if-none-match'] === etag) {
      response.status(304).end();
      return;
    }
    const known = encodingFor(request, answer);
    const body = await bodies.forceFetch(`${known} ${answer.version}`, { context: answer });
    if (known !== 'identity') response.setHeader('Content-Encoding', known);
    response.type('json').send(body);
  };
}
