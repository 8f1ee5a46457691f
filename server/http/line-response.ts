import type { Request, Response } from 'express';
import * as z from 'zod/mini';
import { requestIdOf } from './log.ts';
import { toAppError, toProblem } from './problems.ts';

/** Sends one line. */
type SendLine = (line: unknown) => void;

/** A response sent as lines of JSON while work goes on (https://github.com/ndjson/ndjson-spec). */
export class LineResponse {
  /** Does the work and tells how far it has come; what it throws becomes the last line. */
  readonly work: (send: SendLine) => Promise<void>;

  constructor(work: (send: SendLine) => Promise<void>) {
    this.work = work;
  }
}

/**
 * Sends lines that match the route's schema. An error before the first line is thrown as usual; a later one
 * is sent as `{ state: 'failed', problem }` and then thrown, to be logged.
 */
export async function sendLines(
  schema: z.ZodMiniType,
  request: Request,
  response: Response,
  { work }: LineResponse,
  publicOrigin: string,
): Promise<void> {
  const send: SendLine = (line) => {
    if (!response.headersSent) {
      response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
      // Proxies such as nginx would keep lines back to send them together.
      response.setHeader('X-Accel-Buffering', 'no');
    }
    if (!response.destroyed) response.write(`${JSON.stringify(z.parse(schema, line))}\n`);
  };
  try {
    await work(send);
  } catch (error) {
    if (!response.headersSent) throw error;
    const problem = toProblem(toAppError(error), requestIdOf(request), publicOrigin);
    send({ state: 'failed', problem });
    response.end();
    throw error;
  }
  response.end();
}
