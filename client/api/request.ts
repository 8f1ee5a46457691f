import * as z from 'zod/mini';
import { pathPart } from '#contract/path-part.ts';
import { problemSchema } from '#contract/problem.ts';
import { underCase, type Route } from '#contract/route.ts';
import { ApiError } from './api-error.ts';
import { hearTime, serverTime } from './clock.ts';
import { thisConsole } from './console.ts';
import { noteResponse } from './last-response.ts';
import { believedMark, giveUp, whoseNow } from './whose.ts';

export interface RequestOptions {
  params?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * The path of a route with its parameters filled in. In a customer's console, a route that is
 * `forSupport` gets its path under the case.
 */
export function addressOf(
  route: Route,
  params: Readonly<Record<string, string>> = {},
  { organizationId } = thisConsole,
): string {
  const isOfCustomer = organizationId !== null && 'forSupport' in route && route.forSupport;
  const path = isOfCustomer ? underCase(route.path) : route.path;
  const all = isOfCustomer ? { ...params, organization: organizationId } : params;
  return path.replaceAll(/:(\w+)/g, (_, name: string) => pathPart(all[name] ?? ''));
}

/** Routes for visitors need no viewer; all others are bound to the viewer whom the page was loaded for. */
const isOfVisitors = ({ policy }: Route) => policy.who === 'anyone' || policy.who === 'signing-in';

/**
 * Sends a request of the contract. Throws ApiError if no response arrives, or if another viewer has
 * signed in, which also gives the page up. Throws AbortError when aborted.
 */
export async function send(
  route: Route,
  options: RequestOptions,
  etag: string | null,
): Promise<Response> {
  const mark = believedMark();
  // A page that was given up sends no request and shows no response.
  const isGivenUp = () => whoseNow().state !== 'ours' && !isOfVisitors(route);
  if (isGivenUp()) throw new ApiError('another-session');
  const response = await fetchAs(mark, route, options, etag);
  hearTime(response.headers.get('Date'));
  const whose = response.headers.get('Viewer');
  if (mark !== null && whose !== null && whose !== mark) giveUp();
  if (isGivenUp()) throw new ApiError('another-session');
  return response;
}

async function fetchAs(
  mark: string | null,
  route: Route,
  { params, body, signal }: RequestOptions,
  etag: string | null,
): Promise<Response> {
  try {
    const response = await fetch(addressOf(route, params), {
      method: route.method,
      headers: {
        'X-CSRF': '1',
        Accept: 'application/json, application/x-ndjson, application/vnd.grantscope.grant-table',
        ...(mark === null ? {} : { Viewer: mark }),
        ...(etag === null ? {} : { 'If-None-Match': etag }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    noteResponse();
    return response;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError(navigator.onLine ? 'unreachable' : 'offline', error);
  }
}

/** Throws ApiError if the body is not JSON, AbortError when aborted. */
export async function readJson(
  response: Response,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError(response.ok ? 'unexpected' : 'unreachable', error);
  }
}

/** A value with its time and ETag. */
export interface Versioned<T> {
  value: T;
  /** When the value was true, epoch ms. */
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
 * Calls a route whose responses are bytes with an ETag. On 304 the value is the same object as in
 * `last`. Throws like `request`.
 */
export async function requestVersion<A extends z.ZodMiniType>(
  route: Route & { response: A },
  options: RequestOptions,
  last: Versioned<z.output<A>> | undefined,
): Promise<Versioned<z.output<A>>> {
  const response = await send(route, options, last?.etag ?? null);
  const asOf = Number(response.headers.get('As-Of') ?? serverTime());
  if (response.status === 304 && last !== undefined) return { ...last, asOf };
  if (!response.ok) throw problemOf(await readJson(response, options.signal));
  const value = check(route, await readBytes(response, options.signal));
  return { value, asOf, etag: response.headers.get('ETag') };
}

/** The error for the body of a failed response; `unexpected` if the body is not a problem. */
export function problemOf(json: unknown): ApiError {
  return new ApiError(problemSchema.safeParse(json).data ?? 'unexpected');
}

/** Parses a body by the route's schema. Throws ApiError (`unexpected`) if it does not match. */
export function check<A extends z.ZodMiniType>(route: Route & { response: A }, body: unknown) {
  const answer = z.safeParse(route.response, body);
  if (!answer.success) throw new ApiError('unexpected', answer.error);
  return answer.data;
}

/** Parses a response; throws its problem if it failed. Throws like `request`. */
async function parse<A extends z.ZodMiniType>(
  route: Route & { response: A },
  response: Response,
  signal: AbortSignal | undefined,
): Promise<z.output<A>> {
  const json = await readJson(response, signal);
  if (!response.ok) throw problemOf(json);
  return check(route, json);
}

/**
 * Calls a route of the contract and returns its parsed response. Throws ApiError for every failure,
 * and the browser's AbortError when the signal fires.
 */
export async function request<A extends z.ZodMiniType>(
  route: Route & { response: A },
  options: RequestOptions = {},
): Promise<z.output<A>> {
  return await parse(route, await send(route, options, null), options.signal);
}
