import { promisify } from 'node:util';
import compression from 'compression';
import express, { type Request, type Response } from 'express';
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';
import { clientAddressOf, networkOf } from './client-address.ts';

const json = express.json({ limit: '64kb', inflate: false, strict: true });

function parseBody<T extends z.ZodMiniType>(schema: T, request: Request): z.output<T> {
  const parsed = z.safeParse(schema, request.method === 'GET' ? null : (request.body ?? null));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }));
  throw new AppError('invalid-request', { errors });
}

/** Reads a body that is JSON by name, so that no form can pass for one. */
async function readJson(request: Request, response: Response): Promise<void> {
  const type = request.headers['content-type'];
  const empty = type === undefined && (request.headers['content-length'] ?? '0') === '0';
  if (!empty && !/^application\/json(?:;\s*charset=utf-8)?$/i.test(type ?? '')) {
    throw new AppError('unsupported-media-type');
  }
  await promisify(json)(request, response);
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

/** Parameters of the address. */
export function paramsOf(request: Request): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    if (typeof value === 'string') params[name] = value;
  }
  return params;
}

/**
 * What a handler is given of a request. Throws `invalid-request`, `unsupported-media-type` and what the
 * parser of bodies does.
 */
export async function callOf<T extends z.ZodMiniType>(
  schema: T,
  request: Request,
  response: Response,
) {
  if (request.method === 'POST') await readJson(request, response);
  return {
    params: paramsOf(request),
    body: parseBody(schema, request),
    signal: abortSignal(response),
    client: networkOf(clientAddressOf(request)),
  };
}

const compress = compression({ level: 1, threshold: 1024 });

/** Sends what the contract names of an answer and nothing else. */
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
