import type { IncomingMessage } from 'node:http';
import { AppError, BrokenOff } from '../errors.ts';

/** The largest body that anything here takes, bytes. */
const maxBodyBytes = 65_536;

/** Whether the body may be read, by what its sender says of its length. */
export function declaresTooMuch({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > maxBodyBytes;
}

/**
 * Reads a body into memory. Throws `payload-too-large` as soon as it exceeds the maximum, without reading
 * on, `unsupported-media-type` if it is compressed, and BrokenOff if the client disconnects.
 */
export function readBody(request: IncomingMessage, maxBytes = maxBodyBytes): Promise<Buffer> {
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new AppError('unsupported-media-type');
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const collect = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', collect).pause();
      reject(new AppError('payload-too-large'));
    };
    request.on('data', collect);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => reject(new BrokenOff('the body was not sent to its end')));
    request.once('error', () => reject(new BrokenOff('the body was not sent to its end')));
  });
}

const text = new TextDecoder('utf-8', { fatal: true });

/** The object or list that the bytes are in JSON; undefined for no bytes. Throws `bad-request`. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    const parsed: unknown = JSON.parse(text.decode(bytes));
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // Whoever sends no JSON is told so; where it goes wrong is theirs to find.
  }
  throw new AppError('bad-request');
}
