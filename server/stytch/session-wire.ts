import { z } from 'zod';
import { list, text } from './left-out.ts';
import { memberSchema } from './member-wire.ts';
import type { AuthenticatedSession, EnteredOrganization } from './types.ts';
import { organizationSchema } from './wire.ts';

export const codeAnswerSchema = z.object({
  intermediate_session_token: z.string().min(1),
  email_address: z.string(),
  discovered_organizations: z.array(
    z.object({
      organization: organizationSchema.nullish(),
      membership: z.object({ type: z.string() }).nullish(),
    }),
  ),
});

/** A factor that cannot be read counts for nothing, and spoils no sign-in. */
const factorsSchema = list(z.object({ delivery_method: text }).catch({ delivery_method: '' }))
  .catch([])
  .transform((factors) => factors.map(({ delivery_method: way }) => way));

/** The ways in which Stytch takes a second factor. */
const secondWays = new Set(['authenticator_app', 'sms', 'recovery_code']);

/** A second factor on top of a first; two of one sort are no more than one. */
function hasSecondFactor(ways: readonly string[]): boolean {
  const known = ways.filter((way) => way !== '');
  return known.some((way) => secondWays.has(way)) && known.some((way) => !secondWays.has(way));
}

const sessionSchema = z.object({
  member_session: z.object({
    member_session_id: z.string(),
    expires_at: z.iso.datetime({ offset: true }),
    roles: list(z.string()),
    authentication_factors: factorsSchema,
  }),
  session_token: z.string().min(1),
  member: memberSchema,
  organization: organizationSchema,
});

function toSession(wire: z.output<typeof sessionSchema>): AuthenticatedSession {
  return {
    sessionId: wire.member_session.member_session_id,
    sessionToken: wire.session_token,
    expiresAt: Date.parse(wire.member_session.expires_at),
    roles: wire.member_session.roles,
    secondFactor: hasSecondFactor(wire.member_session.authentication_factors),
    member: wire.member,
    organization: wire.organization,
  };
}

export const authenticatedSchema = sessionSchema.transform(toSession);

/** Signed in, or what is still missing (https://stytch.com/docs/b2b/guides/mfa/overview). */
export const enteredSchema = z.union([
  sessionSchema
    .extend({ member_authenticated: z.literal(true) })
    .transform((wire): EnteredOrganization => ({ kind: 'signed-in', session: toSession(wire) })),
  z
    .object({ member_authenticated: z.literal(false), primary_required: z.object({}) })
    .transform((): EnteredOrganization => ({ kind: 'primary-required' })),
  z
    .object({
      member_authenticated: z.literal(false),
      member_id: z.string(),
      intermediate_session_token: z.string().min(1),
      organization: organizationSchema,
      mfa_required: z.object({
        member_options: z.object({ totp_registration_id: text }).nullish(),
      }),
    })
    .transform((wire): EnteredOrganization => ({
      kind: 'mfa-required',
      half: {
        organizationId: wire.organization.organizationId,
        memberId: wire.member_id,
        intermediateSessionToken: wire.intermediate_session_token,
      },
      organization: wire.organization,
      hasAuthenticator: (wire.mfa_required.member_options?.totp_registration_id ?? '') !== '',
    })),
]);
