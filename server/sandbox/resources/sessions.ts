import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  authorize,
  callingSession,
  checkAuthorization,
  effectiveRoles,
  liveSession,
  wellFormedJwt,
  wellFormedToken,
} from '../authority.ts';
import { memberOf, parseBody, type Context, type Operation } from '../context.ts';
import { factorsOf } from '../jwt.ts';
import type { Member, Session } from '../model.ts';
import { memberBody, organizationBody } from '../present.ts';
import { ok, rfc3339, StytchFailure } from '../reply.ts';
import { opaqueToken, type Tenant } from '../state.ts';

function sessionBody(session: Session, member: Member, tenant: Tenant): Record<string, unknown> {
  const { customClaims } = session;
  return {
    member_session_id: session.sessionId,
    member_id: session.memberId,
    organization_id: session.organizationId,
    organization_slug: tenant.organization.slug,
    started_at: rfc3339(session.startedAt),
    last_accessed_at: rfc3339(session.lastAccessedAt),
    expires_at: rfc3339(session.expiresAt),
    authentication_factors: factorsOf(session),
    roles: effectiveRoles(member),
    custom_claims: Object.keys(customClaims).length === 0 ? null : customClaims,
  };
}

/** Fields of every successful sign-in and session authentication. */
export function sessionFields(context: Context, session: Session): Record<string, unknown> {
  const tenant = context.state.tenant(session.organizationId);
  const member = memberOf(tenant, session.memberId);
  return {
    member_session: sessionBody(session, member, tenant),
    session_token: session.token,
    session_jwt: context.jwts.issue(session, effectiveRoles(member), tenant.organization.slug),
    member: memberBody(member),
    organization: organizationBody(tenant.organization),
  };
}

/** Fields of every call that starts or prolongs a session. */
export const lifetimeSchema = z.object({
  session_duration_minutes: z.int().min(5).max(527_040).nullish(),
  session_custom_claims: z.record(z.string(), z.unknown()).nullish(),
});

const reservedClaims = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']);

/** The merged claims: null deletes a key, reserved names are ignored. Throws 400 over 4 KB. */
function mergeClaims(
  before: Record<string, unknown>,
  changes: Record<string, unknown> | null | undefined,
): Record<string, unknown> {
  const after = Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(
      ([name, value]) => value !== null && !reservedClaims.has(name),
    ),
  );
  if (Buffer.byteLength(JSON.stringify(after)) <= 4096) return after;
  throw new StytchFailure(400, 'custom_claims_too_large', 'Custom claims are limited to 4 KB.');
}

/** Starts a session; an hour by default. */
export function startSession(
  context: Context,
  member: Member,
  lifetime: z.output<typeof lifetimeSchema>,
): Session {
  const now = context.now();
  const session: Session = {
    sessionId: `session-test-${randomUUID()}`,
    token: opaqueToken(),
    memberId: member.memberId,
    organizationId: member.organizationId,
    startedAt: now,
    lastAccessedAt: now,
    expiresAt: now + (lifetime.session_duration_minutes ?? 60) * 60_000,
    factorEmail: member.email,
    impersonator: member.impersonator ?? null,
    totpAt: null,
    customClaims: mergeClaims({}, lifetime.session_custom_claims),
  };
  context.state.sessions.set(session.sessionId, session);
  return session;
}

const authenticateSchema = lifetimeSchema.extend({
  session_token: z.string().optional(),
  session_jwt: z.string().optional(),
  authorization_check: z
    .object({ organization_id: z.string(), resource_id: z.string(), action: z.string() })
    .nullish(),
});

/**
 * Refuses a call that names no session, or one in several ways. `revoke` selects the revoke endpoint's error
 * types. Throws 400.
 */
export function requireOne(given: readonly (string | undefined)[], revoke = ''): void {
  const count = given.filter((argument) => argument !== undefined).length;
  if (count === 1) return;
  const amount = count === 0 ? 'no' : 'too_many';
  throw new StytchFailure(
    400,
    `${amount}_session_${revoke}arguments`,
    'Give exactly one of the session arguments.',
  );
}

/** POST /v1/b2b/sessions/authenticate: always a fresh JWT; without a duration the expiry stays. */
export const authenticateSession: Operation = (context) => {
  const body = parseBody(context, authenticateSchema);
  requireOne([body.session_token, body.session_jwt]);
  const session = liveSession(context, { token: body.session_token, jwt: body.session_jwt });
  const check = body.authorization_check ?? null;
  const verdict = check === null ? null : checkAuthorization(context, session, check);
  session.customClaims = mergeClaims(session.customClaims, body.session_custom_claims);
  session.lastAccessedAt = context.now();
  const minutes = body.session_duration_minutes ?? null;
  if (minutes !== null) session.expiresAt = context.now() + minutes * 60_000;
  return ok({ ...sessionFields(context, session), verdict });
};

/** GET /v1/b2b/sessions?organization_id=&member_id=: a member's live sessions. */
export const getSessions: Operation = (context) => {
  const tenant = context.state.tenant(context.query.get('organization_id') ?? '');
  const member = memberOf(tenant, context.query.get('member_id') ?? '');
  const live = [...context.state.sessions.values()].filter(
    ({ memberId, expiresAt }) => memberId === member.memberId && expiresAt > context.now(),
  );
  return ok({ member_sessions: live.map((session) => sessionBody(session, member, tenant)) });
};

const revokeSchema = z.object({
  member_session_id: z.string().optional(),
  session_token: z.string().optional(),
  session_jwt: z.string().optional(),
  member_id: z.string().optional(),
});

/** POST /v1/b2b/sessions/revoke: one session, or all of a member's; an unknown one is a success. */
export const revokeSession: Operation = (context) => {
  const body = parseBody(context, revokeSchema);
  requireOne(Object.values(body), 'revoke_');
  callingSession(context);
  const sessionId =
    body.session_jwt === undefined
      ? body.member_session_id
      : context.jwts.sessionIdOf(wellFormedJwt(body.session_jwt));
  if (body.session_token !== undefined) wellFormedToken(body.session_token);
  const meant = [...context.state.sessions.values()].filter(
    (session) =>
      session.sessionId === sessionId ||
      session.token === body.session_token ||
      session.memberId === body.member_id,
  );
  // All checks come before the first deletion, which may delete the caller's own session.
  for (const { organizationId, memberId } of meant) {
    authorize(context, context.state.tenant(organizationId), 'revoke-sessions', memberId);
  }
  for (const session of meant) context.state.sessions.delete(session.sessionId);
  return ok();
};
