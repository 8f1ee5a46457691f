import { z } from 'zod';
import { liveSession, wellFormedToken } from '../authority.ts';
import { parseBody, type Context, type Operation } from '../context.ts';
import type { IntermediateSession, Member, Organization } from '../model.ts';
import { memberBody, organizationBody, phoneOf, totpOf } from '../present.ts';
import { ok, rfc3339, StytchFailure } from '../reply.ts';
import { opaqueToken, type Tenant } from '../state.ts';
import { lifetimeSchema, requireOne, sessionFields, startSession } from './sessions.ts';

/** Valid for every address in the sandbox (https://stytch.com/docs/guides/testing/sandbox-values). */
export const sandboxCode = '000000';
const tenMinutes = 600_000;

const email = z.email().max(254);

/** Languages of the email, as in the Node package. */
const localeSchema = z
  .string()
  .regex(/^(?:en|es|pt-br|fr|it|de-DE|zh-Hans|ca-ES|ja|ru|nl|pl|tr|fa|vi|cs)$/);

/** POST /v1/b2b/otps/email/discovery/send: responds alike whether or not the address is known. */
export const sendCode: Operation = (context) => {
  const body = parseBody(
    context,
    z.object({ email_address: email, locale: localeSchema.nullish() }),
  );
  const { sentCodes } = context.state;
  const address = body.email_address.toLowerCase();
  sentCodes.set(address, [...(sentCodes.get(address) ?? []), context.now()]);
  return ok();
};

/**
 * Uses up an address's code: each sent code works once, within ten minutes. An address without sent codes may
 * use the fixed code any number of times. Throws 404 for a wrong code, 401 for a used or expired one
 * (https://stytch.com/docs/b2b/api/errors).
 */
function takeCode({ state, now }: Context, address: string, code: string): void {
  if (code !== sandboxCode) {
    throw new StytchFailure(
      404,
      'otp_code_not_found',
      'The passcode provided was incorrect or does not belong to the address.',
    );
  }
  const sent = state.sentCodes.get(address);
  if (sent === undefined) return;
  const live = sent.filter((at) => at + tenMinutes > now());
  state.sentCodes.set(address, live.slice(1));
  if (live.length > 0) return;
  throw new StytchFailure(
    401,
    'unable_to_auth_otp_code',
    'The passcode was used already or has expired. Send another passcode.',
  );
}

function startIntermediate(context: Context, address: string): IntermediateSession {
  const intermediate = {
    token: opaqueToken(),
    email: address,
    expiresAt: context.now() + tenMinutes,
  };
  context.state.intermediateSessions.set(intermediate.token, intermediate);
  return intermediate;
}

/** A live intermediate session. Throws 404 `intermediate_session_not_found`, and 400 for no token. */
export function liveIntermediate(context: Context, token: string): IntermediateSession {
  const intermediate = context.state.intermediateSessions.get(wellFormedToken(token));
  if (intermediate !== undefined && intermediate.expiresAt > context.now()) return intermediate;
  throw new StytchFailure(
    404,
    'intermediate_session_not_found',
    'Intermediate session could not be found.',
  );
}

/**
 * What a member with a second factor must still do. If their phone is the default, entering an organization
 * sends its code at once; listing organizations sends none.
 */
function mfaRequired(member: Member, isEntering: boolean): Record<string, unknown> | null {
  if (member.mfaMethods.length === 0) return null;
  return {
    member_options: {
      mfa_phone_number: phoneOf(member),
      totp_registration_id: totpOf(member),
    },
    secondary_auth_initiated: isEntering && member.mfaMethods[0] === 'sms_otp' ? 'sms_otp' : null,
  };
}

/** Members with this email address, one per organization. */
function memberships(context: Context, address: string): { tenant: Tenant; member: Member }[] {
  return context.state.tenantsFor(address).flatMap((tenant) => {
    for (const member of tenant.members.values()) {
      if (member.email === address && member.status !== 'deleted') return [{ tenant, member }];
    }
    return [];
  });
}

