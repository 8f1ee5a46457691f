import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { SessionJwts } from './jwt.ts';
import type { Member } from './model.ts';
import { StytchFailure, type Reply } from './reply.ts';
import type { State, Tenant } from './state.ts';

/** One call: its parsed parts and the sandbox's state. */
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

/** Returns a reply, or JSON text made earlier. */
export type Operation = (context: Context) => Reply | string;

/** Fields with an error type of their own; all others fail with `bad_request`. */
const fieldErrors = new Map<PropertyKey, string>([
  ['email_address', 'invalid_email'],
  ['session_duration_minutes', 'invalid_session_duration_minutes'],
]);

/** Parses the body. Throws 400. */
export function parseBody<T extends z.ZodType>(context: Context, schema: T): z.output<T> {
  const parsed = schema.safeParse(context.body);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0] ?? '';
  const errorType = fieldErrors.get(field) ?? 'bad_request';
  const place = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new StytchFailure(400, errorType, `The request body is not valid at "${place}".`);
}

/** A path parameter that the route's template names. */
export function param(context: Context, name: string): string {
  return context.params[name] ?? '';
}

/** A member by id or external id, or undefined. */
export function findMember(tenant: Tenant, reference: string): Member | undefined {
  const direct = tenant.members.get(reference);
  if (direct !== undefined) return direct;
  for (const member of tenant.members.values()) {
    if (member.externalId === reference) return member;
  }
  return undefined;
}

/** A member by id or external id. Throws 404 `member_not_found`. */
export function memberOf(tenant: Tenant, reference: string): Member {
  const member = findMember(tenant, reference);
  if (member !== undefined) return member;
  throw new StytchFailure(404, 'member_not_found', 'Member could not be found.');
}
