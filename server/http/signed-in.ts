import type { Request, Response } from 'express';
import type * as z from 'zod/mini';
import type { AuditEvent } from '#contract/audit.ts';
import type { CaseRoute, DeskRoute, MemberRoute, NeededPermission } from '#contract/route.ts';
import type { AuditedCall, RouteRecorder } from '../audit/routes.ts';
import { AppError } from '../errors.ts';
import { UpstreamError } from '../stytch/errors.ts';
import { isStytchId } from '../stytch/ids.ts';
import { callOf, paramsOf, send } from './calls.ts';
import { EncodedResponse, sendEncoded } from './encoded-response.ts';
import type { BrowserSession, MemberCall, Viewer } from './handler.ts';
import type { Limiter } from './limits.ts';
import { LineResponse, sendLines } from './line-response.ts';
import { toAppError } from './problems.ts';

/** What answering somebody who is signed in takes. */
export interface SignedInGate {
  /** The signed-in member of the session. Throws `not-signed-in` or `session-expired`. */
  authenticate: (session: BrowserSession) => Promise<Viewer>;
  /**
   * The member of support as they see a customer's organization: under their case. Throws
   * `case-needed`, `case-ended` or `audit-unavailable`.
   */
  enterCase: (staff: Viewer, organizationId: string) => Promise<Viewer>;
  /** Ends a session here of which Stytch has said that it is over. */
  endedAtStytch: (session: BrowserSession) => Promise<void>;
  limit: Limiter;
  audit: RouteRecorder;
  /** Where problems are described. */
  publicOrigin: string;
}

type SignedInRoute = MemberRoute | DeskRoute | CaseRoute;
type Handler<Q extends z.ZodMiniType> = (call: MemberCall<z.output<Q>>) => Promise<unknown>;
type Answerer = (request: Request, response: Response, session: BrowserSession) => Promise<void>;

/** Stytch's words for a permission, to tell a person what to ask for. */
const needed = {
  readConnectedApps: { resource: 'stytch.member', action: 'get.connected-apps' },
  readMembers: { resource: 'stytch.member', action: 'search' },
  revoke: { resource: 'stytch.member', action: 'revoke.connected-app' },
} satisfies Record<NeededPermission, { resource: string; action: string }>;

function attemptOf(
  { audit }: SignedInRoute,
  request: Request,
  { from }: BrowserSession,
  { memberId, organizationId }: Viewer,
): AuditedCall {
  const actor = { kind: 'member', memberId, organizationId } as const;
  const params = paramsOf(request);
  return { audit, organizationId, actor, caseId: null, from, params, body: null };
}

/** The same by support: it goes to the record of the customer whom the address names, if it does. */
function attemptOfSupport(attempt: AuditedCall): AuditedCall {
  const named = attempt.params['organization'] ?? '';
  const organizationId = isStytchId('organization', named) ? named : attempt.organizationId;
  return { ...attempt, organizationId, actor: { ...attempt.actor, kind: 'support' } };
}

function assertMay({ can }: Viewer, { policy }: MemberRoute): void {
  const missing = policy.needs.find((permission) => !can[permission]);
  if (missing !== undefined) throw new AppError('not-allowed', { needs: needed[missing] });
}

/** Bodies that ask about one member, or one app, by their ids, and do not only narrow a list down. */
const askAboutOne: ReadonlySet<AuditEvent> = new Set(['email-revealed', 'member-diagnosed']);

/**
 * Whether the form of an id alone says that there is nothing: what cannot be read is not put on
 * record as read.
 */
function asksForNothing({ audit, params, body }: AuditedCall): boolean {
  if (!('event' in audit)) return false;
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const named = { ...(askAboutOne.has(audit.event) ? Object.fromEntries(fields) : {}), ...params };
  return (
    (typeof named['member'] === 'string' && !isStytchId('member', named['member'])) ||
    (typeof named['app'] === 'string' && !isStytchId('connected-app', named['app']))
  );
}

async function sendResponse(
  route: SignedInRoute,
  request: Request,
  response: Response,
  answer: unknown,
  publicOrigin: string,
): Promise<void> {
  if (answer instanceof EncodedResponse) sendEncoded(request, response, answer);
  else if (answer instanceof LineResponse) {
    await sendLines(route.response, request, response, answer, publicOrigin);
  } else send(route.response, request, response, answer);
}

/** Has it recorded and throws it on; a session that Stytch no longer knows ends here too. */
async function fail(
  error: unknown,
  session: BrowserSession,
  attempt: AuditedCall,
  { audit, endedAtStytch }: SignedInGate,
): Promise<never> {
  const kind = error instanceof UpstreamError ? error.kind : null;
  const { code, upstreamRequestId } = toAppError(error);
  // Who went away before the answer has seen nothing, and was refused nothing.
  if (kind !== 'aborted') audit.failed(attempt, code, upstreamRequestId);
  // What support asks it asks without a session.
  if (kind === 'session-expired' && attempt.actor.kind === 'member') await endedAtStytch(session);
  throw error;
}

/** Answers the organization's own members who hold the permissions that the route needs. */
export function answerMember<Q extends z.ZodMiniType>(
  gate: SignedInGate,
  route: MemberRoute & { request: Q },
  handler: Handler<Q>,
): Answerer {
  return async (request, response, session) => {
    const viewer = await gate.authenticate(session);
    const attempt = attemptOf(route, request, session, viewer);
    try {
      await gate.limit(viewer.memberId);
      assertMay(viewer, route);
      const call = await callOf(route.request, request, response);
      attempt.body = call.body;
      const answer = await handler({ ...call, viewer, from: session.from });
      await gate.audit.allowed(attempt);
      await sendResponse(route, request, response, answer, gate.publicOrigin);
    } catch (error) {
      await fail(error, session, attempt, gate);
    }
  };
}

/**
 * Handles requests of the vendor's support, at its desk or with a case of the organization in the address.
 * Everything support does is recorded before anything is read. For everybody else the address does not
 * exist, but the attempt is recorded.
 */
export function answerSupport<Q extends z.ZodMiniType>(
  gate: SignedInGate,
  route: (DeskRoute | CaseRoute) & { request: Q },
  handler: Handler<Q>,
): Answerer {
  const needsCase = route.policy.who === 'support-with-case';
  return async (request, response, session) => {
    const staff = await gate.authenticate(session);
    const tried = attemptOf(route, request, session, staff);
    await gate.limit(staff.memberId);
    if (!staff.can.inspectCustomers) {
      gate.audit.failed({ ...tried, audit: { unrecorded: 'no desk' } }, 'not-allowed', null);
      throw new AppError('not-found');
    }
    const attempt = attemptOfSupport(tried);
    try {
      const viewer = needsCase
        ? await gate.enterCase(staff, attempt.params['organization'] ?? '')
        : staff;
      attempt.caseId = viewer.support?.supportCase.id ?? null;
      const call = await callOf(route.request, request, response);
      attempt.body = call.body;
      if (asksForNothing(attempt)) throw new AppError('not-found');
      await gate.audit.allowed(attempt);
      const answer = await handler({ ...call, viewer, from: session.from });
      // Reading may take longer than the case lasts. What ends a case says so itself.
      const isReading = needsCase && !('recordsItself' in route.audit);
      if (isReading) await gate.enterCase(staff, viewer.organizationId);
      await sendResponse(route, request, response, answer, gate.publicOrigin);
    } catch (error) {
      await fail(error, session, attempt, gate);
    }
  };
}
