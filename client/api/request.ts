import * as z from 'zod/mini';
import { problemSchema } from '#contract/problem.ts';
import type { Route } from '#contract/route.ts';
import { ApiError } from './api-error.ts';

interface RequestOptions {
  params?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
}

/** The address of a route with its parameters filled in. */
export function addressOf(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

async function send(
  route: Route,
  { params, body, signal }: RequestOptions,
  etag: string | null,
): Promise<Response> {
  try {
    return await fetch(addressOf(route.path, params), {
      method: route.method,
      headers: {
        'X-CSRF': '1',
        Accept: 'application/json, application/x-ndjson, application/vnd.grantscope.grant-table',
        ...(etag === null ? {} : { 'If-None-Match': etag }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError(navigator.onLine ? 'unreachable' : 'offline', error);
  }
}

async function readJson(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError(response.ok ? 'unexpected' : 'unreachable', error);
  }
}

/** What was read, when it was true, and the mark by which the server knows it again. */
export interface Versioned<T> {
  value: T;
  /** Epoch ms. */
  asOf: number;
  etag: string | null;
}

async function readBytes(response: Response, signal: AbortSignal | undefined) {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError('unreachable', error);
  }
}

/**
 * Calls a route whose answers are bytes and carry a version. If the server says that nothing has
 * changed since `last`, its value stays the very same object. Throws as `request` does.
 */
export async function requestVersion<A extends z.ZodMiniType>(
  route: Route & { response: A },
  options: RequestOptions,
  last: Versioned<z.output<A>> | undefined,
): Promise<Versioned<z.output<A>>> {
  const response = await send(route, options, last?.etag ?? null);
  const asOf = Number(response.headers.get('As-Of') ?? Date.now());
  if (response.status === 304 && last !== undefined) return { ...last, asOf };
  if (!response.ok) throw problemOf(await readJson(response, options.signal));
  const value = check(route, await readBytes(response, options.signal));
  return { value, asOf, etag: response.headers.get('ETag') };
}

function problemOf(json: unknown): ApiError {
  return new ApiError(problemSchema.safeParse(json).data ?? 'unexpected');
}

function check<A extends z.ZodMiniType>(route: Route & { response: A }, body: unknown) {
  const answer = z.safeParse(route.response, body);
  if (!answer.success) throw new ApiError('unexpected', answer.error);
  return answer.data;
}

async function parse<A extends z.ZodMiniType>(
  route: Route & { response: A },
  response: Response,
  signal: AbortSignal | undefined,
): Promise<z.output<A>> {
  const json = await readJson(response, signal);
  if (!response.ok) throw problemOf(json);
  return check(route, json);
}

/** Lines of text as they come; the last one may lack its end. */
async function* readTextLines(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ApiError('unexpected', error);
  }
}

/**
 * Calls a route that answers with one JSON text a line and gives each as it comes, parsed. Throws as
 * `request` does, also in the midst of it.
 */
export async function* requestLines<A extends z.ZodMiniType>(
  route: Route & { response: A },
  options: RequestOptions,
): AsyncGenerator<z.output<A>> {
  const response = await send(route, options, null);
  if (!response.ok) throw problemOf(await readJson(response, options.signal));
  if (response.body === null) throw new ApiError('unexpected');
  const lines = readTextLines(response.body);
  for (;;) {
    const line = await lines.next().catch((error: unknown) => {
      if (options.signal?.aborted === true) throw error;
      throw new ApiError('unreachable', error);
    });
    if (line.done === true) return;
    if (line.value !== '') yield check(route, parseLine(line.value));
  }
}

/**
 * Calls a route of the contract and gives its answer, parsed. Throws ApiError for every failure,
 * and the browser's AbortError when the signal fired.
 */
export async function request<A extends z.ZodMiniType>(
  route: Route & { response: A },
  options: RequestOptions = {},
): Promise<z.output<A>> {
  return await parse(route, await send(route, options, null), options.signal);
}