/** The sign-in methods that an organization allows if email codes are not among them; otherwise null. */
function primaryRequired({ authMethods: { type, allowed } }: Organization) {
  if (type === 'ALL_ALLOWED' || allowed.includes('email_otp')) return null;
  return { allowed_auth_methods: allowed };
}

function discovered(context: Context, address: string): Record<string, unknown>[] {
  return memberships(context, address).map(({ tenant, member }) => ({
    member_authenticated:
      member.mfaMethods.length === 0 && primaryRequired(tenant.organization) === null,
    organization: organizationBody(tenant.organization),
    membership: { type: `${member.status}_member`, details: null, member: memberBody(member) },
    primary_required: primaryRequired(tenant.organization),
    mfa_required: mfaRequired(member, false),
  }));
}

/** POST /v1/b2b/otps/email/discovery/authenticate. */
export const authenticateCode: Operation = (context) => {
  const body = parseBody(context, z.object({ email_address: email, code: z.string() }));
  const address = body.email_address.toLowerCase();
  takeCode(context, address, body.code);
  const intermediate = startIntermediate(context, address);
  return ok({
    intermediate_session_token: intermediate.token,
    intermediate_session_token_expires_at: rfc3339(intermediate.expiresAt),
    email_address: address,
    discovered_organizations: discovered(context, address),
  });
};

const listSchema = z.object({
  intermediate_session_token: z.string().optional(),
  session_token: z.string().optional(),
  session_jwt: z.string().optional(),
});

/** POST /v1/b2b/discovery/organizations; does not use up the intermediate session. */
export const discoverOrganizations: Operation = (context) => {
  const body = parseBody(context, listSchema);
  requireOne([body.intermediate_session_token, body.session_token, body.session_jwt]);
  const address =
    body.intermediate_session_token === undefined
      ? liveSession(context, { token: body.session_token, jwt: body.session_jwt }).factorEmail
      : liveIntermediate(context, body.intermediate_session_token).email;
  return ok({
    email_address: address,
    discovered_organizations: discovered(context, address),
    organization_id_hint: null,
  });
};

const exchangeSchema = lifetimeSchema.extend({
  intermediate_session_token: z.string(),
  organization_id: z.string(),
});

/** POST /v1/b2b/discovery/intermediate_sessions/exchange: enters one organization. */
export const exchangeIntermediate: Operation = (context) => {
  const body = parseBody(context, exchangeSchema);
  const intermediate = liveIntermediate(context, body.intermediate_session_token);
  const wanted = context.state.tenant(body.organization_id).organization.organizationId;
  const entry = memberships(context, intermediate.email).find(
    ({ tenant }) => tenant.organization.organizationId === wanted,
  );
  if (entry === undefined) {
    throw new StytchFailure(404, 'member_not_found', 'Member could not be found.');
  }
  const { tenant, member } = entry;
  const pending = {
    member_id: member.memberId,
    member: memberBody(member),
    organization: organizationBody(tenant.organization),
    primary_required: primaryRequired(tenant.organization),
    member_device: null,
  };
  const required = pending.primary_required === null ? mfaRequired(member, true) : null;
  if (required !== null || pending.primary_required !== null) {
    return ok({
      ...pending,
      member_session: null,
      session_token: '',
      session_jwt: '',
      member_authenticated: false,
      intermediate_session_token: intermediate.token,
      intermediate_session_token_expires_at: rfc3339(intermediate.expiresAt),
      mfa_required: required,
    });
  }
  const session = startSession(context, member, body);
  context.state.intermediateSessions.delete(intermediate.token);
  member.status = 'active';
  return ok({
    ...pending,
    ...sessionFields(context, session),
    member_authenticated: true,
    intermediate_session_token: '',
    intermediate_session_token_expires_at: null,
    mfa_required: null,
  });
};
