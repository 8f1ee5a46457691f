import * as z from 'zod/mini';
import { pathPart } from '#contract/path-part.ts';
import { problemSchema } from '#contract/problem.ts';
import { underCase, type Route } from '#contract/route.ts';
import { ApiError } from './api-error.ts';
import { hearTime, serverTime } from './clock.ts';
import { thisConsole } from './console.ts';
import { noteResponse } from './last-response.ts';
import { believedMark, giveUp, whoseNow } from './whose.ts';

/** What a request is made of beside its route. */
export interface RequestOptions {
  params?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * The address of a route with its parameters filled in. In a customer's console it is where support
 * reads the same of that customer.
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

/** Visitors are whoever they are; everybody else is who the page was loaded for. */
const isOfVisitors = ({ policy }: Route) => policy.who === 'anyone' || policy.who === 'signing-in';

/**
 * Sends a request of the contract. Throws ApiError without an answer, or when the answer would be
 * somebody else's, in which case the page is given up; AbortError when aborted.
 */
export async function send(
  route: Route,
  options: RequestOptions,
  etag: string | null,
): Promise<Response> {
  const mark = believedMark();
  // Nothing more is asked for on a page that has been given up, nor shown on it.
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

/** Reads the body of an answer as JSON. Throws ApiError for what is none. */
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
  const asOf = Number(response.headers.get('As-Of') ?? serverTime());
  if (response.status === 304 && last !== undefined) return { ...last, asOf };
  if (!response.ok) throw problemOf(await readJson(response, options.signal));
  const value = check(route, await readBytes(response, options.signal));
  return { value, asOf, etag: response.headers.get('ETag') };
}

/** The error that the body of a failed answer stands for. */
export function problemOf(json: unknown): ApiError {
  return new ApiError(problemSchema.safeParse(json).data ?? 'unexpected');
}

/** Gives what the contract says of an answer. Throws ApiError for one that it does not describe. */
export function check<A extends z.ZodMiniType>(route: Route & { response: A }, body: unknown) {
  const answer = z.safeParse(route.response, body);
  if (!answer.success) throw new ApiError('unexpected', answer.error);
  return answer.data;
}

/** The body of an answer, or the problem that it is. Throws as `request` does. */
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
 * Calls a route of the contract and gives its answer, parsed. Throws ApiError for every failure,
 * and the browser's AbortError when the signal fired.
 */
export async function request<A extends z.ZodMiniType>(
  route: Route & { response: A },
  options: RequestOptions = {},
): Promise<z.output<A>> {
  return await parse(route, await send(route, options, null), options.signal);
}
