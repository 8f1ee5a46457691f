import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Pool } from 'undici';
import type { z } from 'zod';
import { kindOfAnswer, retryAfterSeconds, UpstreamError } from './errors.ts';
import { exchange, type RawAnswer } from './exchange.ts';
import { buildPath } from './ids.ts';
import { failureSchema } from './wire.ts';

/** Where Stytch is and who we are to it. Times in milliseconds. */
export interface StytchOptions {
  /** Origin only: a path would be dropped. */
  baseUrl: string;
  projectId: string;
  secret: string;
  /** Total time of a call, body included. */
  deadlineMs?: number;
  /** Largest answer taken, before and after decompression. */
  maxResponseBytes?: number;
  connections?: number;
}

/** What a caller may add to any call. */
export interface CallOptions {
  /** Cancels the call upstream at once. */
  signal?: AbortSignal | undefined;
  /** Told Stytch's own id of a call that succeeded, if it gave one; a failed call's is in its error. */
  onRequestId?: ((requestId: string) => void) | undefined;
}

/** One call: everything that may differ from operation to operation. */
interface Request extends CallOptions {
  name: string;
  method: 'GET' | 'POST';
  template: string;
  ids?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** The member's session; sent wherever Stytch accepts it, so that Stytch checks too. */
  sessionToken?: string | null;
}

interface Operation<T extends z.ZodType> extends Request {
  schema: T;
}

/** Sends calls to one Stytch project. */
export interface Transport {
  call: <T extends z.ZodType>(operation: Operation<T>) => Promise<z.output<T>>;
  /** The bytes of a successful answer, unread, for whoever can read them faster than a schema. */
  callForChunks: (request: Request) => Promise<Buffer[]>;
  close: () => Promise<void>;
}

const unzip = promisify(gunzip);

type Settings = Required<StytchOptions> & { pool: Pool; authorization: string };

/** The outgoing headers, all of them: nothing of the browser's request is ever passed on. */
function outgoingHeaders(settings: Settings, operation: Request) {
  return {
    authorization: settings.authorization,
    accept: 'application/json',
    'accept-encoding': 'gzip',
    'user-agent': 'grantscope/0.1.0',
    ...(operation.method === 'POST' ? { 'content-type': 'application/json' } : {}),
    ...(operation.sessionToken === undefined || operation.sessionToken === null
      ? {}
      : { 'x-stytch-member-session': operation.sessionToken }),
  };
}

/** The body without its content encoding. The pool cuts off an answer that is longer than we take. */
async function decode(
  { maxResponseBytes }: Settings,
  name: string,
  { status, headers, chunks }: RawAnswer,
): Promise<Buffer[]> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return chunks;
  if (encoding !== 'gzip') throw new UpstreamError('invalid', name);
  const zipped = Buffer.concat(chunks);
  const bytes = await unzip(zipped, { maxOutputLength: maxResponseBytes }).catch(
    (error: unknown) => {
      const bomb = error instanceof RangeError;
      throw new UpstreamError(bomb ? 'too-large' : 'invalid', name, { status });
    },
  );
  return [bytes];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws for an answer that is no success by its status. */
function refuse(name: string, { status, headers }: RawAnswer, chunks: readonly Buffer[]): void {
  if (status >= 300 && status < 400) throw new UpstreamError('redirect', name, { status });
  if (status < 400) return;
  const failure = failureSchema.safeParse(parseJson(Buffer.concat(chunks).toString('utf8')));
  const kind = kindOfAnswer(status, failure.data?.error_type ?? null);
  const waits = kind === 'rate-limited' || status === 503;
  const pause = headers['retry-after'];
  throw new UpstreamError(kind, name, {
    status,
    upstreamRequestId: failure.data?.request_id ?? null,
    retryAfterSeconds: waits
      ? retryAfterSeconds(typeof pause === 'string' ? pause : undefined, Date.now())
      : null,
  });
}

/** One attempt under one total deadline. Retries, a breaker and a bulkhead would wrap this. */
async function attempt(settings: Settings, operation: Request): Promise<RawAnswer> {
  const { name, method, signal } = operation;
  const answer = await exchange(
    settings.pool,
    {
      method,
      path: buildPath(operation.template, operation.ids ?? {}),
      ...(operation.query === undefined ? {} : { query: operation.query }),
      headers: outgoingHeaders(settings, operation),
      body: method === 'POST' ? JSON.stringify(operation.body ?? {}) : null,
    },
    { name, deadlineMs: settings.deadlineMs, signal },
  );
  const chunks = await decode(settings, name, answer);
  refuse(name, answer, chunks);
  return { ...answer, chunks };
}

/** Turns an answer into data or into an UpstreamError. A 200 that says otherwise inside is no success. */
async function call<T extends z.ZodType>(
  settings: Settings,
  operation: Operation<T>,
): Promise<z.output<T>> {
  const { name, schema, onRequestId } = operation;
  const { status, chunks } = await attempt(settings, operation);
  const json = parseJson(Buffer.concat(chunks).toString('utf8'));
  const parsed = schema.safeParse(json);
  const failure = failureSchema.safeParse(json);
  const requestId = failure.data?.request_id ?? null;
  if (!parsed.success || (failure.data?.status_code ?? 200) >= 400) {
    throw new UpstreamError('invalid', name, { status, upstreamRequestId: requestId });
  }
  if (requestId !== null) onRequestId?.(requestId);
  return parsed.data;
}

/** Opens a pool to Stytch. undici follows no redirect by itself. */
export function createTransport(options: StytchOptions): Transport {
  const deadlineMs = options.deadlineMs ?? 8000;
  const connections = options.connections ?? 32;
  const maxResponseBytes = options.maxResponseBytes ?? 64 * 1024 * 1024;
  const settings: Settings = {
    ...options,
    maxResponseBytes,
    deadlineMs,
    connections,
    authorization: `Basic ${Buffer.from(`${options.projectId}:${options.secret}`).toString('base64')}`,
    pool: new Pool(options.baseUrl, {
      connections,
      connect: { timeout: Math.min(deadlineMs, 5000) },
      headersTimeout: deadlineMs,
      bodyTimeout: deadlineMs,
      maxResponseSize: maxResponseBytes,
    }),
  };
  return {
    call: (operation) => call(settings, operation),
    callForChunks: async (request) => (await attempt(settings, request)).chunks,
    close: () => settings.pool.destroy(),
  };
}
