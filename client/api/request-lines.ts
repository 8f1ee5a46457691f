import type * as z from 'zod/mini';
import type { Route } from '#contract/route.ts';
import { ApiError } from './api-error.ts';
import { check, problemOf, readJson, send, type RequestOptions } from './request.ts';

/** Yields lines as they arrive. The last line may lack its newline. */
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
 * Calls a route that responds with JSON lines and yields each, parsed, as it arrives. Throws like
 * `request`, also between lines.
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
