import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { editAnswer, pageAgain, type Edits } from './edit-answer.ts';
import { requestId } from './reply.ts';

const common = {
  method: z.enum(['GET', 'POST']).optional(),
  /**
   * End of the path template, for example `connected_apps/{connected_app_id}` or `members/search`; `*` is
   * every route.
   */
  path: z.string().min(1),
  /** Affects only calls with this id in their path, for example of one app. */
  id: z.string().min(1).optional(),
  /** How many calls are affected; all by default. */
  times: z.int().min(1).optional(),
};

/** One fault. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('latency'), ms: z.int().min(0).max(120_000) }),
  z.strictObject({
    ...common,
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    errorType: z.string().optional(),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('html'), status: z.int().min(200).max(599) }),
  z.strictObject({
    ...common,
    kind: z.literal('raw'),
    status: z.int().min(200).max(599),
    contentType: z.string().nullable(),
    body: z.string(),
  }),
  z
    .strictObject({
      ...common,
      kind: z.literal('edit'),
      set: z.record(z.string().min(1), z.unknown()).default({}),
      delete: z.array(z.string().min(1)).default([]),
    })
    .refine((fault) => Object.keys(fault.set).length + fault.delete.length > 0, 'edits nothing'),
  z.strictObject({
    ...common,
    kind: z.literal('cursor'),
    cursors: z.array(z.string()).min(1),
    items: z.enum(['first-page', 'none']).default('first-page'),
  }),
  z.strictObject({ ...common, kind: z.literal('invalid-json') }),
  z.strictObject({ ...common, kind: z.literal('null-body') }),
  z.strictObject({ ...common, kind: z.literal('truncated') }),
  z.strictObject({ ...common, kind: z.literal('reset') }),
  z.strictObject({ ...common, kind: z.literal('idle-reset') }),
  z.strictObject({ ...common, kind: z.literal('hang') }),
  z.strictObject({
    ...common,
    kind: z.literal('drip'),
    bytesPerSecond: z.int().min(1).max(10_000),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('redirect'),
    location: z.string(),
    status: z.int().min(300).max(399).default(302),
  }),
  z.strictObject({ ...common, kind: z.literal('rate-limited'), retryAfter: z.string().nullable() }),
  z.strictObject({ ...common, kind: z.literal('huge'), bytes: z.int().min(1).max(100_000_000) }),
]);

export type Fault = z.output<typeof faultSchema>;

/** The active faults. */
export interface Faults {
  set(faults: Fault[]): void;
  /** Faults that can still apply, with their remaining calls. */
  list(): Fault[];
  /**
   * The first fault that applies to a call, with its count reduced; null if none does. `isReused` says that
   * the connection has carried a call before.
   */
  take(call: { method: string; template: string; path: string; isReused: boolean }): Fault | null;
}

export function createFaults(): Faults {
  let rules: { fault: Fault; left: number }[] = [];
  return {
    set(faults) {
      rules = faults.map((fault) => ({ fault, left: fault.times ?? Infinity }));
    },
    list: () =>
      rules
        .filter(({ left }) => left > 0)
        .map(({ fault, left }) => (fault.times === undefined ? fault : { ...fault, times: left })),
    take({ method, template, path, isReused }) {
      const rule = rules.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.kind !== 'idle-reset' || isReused) &&
          (fault.method === undefined || fault.method === method) &&
          (fault.id === undefined || path.split('/').includes(fault.id)) &&
          (fault.path === '*' || template.endsWith(fault.path)),
      );
      if (rule === undefined) return null;
      rule.left -= 1;
      return rule.fault;
    },
  };
}

const json = { 'content-type': 'application/json' };

/** The sound response, for faults that spoil it. */
export interface Answer {
  status: number;
  text: string;
}

async function drip(response: ServerResponse, { status, text }: Answer, bytesPerSecond: number) {
  response.writeHead(status, json);
  for (const byte of Buffer.from(text)) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await delay(1000 / bytesPerSecond);
  }
  response.end();
}

function errorBody(status: number, errorType: string) {
  return JSON.stringify({
    status_code: status,
    request_id: requestId(),
    error_type: errorType,
    error_message: 'Made by the fault switch of the sandbox.',
    error_url: `https://stytch.com/docs/b2b/api/errors/${status}#${errorType}`,
  });
}

function answerStatus(response: ServerResponse, fault: Extract<Fault, { kind: 'status' }>) {
  const body =
    fault.body === undefined
      ? errorBody(fault.status, fault.errorType ?? 'internal_server_error')
      : JSON.stringify(fault.body);
  response.writeHead(fault.status, { ...json, ...fault.headers }).end(body);
}

function cutShort(response: ServerResponse, { status, text }: Answer) {
  const whole = Buffer.from(text);
  response.writeHead(status, { ...json, 'content-length': String(whole.length) });
  response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.destroy());
}

function refuseRate(response: ServerResponse, retryAfter: string | null) {
  const headers = retryAfter === null ? json : { ...json, 'retry-after': retryAfter };
  response.writeHead(429, headers).end(errorBody(429, 'too_many_requests'));
}

function answerRaw(response: ServerResponse, fault: Extract<Fault, { kind: 'raw' }>) {
  const headers = fault.contentType === null ? {} : { 'content-type': fault.contentType };
  response.writeHead(fault.status, headers).end(fault.body);
}

function answerEdited(response: ServerResponse, { status, text }: Answer, edits: Edits) {
  response.writeHead(status, json).end(editAnswer(text, edits));
}

/** The current call, for faults that spoil its sound response. */
interface FaultyCall {
  /** The raw request body. */
  body: string;
  /** The sound response to this body, or to the call's own. */
  answer: (body?: string) => Answer;
}

type SpoilingFault = Extract<Fault, { kind: 'truncated' | 'drip' | 'edit' | 'cursor' }>;

async function spoil(fault: SpoilingFault, response: ServerResponse, { body, answer }: FaultyCall) {
  switch (fault.kind) {
    case 'truncated':
      return cutShort(response, answer());
    case 'drip':
      return drip(response, answer(), fault.bytesPerSecond);
    case 'edit':
      return answerEdited(response, answer(), fault);
    case 'cursor': {
      const page = pageAgain(body, fault);
      return answerEdited(response, answer(page.body), page.edits);
    }
  }
}

/** Responds as the fault says. Returns false for latency, after which the sound response is still due. */
export async function applyFault(
  fault: Fault,
  response: ServerResponse,
  call: FaultyCall,
): Promise<boolean> {
  switch (fault.kind) {
    case 'latency':
      await delay(fault.ms);
      return false;
    case 'status':
      answerStatus(response, fault);
      return true;
    case 'html':
      response
        .writeHead(fault.status, { 'content-type': 'text/html' })
        .end('<html><body><h1>Bad gateway</h1></body></html>');
      return true;
    case 'raw':
      answerRaw(response, fault);
      return true;
    case 'invalid-json':
      response.writeHead(200, json).end('{"status_code":200,');
      return true;
    case 'null-body':
      response.writeHead(200, json).end('null');
      return true;
    case 'reset':
      response.destroy();
      return true;
    case 'idle-reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'hang':
      return true;
    case 'redirect':
      response.writeHead(fault.status, { location: fault.location }).end();
      return true;
    case 'rate-limited':
      refuseRate(response, fault.retryAfter);
      return true;
    case 'huge':
      response.writeHead(200, json);
      response.end(`{"status_code":200,"padding":"${'x'.repeat(fault.bytes)}"}`);
      return true;
    case 'truncated':
    case 'drip':
    case 'edit':
    case 'cursor':
      await spoil(fault, response, call);
      return true;
  }
}
