import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Pool, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { kindOfAnswer, kindOfFailure, retryAfterSeconds, UpstreamError } from './errors.ts';
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
}

/** One call: everything that may differ from operation to operation. */
interface Request extends CallOptions {
  name: string;
  method: 'GET' | 'POST';
  template: string;
  ids?: Readonly<Record<string, string>>;
  body?: unknown;
  /** The member's session; sent wherever Stytch accepts it, so that Stytch checks too. */
  sessionToken?: string;
}

interface Operation<T extends z.ZodType> extends Request {
  schema: T;
}

/** Sends calls to one Stytch project. */
export interface Transport {
  call: <T extends z.ZodType>(operation: Operation<T>) => Promise<z.output<T>>;
  /** The bytes of a successful answer, unread, for whoever can read them faster than a schema. */
  callForBytes: (request: Request) => Promise<Buffer<ArrayBuffer>>;
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
    ...(operation.sessionToken === undefined
      ? {}
      : { 'x-stytch-member-session': operation.sessionToken }),
  };
}

async function readBody(
  settings: Settings,
  name: string,
  response: Dispatcher.ResponseData,
): Promise<Buffer<ArrayBuffer>> {
  // The pool cuts off an answer that is longer than we take.
  const raw = Buffer.from(await response.body.arrayBuffer());
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return raw;
  if (encoding !== 'gzip') throw new UpstreamError('invalid', name);
  return unzip(raw, { maxOutputLength: settings.maxResponseBytes }).catch((error: unknown) => {
    const bomb = error instanceof RangeError;
    throw new UpstreamError(bomb ? 'too-large' : 'invalid', name, { status: response.statusCode });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function header(response: Dispatcher.ResponseData, name: string): string | undefined {
  const value = response.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Throws for an answer that is no success by its status. */
function refuse(name: string, response: Dispatcher.ResponseData, bytes: Buffer): void {
  const { statusCode: status } = response;
  if (status >= 300 && status < 400) throw new UpstreamError('redirect', name, { status });
  if (status < 400) return;
  const failure = failureSchema.safeParse(parseJson(bytes.toString('utf8')));
  const kind = kindOfAnswer(status, failure.data?.error_type ?? null);
  const waits = kind === 'rate-limited' || status === 503;
  throw new UpstreamError(kind, name, {
    status,
    upstreamRequestId: failure.data?.request_id ?? null,
    retryAfterSeconds: waits
      ? retryAfterSeconds(header(response, 'retry-after'), Date.now())
      : null,
  });
}

/** Turns an answer into data or into an UpstreamError. A 200 that says otherwise inside is no success. */
function interpret<T extends z.ZodType>(
  { name, schema }: Operation<T>,
  response: Dispatcher.ResponseData,
  bytes: Buffer,
): z.output<T> {
  refuse(name, response, bytes);
  const json = parseJson(bytes.toString('utf8'));
  const parsed = schema.safeParse(json);
  const failure = failureSchema.safeParse(json);
  if (!parsed.success || (failure.data?.status_code ?? 200) >= 400) {
    throw new UpstreamError('invalid', name, {
      status: response.statusCode,
      upstreamRequestId: failure.data?.request_id ?? null,
    });
  }
  return parsed.data;
}

/** One attempt under one total deadline. Retries, a breaker and a bulkhead would wrap this. */
async function attempt<T>(
  settings: Settings,
  operation: Request,
  read: (response: Dispatcher.ResponseData, bytes: Buffer<ArrayBuffer>) => T,
): Promise<T> {
  const path = buildPath(operation.template, operation.ids ?? {});
  const deadline = AbortSignal.timeout(settings.deadlineMs);
  const signal = AbortSignal.any(
    operation.signal === undefined ? [deadline] : [deadline, operation.signal],
  );
  let status: number | null = null;
  try {
    const response = await settings.pool.request({
      method: operation.method,
      path,
      headers: outgoingHeaders(settings, operation),
      body: operation.method === 'POST' ? JSON.stringify(operation.body ?? {}) : null,
      signal,
    });
    status = response.statusCode;
    return read(response, await readBody(settings, operation.name, response));
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    const aborted = operation.signal?.aborted === true;
    const kind = kindOfFailure(error, deadline.aborted, aborted);
    // Of an answer that broke off the status says nothing; of one that is too long it does.
    throw new UpstreamError(kind, operation.name, { status: kind === 'too-large' ? status : null });
  }
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
    call: (operation) =>
      attempt(settings, operation, (response, bytes) => interpret(operation, response, bytes)),
    callForBytes: (request) =>
      attempt(settings, request, (response, bytes) => {
        refuse(request.name, response, bytes);
        return bytes;
      }),
    close: () => settings.pool.destroy(),
  };
}
