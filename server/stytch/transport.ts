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
interface Operation<T extends z.ZodType> extends CallOptions {
  name: string;
  method: 'GET' | 'POST';
  template: string;
  ids?: Readonly<Record<string, string>>;
  body?: unknown;
  /** The member's session; sent wherever Stytch accepts it, so that Stytch checks too. */
  sessionToken?: string;
  schema: T;
}

/** Sends calls to one Stytch project. */
export interface Transport {
  call: <T extends z.ZodType>(operation: Operation<T>) => Promise<z.output<T>>;
  close: () => Promise<void>;
}

const unzip = promisify(gunzip);

type Settings = Required<StytchOptions> & { pool: Pool; authorization: string };

/** The outgoing headers, all of them: nothing of the browser's request is ever passed on. */
function outgoingHeaders(settings: Settings, operation: Operation<z.ZodType>) {
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
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > settings.maxResponseBytes) {
      response.body.destroy();
      throw new UpstreamError('too-large', name, { status: response.statusCode });
    }
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks);
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

/** Turns an answer into data or into an UpstreamError. A 200 that says otherwise inside is no success. */
function interpret<T extends z.ZodType>(
  operation: Operation<T>,
  response: Dispatcher.ResponseData,
  bytes: Buffer,
): z.output<T> {
  const { statusCode: status } = response;
  if (status >= 300 && status < 400)
    throw new UpstreamError('redirect', operation.name, { status });
  const json = parseJson(bytes.toString('utf8'));
  const failure = failureSchema.safeParse(json);
  const upstreamRequestId = failure.data?.request_id ?? null;
  if (status >= 400) {
    const kind = kindOfAnswer(status, failure.data?.error_type ?? null);
    const retry =
      kind === 'rate-limited' || status === 503
        ? retryAfterSeconds(header(response, 'retry-after'), Date.now())
        : null;
    throw new UpstreamError(kind, operation.name, {
      status,
      upstreamRequestId,
      retryAfterSeconds: retry,
    });
  }
  const parsed = operation.schema.safeParse(json);
  if (!parsed.success || (failure.data?.status_code ?? 200) >= 400) {
    throw new UpstreamError('invalid', operation.name, { status, upstreamRequestId });
  }
  return parsed.data;
}

/** One attempt under one total deadline. Retries, a breaker and a bulkhead would wrap this. */
async function attempt<T extends z.ZodType>(
  settings: Settings,
  operation: Operation<T>,
): Promise<z.output<T>> {
  const path = buildPath(operation.template, operation.ids ?? {});
  const deadline = AbortSignal.timeout(settings.deadlineMs);
  const signal = AbortSignal.any(
    operation.signal === undefined ? [deadline] : [deadline, operation.signal],
  );
  try {
    const response = await settings.pool.request({
      method: operation.method,
      path,
      headers: outgoingHeaders(settings, operation),
      body: operation.method === 'POST' ? JSON.stringify(operation.body ?? {}) : null,
      signal,
    });
    return interpret(operation, response, await readBody(settings, operation.name, response));
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    const aborted = operation.signal?.aborted === true;
    throw new UpstreamError(kindOfFailure(error, deadline.aborted, aborted), operation.name);
  }
}

/** Opens a pool to Stytch. undici follows no redirect by itself. */
export function createTransport(options: StytchOptions): Transport {
  const deadlineMs = options.deadlineMs ?? 8000;
  const connections = options.connections ?? 32;
  const settings: Settings = {
    maxResponseBytes: 64 * 1024 * 1024,
    ...options,
    deadlineMs,
    connections,
    authorization: `Basic ${Buffer.from(`${options.projectId}:${options.secret}`).toString('base64')}`,
    pool: new Pool(options.baseUrl, {
      connections,
      connect: { timeout: Math.min(deadlineMs, 5000) },
      headersTimeout: deadlineMs,
      bodyTimeout: deadlineMs,
    }),
  };
  return {
    call: (operation) => attempt(settings, operation),
    close: () => settings.pool.destroy(),
  };
}
