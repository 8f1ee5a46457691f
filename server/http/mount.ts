import { promisify } from 'node:util';
import compression from 'compression';
import express, { type Request, type Response, type Router } from 'express';
import * as z from 'zod/mini';
import type { MemberRoute, Route, VisitorRoute } from '#contract/route.ts';
import { routes } from '#contract/routes.ts';
import type { Permissions } from '#contract/session.ts';
import type { AuditedCall, RouteRecorder } from '../audit/routes.ts';
import { AppError } from '../errors.ts';
import { UpstreamError } from '../stytch/errors.ts';
import { passedAntiForgery } from './anti-forgery.ts';
import { browserSession } from './browser-session.ts';
import { EncodedAnswer, sendEncoded } from './encoded-answer.ts';
import type { BrowserSession, MemberCall, Viewer, VisitorCall } from './handler.ts';
import type { Limiter } from './limits.ts';
import { LineAnswer, sendLines } from './line-answer.ts';
import { toAppError } from './problems.ts';

/** What mounting needs to know of who is calling. */
export interface Gate {
  /** The signed-in member of the session. Throws `not-signed-in` or `session-expired`. */
  authenticate: (session: BrowserSession) => Promise<Viewer>;
  /** Whether the session is in the middle of signing in. */
  isSigningIn: (session: BrowserSession) => boolean;
  secure: boolean;
  /** Where problems are described. */
  publicOrigin: string;
  limit: Limiter;
  audit: RouteRecorder;
}

/** Stytch's words for a permission, to tell a person what to ask for. */
const needed = {
  readConnectedApps: { resource: 'stytch.member', action: 'get.connected-apps' },
  readMembers: { resource: 'stytch.member', action: 'search' },
  revoke: { resource: 'stytch.member', action: 'revoke.connected-app' },
} satisfies Record<keyof Permissions, { resource: string; action: string }>;

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

function paramsOf(request: Request): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    if (typeof value === 'string') params[name] = value;
  }
  return params;
}

async function callOf<T extends z.ZodMiniType>(schema: T, request: Request, response: Response) {
  if (request.method === 'POST') await readJson(request, response);
  return {
    params: paramsOf(request),
    body: parseBody(schema, request),
    signal: abortSignal(response),
    clientAddress: request.ip ?? '',
  };
}

const compress = compression({ level: 1, threshold: 1024 });

/** Sends what the contract names of an answer and nothing else. */
function send(schema: z.ZodMiniType, request: Request, response: Response, answer: unknown): void {
  const parsed = z.parse(schema, answer);
  const image = imageSchema.safeParse(parsed);
  if (image.success) {
    response.setHeader('Cache-Control', 'private, max-age=3600');
    response.type(image.data.contentType).send(Buffer.from(image.data.bytes));
  } else if (parsed === null) {
    throw new AppError('not-found');
  } else {
    compress(request, response, () => void response.json(parsed));
  }
}

const imageSchema = z.object({ contentType: z.string(), bytes: z.instanceof(Uint8Array) });

type Answer<A> = A | EncodedAnswer | LineAnswer;

/** Mounts routes of the contract on a router, each under the policy that the contract gives it. */
export interface Mount {
  member<Q extends z.ZodMiniType, A extends z.ZodMiniType>(
    route: MemberRoute & { request: Q; response: A },
    handler: (call: MemberCall<z.output<Q>>) => Promise<Answer<z.input<A>>>,
  ): void;
  visitor<Q extends z.ZodMiniType, A extends z.ZodMiniType>(
    route: VisitorRoute & { request: Q; response: A },
    handler: (call: VisitorCall<z.output<Q>>) => Promise<Answer<z.input<A>>>,
  ): void;
  /** Throws unless every route of the contract is mounted and the router holds nothing else. */
  finish(): void;
}

