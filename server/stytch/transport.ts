import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Pool, ProxyAgent, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { createClock, type Clock } from './clock.ts';
import { kindOfResponse, retryAfterSeconds, UpstreamError } from './errors.ts';
import { exchange, isUnanswered, type RawResponse } from './exchange.ts';
import { buildPath } from './ids.ts';
import { failureSchema, wordsOf } from './wire.ts';

/** Stytch's address and our credentials. Times in milliseconds. */
export interface StytchOptions {
  /** Origin only: a path would be dropped. */
  baseUrl: string;
  projectId: string;
  secret: string;
  /** The proxy, with its password; null for none. */
  proxy?: string | null;
  /** Total time of a call, body included; 8 s by default. */
  deadlineMs?: number;
  /** The same for a search, which takes Stytch "150 ms to 9 s"; 15 s if neither is given. */
  searchDeadlineMs?: number;
  /** Largest accepted response, before and after decompression. */
  maxResponseBytes?: number;
  connections?: number;
  /** Our clock, epoch ms. */
  now?: () => number;
  /** Called once with the seconds that our clock is ahead of Stytch's; negative if it is behind. */
  onClockDifference?: (seconds: number) => void;
}

/** Options of every call. */
export interface CallOptions {
  /** Cancels the call upstream at once. */
  signal?: AbortSignal | undefined;
  /** Called with Stytch's id of a successful call, if it gave one; a failed call has it in its error. */
  onRequestId?: ((requestId: string) => void) | undefined;
}

/** One call: everything that differs between operations. */
interface Request extends CallOptions {
  name: string;
  method: 'GET' | 'POST';
  /** The effect at Stytch. Only calls without changes are sent again after a lost connection. */
  effect: 'reads' | 'searches' | 'changes';
  template: string;
  ids?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** The member's session; sent wherever Stytch accepts it, so that Stytch checks permission too. */
  sessionToken?: string | null;
}

interface Operation<T extends z.ZodType> extends Request {
  schema: T;
}

/** Sends calls to one Stytch project. */
export interface Transport {
  call: <T extends z.ZodType>(operation: Operation<T>) => Promise<z.output<T>>;
  /** The raw bytes of a successful response, for readers that are faster than a schema. */
  callForChunks: (request: Request) => Promise<Buffer[]>;
  clock: Clock;
  close: () => Promise<void>;
}

const unzip = promisify(gunzip);

/** Connections: kept open between calls, or opened for one call. */
interface Connections {
  kept: Dispatcher;
  fresh: Dispatcher;
}

interface Settings extends Pick<StytchOptions, 'baseUrl'> {
  authorization: string;
  maxResponseBytes: number;
  deadlineMs: number;
  searchDeadlineMs: number;
  connections: Connections;
  clock: Clock;
}

/** All outgoing headers: nothing from the browser's request is ever passed on. */
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

/** Decompresses the body. The pool cuts off a response that is too long. */
async function decode(
  { maxResponseBytes }: Settings,
  name: string,
  { status, headers, chunks }: RawResponse,
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

/** Throws unless the status is a success. */
function refuse(name: string, { status, headers }: RawResponse, chunks: readonly Buffer[]): void {
  if (status >= 300 && status < 400) throw new UpstreamError('redirect', name, { status });
  if (status < 400) return;
  const words = wordsOf(parseJson(Buffer.concat(chunks).toString('utf8')));
  const kind = kindOfResponse(status, words);
  const waits = kind === 'rate-limited' || status === 503;
  const pause = headers['retry-after'];
  throw new UpstreamError(kind, name, {
    status,
    upstreamRequestId: words.requestId,
    retryAfterSeconds: waits
      ? retryAfterSeconds(typeof pause === 'string' ? pause : undefined, Date.now())
      : null,
  });
}

/**
 * Sends one request under one total deadline. An idle connection may just have been closed, so reads are sent
 * once more, over a fresh connection.
 */
async function send(settings: Settings, operation: Request): Promise<RawResponse> {
  const { name, method, effect, signal } = operation;
  const request = {
    origin: settings.baseUrl,
    method,
    path: buildPath(operation.template, operation.ids ?? {}),
    ...(operation.query === undefined ? {} : { query: operation.query }),
    headers: outgoingHeaders(settings, operation),
    body: method === 'POST' ? JSON.stringify(operation.body ?? {}) : null,
  };
  const { kept, fresh } = settings.connections;
  const deadlineMs = effect === 'searches' ? settings.searchDeadlineMs : settings.deadlineMs;
  const started = performance.now();
  try {
    return await exchange(kept, request, { name, deadlineMs, signal });
  } catch (error) {
    const left = deadlineMs - (performance.now() - started);
    if (effect === 'changes' || !isUnanswered(error) || left <= 0) throw error;
    return await exchange(fresh, request, { name, deadlineMs: left, signal });
  }
}

/** One attempt; returns the response if it is a success. */
async function attempt(settings: Settings, operation: Request): Promise<RawResponse> {
  const { name } = operation;
  const answer = await send(settings, operation);
  settings.clock.read(answer.headers['date']);
  const chunks = await decode(settings, name, answer);
  refuse(name, answer, chunks);
  return { ...answer, chunks };
}

/** Parses a response or throws UpstreamError. A 200 whose body reports an error is no success. */
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

/** Proxy credentials from its address, in the form of the header (RFC 9110 §11.7.1). */
function proxyToken({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** undici follows no redirects by default. */
function openConnections(options: StytchOptions, timeoutMs: number, maxResponseSize: number) {
  const limits = {
    connections: options.connections ?? 32,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize,
  };
  const timeout = Math.min(timeoutMs, 5000);
  const { proxy = null } = options;
  const token = proxy === null ? null : proxyToken(new URL(proxy));
  const open = (more: { pipelining?: number }): Dispatcher =>
    proxy === null
      ? new Pool(options.baseUrl, { ...limits, ...more, connect: { timeout } })
      : new ProxyAgent({
          ...limits,
          ...more,
          uri: new URL(proxy).origin,
          ...(token === null ? {} : { token }),
          requestTls: { timeout },
          proxyTls: { timeout },
        });
  // With pipelining 0, undici closes each connection after its response.
  return { kept: open({}), fresh: open({ pipelining: 0 }) };
}

export function createTransport(options: StytchOptions): Transport {
  const { baseUrl, projectId, secret, deadlineMs = 8000 } = options;
  const searchDeadlineMs = options.searchDeadlineMs ?? options.deadlineMs ?? 15_000;
  const maxResponseBytes = options.maxResponseBytes ?? 64 * 1024 * 1024;
  const connections = openConnections(
    options,
    Math.max(deadlineMs, searchDeadlineMs),
    maxResponseBytes,
  );
  const clock = createClock(options.now ?? Date.now, options.onClockDifference ?? (() => {}));
  const settings: Settings = {
    baseUrl,
    authorization: `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}`,
    maxResponseBytes,
    deadlineMs,
    searchDeadlineMs,
    connections,
    clock,
  };
  return {
    call: (operation) => call(settings, operation),
    callForChunks: async (request) => (await attempt(settings, request)).chunks,
    clock,
    close: async () => {
      await Promise.all([connections.kept.destroy(), connections.fresh.destroy()]);
    },
  };
}
