import type { Request, Response, Router } from 'express';
import type * as z from 'zod/mini';
import {
  underCase,
  type CaseRoute,
  type DeskRoute,
  type MemberRoute,
  type Route,
  type VisitorRoute,
} from '#contract/route.ts';
import { routes } from '#contract/routes.ts';
import { AppError } from '../errors.ts';
import { passedAntiForgery } from './anti-forgery.ts';
import { browserSession } from './browser-session.ts';
import { callOf, send } from './calls.ts';
import { clientAddressOf, networkOf } from './client-address.ts';
import type { EncodedResponse } from './encoded-response.ts';
import type { BrowserSession, MemberCall, VisitorCall } from './handler.ts';
import type { LineResponse } from './line-response.ts';
import { answerMember, answerSupport, type SignedInGate } from './signed-in.ts';

/** What mounting needs to know of who is calling. */
export interface Gate extends SignedInGate {
  /** Whether the session is in the middle of signing in. */
  isSigningIn: (session: BrowserSession) => boolean;
  secure: boolean;
}

type Answer<A> = A | EncodedResponse | LineResponse;

type MemberHandler<Q extends z.ZodMiniType, A extends z.ZodMiniType> = (
  call: MemberCall<z.output<Q>>,
) => Promise<Answer<z.input<A>>>;

/** Mounts routes of the contract on a router, each under the policy that the contract gives it. */
export interface Mount {
  /** Also where support reads the same with a case, if the contract says so. */
  member<Q extends z.ZodMiniType, A extends z.ZodMiniType>(
    route: MemberRoute & { request: Q; response: A },
    handler: MemberHandler<Q, A>,
  ): void;
  support<Q extends z.ZodMiniType, A extends z.ZodMiniType>(
    route: (DeskRoute | CaseRoute) & { request: Q; response: A },
    handler: MemberHandler<Q, A>,
  ): void;
  visitor<Q extends z.ZodMiniType, A extends z.ZodMiniType>(
    route: VisitorRoute & { request: Q; response: A },
    handler: (call: VisitorCall<z.output<Q>>) => Promise<Answer<z.input<A>>>,
  ): void;
  /** Throws unless every route of the contract is mounted and the router holds nothing else. */
  finish(): void;
}

/** Every request passes the gate before its body is read. */
export function createMount(router: Router, gate: Gate): Mount {
  const mounted = new Set<Route>();
  const layers = new Set<unknown>();
  function add(
    path: string,
    { method }: Route,
    handle: (request: Request, response: Response, session: BrowserSession) => Promise<void>,
  ) {
    const before = router.stack.length;
    router[method === 'POST' ? 'post' : 'get'](path, async (request, response) => {
      if (!passedAntiForgery(request)) throw new AppError('forbidden-origin');
      await handle(request, response, browserSession(request, response, gate.secure));
    });
    router.all(path, (_request, response) => {
      response.setHeader('Allow', method === 'GET' ? 'GET, HEAD' : method);
      throw new AppError('method-not-allowed');
    });
    for (const layer of router.stack.slice(before)) layers.add(layer);
  }
  return {
    member(route, handler) {
      mounted.add(route);
      add(route.path, route, answerMember(gate, route, handler));
      if (route.forSupport) {
        const policy = { who: 'support-with-case' } as const;
        add(underCase(route.path), route, answerSupport(gate, { ...route, policy }, handler));
      }
    },
    support(route, handler) {
      mounted.add(route);
      add(route.path, route, answerSupport(gate, route, handler));
    },
    visitor(route, handler) {
      mounted.add(route);
      add(route.path, route, async (request, response, session) => {
        await gate.limit(`visitor ${networkOf(clientAddressOf(request))}`);
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
