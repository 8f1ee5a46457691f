import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { UpstreamError } from '../stytch/errors.ts';
import { startListener, type Listener } from '../testing/listener.ts';
import { errorHandler } from './error-handler.ts';
import { LineResponse, sendLines } from './line-response.ts';
import { problemSchema } from '#contract/problem.ts';

const schema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('reading'), done: z.int() }),
  z.object({ state: z.literal('failed'), problem: problemSchema }),
]);

let server: Listener;
let log: string[];
let work: ConstructorParameters<typeof LineResponse>[0];

beforeEach(async () => {
  log = [];
  const app = express();
  const origin = 'https://grantscope.example';
  app.get('/', (request, response) =>
    sendLines(schema, request, response, new LineResponse(work), origin),
  );
  app.use(errorHandler(pino({}, { write: (line) => void log.push(line) }), origin));
  server = await startListener(app);
});
afterEach(() => server.close());

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

describe('an answer in lines', () => {
  test('is one JSON text a line, with nothing that the contract does not name', async () => {
    work = async (send) => {
      send({ state: 'reading', done: 1, secret: 'x' });
      await setImmediate();
      send({ state: 'reading', done: 2 });
    };
    const answer = await fetch(server.origin);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    expect(text.endsWith('\n')).toBe(true);
    expect(linesOf(text)).toEqual([
      { state: 'reading', done: 1 },
      { state: 'reading', done: 2 },
    ]);
    expect(log).toEqual([]);
  });

  test('comes while work goes on', async () => {
    const finish = new AbortController();
    work = async (send) => {
      send({ state: 'reading', done: 1 });
      await once(finish.signal, 'abort');
    };
    const answer = await fetch(server.origin);
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(linesOf(Buffer.from(first?.value ?? []).toString())).toEqual([
      { state: 'reading', done: 1 },
    ]);
    finish.abort();
    expect((await reader?.read())?.done).toBe(true);
  });

  test('that fails before its first line is an error like any other', async () => {
    work = () => Promise.reject(new UpstreamError('unreachable', 'test'));
    const answer = await fetch(server.origin);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await answer.json()).toMatchObject({ code: 'upstream-unreachable' });
    expect(log).toHaveLength(1);
  });

  test('that fails later says so in its last line, and the log says why', async () => {
    work = async (send) => {
      send({ state: 'reading', done: 1 });
      await setImmediate();
      throw new UpstreamError('error', 'test', { upstreamRequestId: 'request-1' });
    };
    const answer = await fetch(server.origin);
    const [line, last, ...more] = linesOf(await answer.text());
    expect([answer.status, line, more]).toEqual([200, { state: 'reading', done: 1 }, []]);
    expect(last).toMatchObject({
      state: 'failed',
      problem: { code: 'upstream-error', status: 502 },
    });
    expect(log.map((entry): unknown => JSON.parse(entry))).toMatchObject([
      { code: 'upstream-error', cause: { kind: 'error', upstreamRequestId: 'request-1' } },
    ]);
  });

  test('whose line is not of the contract fails, and does not let it out', async () => {
    work = (send) => {
      send({ state: 'reading', done: 1 });
      send({ state: 'reading', done: 'a secret' });
      return Promise.resolve();
    };
    const text = await (await fetch(server.origin)).text();
    expect(text).not.toContain('a secret');
    expect(linesOf(text).at(-1)).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
    expect(log).toHaveLength(1);
  });

  test('goes nowhere when the browser has gone, and does no harm', async () => {
    const left = new AbortController();
    let done = false;
    work = async (send) => {
      send({ state: 'reading', done: 1 });
      await once(left.signal, 'abort');
      for (let at = 2; at < 10; at += 1) {
        send({ state: 'reading', done: at });
        await setImmediate();
      }
      done = true;
    };
    const leaving = new AbortController();
    const answer = await fetch(server.origin, { signal: leaving.signal });
    leaving.abort();
    await expect(answer.text()).rejects.toThrow('aborted');
    left.abort();
    await expect.poll(() => done).toBe(true);
    expect(log).toEqual([]);
  });
});
