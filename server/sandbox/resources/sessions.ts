import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  authorize,
  callingSession,
  effectiveRoles,
  knownRoles,
  liveSession,
  memberOf,
  param,
  parseBody,
  permits,
  type Context,
  type Operation,
} from '../context.ts';
import { emailFactor } from '../jwt.ts';
import type { Member, Session } from '../model.ts';
import { memberBody, organizationBody } from '../present.ts';
import { ok, StytchFailure } from '../reply.ts';
import { policyResources, policyScopes, roles } from '../seed/scopes.ts';
import { opaqueToken, type Tenant } from '../state.ts';

const rfc3339 = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

function sessionBody(session: Session, member: Member, tenant: Tenant): Record<string, unknown> {
  return {
    member_session_id: session.sessionId,
    member_id: session.memberId,
    organization_id: session.organizationId,
    organization_slug: tenant.organization.slug,
    started_at: rfc3339(session.startedAt),
    last_accessed_at: rfc3339(session.lastAccessedAt),
    expires_at: rfc3339(session.expiresAt),
    authentication_factors: [emailFactor(session)],
    roles: effectiveRoles(member),
    custom_claims: null,
  };
}

/** The fields that every successful sign-in and session authentication share. */
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

/** Starts a session of the given length. */
export function startSession(context: Context, member: Member, minutes: number): Session {
  const now = context.now();
  const session: Session = {
    sessionId: `session-test-${randomUUID()}`,
    token: opaqueToken(),
    memberId: member.memberId,
    organizationId: member.organizationId,
    startedAt: now,
    lastAccessedAt: now,
    expiresAt: now + minutes * 60_000,
    factorEmail: member.email,
  };
  context.state.sessions.set(session.sessionId, session);
  return session;
}

export const durationSchema = z.int().min(5).max(527_040).nullish();

const authenticateSchema = z.object({
  session_token: z.string().optional(),
  session_jwt: z.string().optional(),
  session_duration_minutes: durationSchema,
  session_custom_claims: z.record(z.string(), z.unknown()).nullish(),
  authorization_check: z
    .object({ organization_id: z.string(), resource_id: z.string(), action: z.string() })
    .nullish(),
});

function checkAuthorization(
  session: Session,
  tenant: Tenant,
  check: { organization_id: string; resource_id: string; action: string },
) {
  if (check.organization_id !== session.organizationId) {
    throw new StytchFailure(
      403,
      'session_authorization_tenancy_error',
      'The session belongs to another organization.',
    );
  }
  const roleIds = effectiveRoles(memberOf(tenant, session.memberId));
  const all = knownRoles(tenant);
  if (!permits(all, roleIds, check.resource_id, check.action)) {
    throw new StytchFailure(
      403,
      'session_authorization_error',
      'The session does not have permission for this action.',
    );
  }
  const granting = roleIds.filter((id) => permits(all, [id], check.resource_id, check.action));
  return { authorized: true, granting_roles: granting };
}

/** POST /v1/b2b/sessions/authenticate. */
export const authenticateSession: Operation = (context) => {
  const body = parseBody(context, authenticateSchema);
  if ((body.session_token === undefined) === (body.session_jwt === undefined)) {
    throw new StytchFailure(
      400,
      'too_many_session_arguments',
      'Give exactly one of session_token and session_jwt.',
    );
  }
  const session = liveSession(context, { token: body.session_token, jwt: body.session_jwt });
  const tenant = context.state.tenant(session.organizationId);
  const member = tenant.members.get(session.memberId);
  if (member === undefined || member.status === 'deleted') {
    throw new StytchFailure(404, 'session_not_found', 'Session could not be found.');
  }
  const check = body.authorization_check ?? null;
  const verdict = check === null ? null : checkAuthorization(session, tenant, check);
  session.lastAccessedAt = context.now();
  const minutes = body.session_duration_minutes ?? null;
  if (minutes !== null) session.expiresAt = context.now() + minutes * 60_000;
  return ok({ ...sessionFields(context, session), verdict });
};

/** GET /v1/b2b/sessions?organization_id=&member_id=. */
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

/** POST /v1/b2b/sessions/revoke: one session, or all of a member; an unknown one is success. */
export const revokeSession: Operation = (context) => {
  const body = parseBody(context, revokeSchema);
  if (Object.values(body).filter((argument) => argument !== undefined).length !== 1) {
    throw new StytchFailure(
      400,
      'too_many_session_revoke_arguments',
      'Give exactly one of the session arguments.',
    );
  }
  const fromJwt =
    body.session_jwt === undefined ? null : context.jwts.sessionIdOf(body.session_jwt);
  for (const session of context.state.sessions.values()) {
    const meant =
      session.sessionId === (body.member_session_id ?? fromJwt) ||
      session.token === body.session_token ||
      session.memberId === body.member_id;
    if (!meant) continue;
    const caller = callingSession(context);
    if (caller !== null && caller.memberId !== session.memberId) {
      authorize(context, context.state.tenant(session.organizationId), 'revoke-sessions');
    }
    context.state.sessions.delete(session.sessionId);
  }
  return ok();
};

/** GET /v1/b2b/sessions/jwks/{project_id}. */
export const getJwks: Operation = (context) => {
  if (param(context, 'project_id') !== context.projectId) {
    throw new StytchFailure(404, 'project_not_found', 'Project could not be found.');
  }
  return ok({ keys: context.jwts.jwks });
};

/** GET /v1/b2b/rbac/policy. */
export const getPolicy: Operation = () =>
  ok({ policy: { roles, resources: policyResources, scopes: policyScopes } });

/** GET /v1/b2b/rbac/organizations/{organization_id}. */
export const getOrganizationPolicy: Operation = (context) => {
  const { organization } = context.state.tenant(param(context, 'organization_id'));
  return ok({ org_policy: { roles: organization.customRoles } });
};
