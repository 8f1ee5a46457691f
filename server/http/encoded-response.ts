import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * A response that is already bytes. Its time is in the header `As-Of` and not in the content, so an
 * unchanged response is the same bytes and costs a 304. Not compressed: the content is packed and mostly
 * random.
 */
export class EncodedResponse {
  readonly asOf: number;
  /** Changes whenever the content does. */
  readonly version: string;
  readonly parts: readonly Uint8Array[];

  private constructor(asOf: number, version: string, parts: readonly Uint8Array[]) {
    this.asOf = asOf;
    this.version = version;
    this.parts = parts;
  }

  /** `content` is what tells answers of the same kind apart. Epoch ms. */
  static of(
    asOf: number,
    content: readonly (string | Uint8Array)[],
    parts: readonly Uint8Array[],
  ): EncodedResponse {
    const hash = createHash('sha1');
    for (const part of content) hash.update(part);
    return new EncodedResponse(asOf, hash.digest('base64url'), parts);
  }

  /** The same answer, true at another time. */
  trueAt(asOf: number): EncodedResponse {
    return new EncodedResponse(asOf, this.version, this.parts);
  }
}

/** A type of our own, which `compression` leaves alone. */
const contentType = 'application/vnd.grantscope.grant-table';

/** Sends an encoded response, or 304 to a browser that has it. */
export function sendEncoded(request: Request, response: Response, answer: EncodedResponse): void {
  const etag = `"${answer.version}"`;
  response.setHeader('As-Of', String(answer.asOf));
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', contentType);
  response.setHeader(
    'Content-Length',
    answer.parts.reduce((sum, { length }) => sum + length, 0),
  );
  // Head and all parts leave in one system call.
  response.cork();
  for (const part of answer.parts) response.write(part);
  response.end();
  response.uncork();
}
