import compression from 'compression';
import type { Request, Response } from 'express';
import * as z from 'zod/mini';
import { unescapePart } from '#contract/path-part.ts';
import { AppError } from '../errors.ts';
import { parseJson, readBody } from './body.ts';
import { clientAddressOf, networkOf } from './client-address.ts';

/** How much of what is wrong with a body is said: it may repeat what was sent. */
const most = { errors: 20, characters: 200 };

function parseBody<T extends z.ZodMiniType>(schema: T, body: unknown): z.output<T> {
  const parsed = z.safeParse(schema, body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, most.errors).map(({ path, message }) => ({
    path: path.join('.').slice(0, most.characters),
    message: message.slice(0, most.characters),
  }));
  throw new AppError('invalid-request', { errors });
}

/** Reads a body that is JSON by name, so that no form can pass for one; null for none. */
async function readJson(request: Request): Promise<unknown> {
  const { headers } = request;
  const type = headers['content-type'];
  const isEmpty = type === undefined && (headers['content-length'] ?? '0') === '0';
  const isJson = /^application\/json(?:;\s*charset=utf-8)?$/i.test(type ?? '');
  if (!isEmpty && !isJson) throw new AppError('unsupported-media-type');
  return parseJson(await readBody(request)) ?? null;
}

function abortSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  // The browser may have gone while its session was confirmed.
  if (response.destroyed) controller.abort();
  response.on('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** Parameters of the address, as `pathPart` wrote them. */
export function paramsOf(request: Request): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    if (typeof value === 'string') params[name] = unescapePart(value);
  }
  return params;
}

/**
 * What a handler is given of a request. Throws `invalid-request`, `unsupported-media-type`,
 * `payload-too-large`, `bad-request` and BrokenOff.
 */
export async function callOf<T extends z.ZodMiniType>(
  schema: T,
  request: Request,
  response: Response,
) {
  const body = request.method === 'POST' ? await readJson(request) : null;
  return {
    params: paramsOf(request),
    body: parseBody(schema, body),
    signal: abortSignal(response),
    client: networkOf(clientAddressOf(request)),
  };
}

const compress = compression({ level: 1, threshold: 1024 });

/** Sends only the fields of a response that the contract names. */
export function send(
  schema: z.ZodMiniType,
  request: Request,
  response: Response,
  answer: unknown,
): void {
  const parsed = z.parse(schema, answer);
  const image = imageSchema.safeParse(parsed);
  if (image.success) {
    response.setHeader('Cache-Control', 'private, max-age=3600');
    response.type(image.data.contentType).send(Buffer.from(image.data.bytes));
  } else if (parsed === null) {
    // A picture that cannot be had: no error, for a page is none the worse for it.
    response.setHeader('Cache-Control', 'private, max-age=600');
    response.status(204).end();
  } else {
    compress(request, response, () => void response.json(parsed));
  }
}

const imageSchema = z.object({ contentType: z.string(), bytes: z.instanceof(Uint8Array) });
