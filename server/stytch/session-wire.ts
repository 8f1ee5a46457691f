import { z } from 'zod';
import { answerWith, entries, list, text, time } from './left-out.ts';
import { ownMemberSchema } from './member-wire.ts';
import type {
  AuthenticatedSession,
  DiscoveredOrganization,
  EnteredOrganization,
  Entries,
} from './types.ts';
import { organizationSchema } from './wire.ts';

const discoveredSchema = z
  .object({
    organization: organizationSchema.nullish(),
    membership: z.object({ type: text }).nullish(),
  })
  .transform(({ organization, membership }): DiscoveredOrganization | null =>
    organization === null || organization === undefined
      ? null
      : {
          organizationId: organization.organizationId,
          name: organization.name,
          slug: organization.slug,
          membership: membership?.type ?? '',
        },
  );

/** Each organization once, without those that are yet to be created. */
function uniqueOrganizations({
  items,
  unreadable,
}: Entries<DiscoveredOrganization | null>): Entries<DiscoveredOrganization> {
  const there = items.filter((found) => found !== null);
  const byId = new Map(there.map((found) => [found.organizationId, found]));
  return { items: [...byId.values()], unreadable };
}

export const codeResponseSchema = answerWith(
  'discovered_organizations',
  z.object({
    intermediate_session_token: z.string().min(1),
    discovered_organizations: entries(discoveredSchema).transform(uniqueOrganizations),
  }),
);

/** An unreadable factor is ignored, so it does not break sign-in. */
const factorsSchema = list(z.object({ delivery_method: text }).catch({ delivery_method: '' }))
  .catch([])
  .transform((factors) => factors.map(({ delivery_method: way }) => way));

/** The second factors that Stytch accepts. */
const secondWays = new Set(['authenticator_app', 'sms', 'recovery_code']);

/** Whether there is a second factor besides a first; two of one kind do not count. */
function hasSecondFactor(ways: readonly string[]): boolean {
  const known = ways.filter((way) => way !== '');
  return known.some((way) => secondWays.has(way)) && known.some((way) => !secondWays.has(way));
}

const sessionSchema = z.object({
  member_session: z.object({
    member_session_id: z.string(),
    expires_at: time,
    roles: entries(z.string()),
    authentication_factors: factorsSchema,
  }),
  session_token: z.string().min(1),
  member: ownMemberSchema,
  organization: organizationSchema,
});

function toSession(wire: z.output<typeof sessionSchema>): AuthenticatedSession {
  return {
    sessionId: wire.member_session.member_session_id,
    sessionToken: wire.session_token,
    expiresAt: wire.member_session.expires_at,
    roles: wire.member_session.roles.items,
    secondFactor: hasSecondFactor(wire.member_session.authentication_factors),
    member: wire.member,
    organization: wire.organization,
  };
}

export const authenticatedSchema = sessionSchema.transform(toSession);

/** Like the session schema, for a session whose token we already have, so the token may be missing. */
export const confirmedSchema = (sessionToken: string) =>
  sessionSchema
    .extend({ session_token: text })
    .transform((wire) => toSession({ ...wire, session_token: wire.session_token || sessionToken }));

/** Stytch may omit it or send null; then the other fields decide. */
const unless = <T extends boolean>(said: T) => z.literal(said).nullish();

/** Signed in, or what is still missing (https://stytch.com/docs/b2b/guides/mfa/overview). */
export const enteredSchema = z.union([
  sessionSchema
    .extend({
      member_authenticated: unless(true),
      primary_required: z.null().optional(),
      mfa_required: z.null().optional(),
    })
    .transform((wire): EnteredOrganization => ({ kind: 'signed-in', session: toSession(wire) })),
  z
    .object({ member_authenticated: unless(false), primary_required: z.object({}) })
    .transform((): EnteredOrganization => ({ kind: 'primary-required' })),
  z
    .object({
      member_authenticated: unless(false),
      member_id: z.string().min(1),
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
