import { findMember, type Context } from './context.ts';
import type { Member, Role, Session } from './model.ts';
import { StytchFailure } from './reply.ts';
import { roles as projectRoles } from './seed/scopes.ts';
import type { Tenant } from './state.ts';

/** The roles that apply to a member: everyone's and their own. */
export function effectiveRoles(member: Member): string[] {
  return ['stytch_member', ...member.roles];
}

/** Roles of the project and of one organization. */
function knownRoles(tenant: Tenant): Role[] {
  return [...projectRoles, ...tenant.organization.customRoles];
}

/** Which of a member's roles allow the action on the resource; `*` allows every action. */
function grantingRoles(tenant: Tenant, member: Member, resourceId: string, action: string) {
  const own = new Set(effectiveRoles(member));
  return knownRoles(tenant)
    .filter(
      ({ role_id, permissions }) =>
        own.has(role_id) &&
        permissions.some(
          ({ resource_id, actions }) =>
            resource_id === resourceId && (actions.includes('*') || actions.includes(action)),
        ),
    )
    .map(({ role_id }) => role_id);
}

/** The owner of a session; undefined after deletion, which ends their sessions. */
function ownerOf(context: Context, session: Session): Member | undefined {
  const member = context.state.tenant(session.organizationId).members.get(session.memberId);
  return member?.status === 'deleted' ? undefined : member;
}

/** A session token or intermediate session token of valid form. Throws 400. */
export function wellFormedToken(token: string): string {
  if (/^[\w-]{44}$/.test(token)) return token;
  throw new StytchFailure(400, 'invalid_session_token', 'Session token format is invalid.');
}

/** A session JWT of valid form, whoever signed it. Throws 400. */
export function wellFormedJwt(jwt: string): string {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt)) return jwt;
  throw new StytchFailure(400, 'unable_to_parse_session_jwt', 'The session JWT cannot be parsed.');
}

/**
 * The live session of a token or, without one, of a JWT, expired or not. Throws 404 `session_not_found` for a
 * dead one, and 400 for an invalid form.
 */
export function liveSession(
  context: Context,
  by: { token?: string | undefined; jwt?: string | undefined },
): Session {
  if (by.token !== undefined) wellFormedToken(by.token);
  const sessionId = by.jwt === undefined ? null : context.jwts.sessionIdOf(wellFormedJwt(by.jwt));
  const session = [...context.state.sessions.values()].find((one) =>
    by.token === undefined ? one.sessionId === sessionId : one.token === by.token,
  );
  if (
    session !== undefined &&
    session.expiresAt > context.now() &&
    ownerOf(context, session) !== undefined
  ) {
    return session;
  }
  throw new StytchFailure(404, 'session_not_found', 'Session could not be found.');
}

function header(context: Context, name: string): string | undefined {
  const value = context.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The session of the member-session headers, if one was sent. Throws 404 for a dead one. */
export function callingSession(context: Context): Session | null {
  const token = header(context, 'x-stytch-member-session');
  const jwt = header(context, 'x-stytch-member-sessionjwt');
  return token === undefined && jwt === undefined ? null : liveSession(context, { token, jwt });
}

function otherTenant(): StytchFailure {
  return new StytchFailure(
    403,
    'session_authorization_tenancy_error',
    'The session belongs to another organization.',
  );
}

function notPermitted(): StytchFailure {
  return new StytchFailure(
    403,
    'session_authorization_error',
    'The session does not have permission for this action.',
  );
}

/**
 * Checks a member-session header against the organization and an action, as Stytch documents: without the
 * header it checks nothing. `own` is the member who is acted on; for themselves, the same action on
 * `stytch.self` suffices. Throws 403.
 */
export function authorize(context: Context, tenant: Tenant, action: string, own?: string): void {
  const caller = callerIn(context, tenant);
  if (caller === null) return;
  const isOwn = own !== undefined && findMember(tenant, own) === caller;
  const resources = isOwn ? ['stytch.member', 'stytch.self'] : ['stytch.member'];
  requirePermission(tenant, caller, resources, action);
}

/**
 * The same for reads of an organization's connected apps. Stytch does not document what they need, so a
 * switch decides: the member action, the same action on the organization, or just membership.
 */
export function authorizeOrganizationRead(context: Context, tenant: Tenant): void {
  const caller = callerIn(context, tenant);
  const needs = context.state.switches.organizationReads;
  if (caller === null || needs === 'none') return;
  requirePermission(tenant, caller, [`stytch.${needs}`], 'get.connected-apps');
}

/** The member of the header's session, null without one. Throws 403 for another organization's session. */
function callerIn(context: Context, tenant: Tenant): Member | null {
  const session = callingSession(context);
  if (session === null) return null;
  if (session.organizationId !== tenant.organization.organizationId) throw otherTenant();
  const caller = findMember(tenant, session.memberId);
  if (caller === undefined) throw notPermitted();
  return caller;
}

function requirePermission(
  tenant: Tenant,
  caller: Member,
  resources: readonly string[],
  action: string,
): void {
  if (resources.some((resource) => grantingRoles(tenant, caller, resource, action).length > 0)) {
    return;
  }
  throw notPermitted();
}

/** The `authorization_check` of a session authentication. */
export interface AuthorizationCheck {
  organization_id: string;
  resource_id: string;
  action: string;
}

/** Decides an `authorization_check`. Throws 403. */
export function checkAuthorization(
  context: Context,
  session: Session,
  check: AuthorizationCheck,
): Record<string, unknown> {
  const tenant = context.state.tenant(session.organizationId);
  const { organizationId, slug, externalId } = tenant.organization;
  if (![organizationId, slug, externalId].includes(check.organization_id)) throw otherTenant();
  const member = findMember(tenant, session.memberId);
  const granting =
    member === undefined ? [] : grantingRoles(tenant, member, check.resource_id, check.action);
  if (granting.length === 0) throw notPermitted();
  return { authorized: true, granting_roles: granting };
}
