import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { SessionJwts } from './jwt.ts';
import type { Member, Role, Session } from './model.ts';
import { StytchFailure, type Reply } from './reply.ts';
import { roles as projectRoles } from './seed/scopes.ts';
import type { State, Tenant } from './state.ts';

/** What one call has: its parsed parts and the sandbox's state. */
export interface Context {
  state: State;
  jwts: SessionJwts;
  origin: string;
  projectId: string;
  now: () => number;
  headers: IncomingHttpHeaders;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: unknown;
}

/** A reply, or JSON text made earlier. */
export type Operation = (context: Context) => Reply | string;

/** The body in the given shape. Throws 400 `bad_request`. */
export function parseBody<T extends z.ZodType>(context: Context, schema: T): z.output<T> {
  const parsed = schema.safeParse(context.body);
  if (parsed.success) return parsed.data;
  throw new StytchFailure(400, 'bad_request', 'The request body is not valid.');
}

/** A path parameter that the route's template names. */
export function param(context: Context, name: string): string {
  return context.params[name] ?? '';
}

/** The roles that apply to a member: everybody's, their own, and what these permit. */
export function effectiveRoles(member: Member): string[] {
  return ['stytch_member', ...member.roles];
}

/** Roles of the project and those of one organization. */
export function knownRoles(tenant: Tenant): Role[] {
  return [...projectRoles, ...tenant.organization.customRoles];
}

/** Whether one of the roles holds the action on the resource; `*` holds all. */
export function permits(
  roles: readonly Role[],
  roleIds: readonly string[],
  resourceId: string,
  action: string,
): boolean {
  return roles.some(
    (role) =>
      roleIds.includes(role.role_id) &&
      role.permissions.some(
        (permission) =>
          permission.resource_id === resourceId &&
          permission.actions.some((known) => known === '*' || known === action),
      ),
  );
}

/** A live session by token or JWT. Throws 404 `session_not_found`. */
export function liveSession(
  context: Context,
  by: { token?: string | undefined; jwt?: string | undefined },
): Session {
  const sessionId = by.jwt === undefined ? null : context.jwts.sessionIdOf(by.jwt);
  for (const session of context.state.sessions.values()) {
    const matches =
      by.token === undefined ? session.sessionId === sessionId : session.token === by.token;
    if (matches && session.expiresAt > context.now()) return session;
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

/**
 * Checks a member-session header against the organization and an action, as Stytch documents:
 * without the header nothing is checked. `own` is the member whose own grants are meant, for whom
 * the same action on `stytch.self` also does. Throws 403.
 */
export function authorize(context: Context, tenant: Tenant, action: string, own?: string): void {
  const session = callingSession(context);
  if (session === null) return;
  if (session.organizationId !== tenant.organization.organizationId) {
    throw new StytchFailure(
      403,
      'session_authorization_tenancy_error',
      'The session belongs to another organization.',
    );
  }
  const member = tenant.members.get(session.memberId);
  const roleIds = member === undefined ? [] : effectiveRoles(member);
  const roles = knownRoles(tenant);
  const asSelf = own === session.memberId && permits(roles, roleIds, 'stytch.self', action);
  if (asSelf || permits(roles, roleIds, 'stytch.member', action)) return;
  throw new StytchFailure(
    403,
    'session_authorization_error',
    'The session does not have permission for this action.',
  );
}

/** A member by id or external id. Throws 404 `member_not_found`. */
export function memberOf(tenant: Tenant, reference: string): Member {
  const direct = tenant.members.get(reference);
  if (direct !== undefined) return direct;
  for (const member of tenant.members.values()) {
    if (member.externalId === reference) return member;
  }
  throw new StytchFailure(404, 'member_not_found', 'Member could not be found.');
}