/** Makes a `Mount` over a router. Every request passes the gate before its body is looked at. */
export function createMount(router: Router, gate: Gate): Mount {
  const mounted = new Set<Route>();
  const layers = new Set<unknown>();
  function add(route: Route, handle: (request: Request, response: Response) => Promise<void>) {
    mounted.add(route);
    const before = router.stack.length;
    router[route.method === 'POST' ? 'post' : 'get'](route.path, async (request, response) => {
      if (!passedAntiForgery(request)) throw new AppError('forbidden-origin');
      await handle(request, response);
    });
    router.all(route.path, (_request, response) => {
      response.setHeader('Allow', route.method === 'GET' ? 'GET, HEAD' : route.method);
      throw new AppError('method-not-allowed');
    });
    for (const layer of router.stack.slice(before)) layers.add(layer);
  }
  return {
    member(route, handler) {
      add(route, async (request, response) => {
        const session = browserSession(request, response, gate.secure);
        const viewer = await gate.authenticate(session);
        const attempt = attemptOf(route, request, session, viewer);
        try {
          await gate.limit(viewer.memberId);
          assertMay(viewer, route);
          const call = await callOf(route.request, request, response);
          attempt.body = call.body;
          const answer = await handler({ ...call, viewer });
          await gate.audit.allowed(attempt);
          await sendAnswer(route, request, response, answer, gate.publicOrigin);
        } catch (error) {
          await fail(error, session, attempt, gate.audit);
        }
      });
    },
    visitor(route, handler) {
      add(route, async (request, response) => {
        const session = browserSession(request, response, gate.secure);
        await gate.limit(`visitor ${request.ip ?? ''}`);
        if (route.policy.who === 'signing-in' && !gate.isSigningIn(session)) {
          throw new AppError('sign-in-expired');
        }
        const call = await callOf(route.request, request, response);
        send(route.response, request, response, await handler({ ...call, session }));
      });
    },
    finish: () => assertComplete(router, mounted, layers),
  };
}

function attemptOf(
  { audit }: MemberRoute,
  request: Request,
  { from }: BrowserSession,
  { memberId, organizationId }: Viewer,
): AuditedCall {
  const actor = { kind: 'member', memberId, organizationId } as const;
  return { audit, organizationId, actor, from, params: paramsOf(request), body: null };
}

function assertMay(viewer: Viewer, { policy }: MemberRoute): void {
  const missing = policy.needs.find((permission) => !viewer.can[permission]);
  if (missing !== undefined) throw new AppError('not-allowed', { needs: needed[missing] });
}

async function sendAnswer(
  route: MemberRoute,
  request: Request,
  response: Response,
  answer: unknown,
  publicOrigin: string,
): Promise<void> {
  if (answer instanceof EncodedAnswer) sendEncoded(request, response, answer);
  else if (answer instanceof LineAnswer) {
    await sendLines(route.response, request, response, answer, publicOrigin);
  } else send(route.response, request, response, answer);
}

/** Has it recorded and throws it on; a session that Stytch no longer knows ends here too. */
async function fail(
  error: unknown,
  session: BrowserSession,
  attempt: AuditedCall,
  audit: RouteRecorder,
): Promise<never> {
  const kind = error instanceof UpstreamError ? error.kind : null;
  const { code, upstreamRequestId } = toAppError(error);
  // Who went away before the answer has seen nothing, and was refused nothing.
  if (kind !== 'aborted') audit.failed(attempt, code, upstreamRequestId);
  if (kind === 'session-expired') await session.drop();
  throw error;
}

function assertComplete(
  router: Router,
  mounted: ReadonlySet<Route>,
  layers: ReadonlySet<unknown>,
): void {
  const forgotten = Object.values<Route>(routes).filter((route) => !mounted.has(route));
  const strangers = router.stack.filter((layer) => !layers.has(layer));
  const wrong = [
    ...forgotten.map(({ method, path }) => `${method} ${path} has no handler`),
    ...strangers.map(({ route }) => `${route?.path ?? 'a handler'} has no policy in the contract`),
  ];
  if (wrong.length > 0) throw new Error(`The routes are not complete: ${wrong.join('; ')}`);
}
