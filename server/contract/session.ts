import * as z from 'zod/mini';
import { withPlainDigits } from './digits.ts';

/** A session ends after this long without a request (OWASP ASVS 5.0 §7.3.1). */
export const idleMinutes = 30;

/** The Stytch environment that the server talks to. */
const environmentSchema = z.enum(['sandbox', 'test', 'live']);
export type Environment = z.infer<typeof environmentSchema>;

/** What the server lets the viewer do. The server enforces it; the client only follows. */
const permissionsSchema = z.object({
  /** `get.connected-apps` on `stytch.member`: see the organization's connected apps. */
  readConnectedApps: z.boolean(),
  /** `search` on `stytch.member`: see names and email addresses beside member ids. */
  readMembers: z.boolean(),
  /** `revoke.connected-app` on `stytch.member`. */
  revoke: z.boolean(),
  /** For the vendor's support: open a case and look into customers' organizations. */
  inspectCustomers: z.boolean(),
});
export type Permissions = z.infer<typeof permissionsSchema>;

const organizationChoiceSchema = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
});
export type OrganizationChoice = z.infer<typeof organizationChoiceSchema>;

const signedInSchema = z.object({
  state: z.literal('signed-in'),
  environment: environmentSchema,
  /**
   * Identifies this member in this organization. A page sends it with each request, so that it never gets a
   * response meant for another viewer.
   */
  mark: z.string(),
  viewer: z.object({ memberId: z.string(), name: z.string(), email: z.string() }),
  organization: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
  can: permissionsSchema,
  /** Roles that the member has only through SSO, so a session by email code lacks them. */
  rolesBySso: z.array(z.string()),
  /** Epoch ms when the session ends whatever the activity. */
  expiresAt: z.int(),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** Why a session ended without a sign-out. */
const sessionEndSchema = z.enum(['idle', 'time-limit', 'ended-at-stytch']);
export type SessionEnd = z.infer<typeof sessionEndSchema>;

/**
 * The visitor's place in the sign-in state machine:
 * signed-out → enter-code → (choose-organization →) (second-factor →) signed-in.
 */
export const sessionSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('signed-out'),
    environment: environmentSchema,
    /** How the session ended whose cookie the browser still has; null without a cookie. */
    ended: z.nullable(sessionEndSchema),
  }),
  z.object({
    state: z.literal('enter-code'),
    environment: environmentSchema,
    email: z.string(),
    /** Ms from this response until another code may be requested. */
    resendInMs: z.int(),
  }),
  z.object({
    state: z.literal('choose-organization'),
    environment: environmentSchema,
    email: z.string(),
    organizations: z.array(organizationChoiceSchema),
    /** Number of the person's organizations that could not be read. */
    unreadable: z.int(),
  }),
  z.object({
    state: z.literal('second-factor'),
    environment: environmentSchema,
    email: z.string(),
    /** The organization that requires it. */
    organization: organizationChoiceSchema,
  }),
  signedInSchema,
]);
export type Session = z.infer<typeof sessionSchema>;

/** Body of `POST /api/sign-in/email`. An address has at most 254 characters (RFC 5321 §4.5.3.1.3). */
export const signInEmailSchema = z.strictObject({
  email: z.pipe(z.string().check(z.trim(), z.maxLength(254)), z.email()),
  /** The browser's language (BCP 47): the email is in this language if Stytch supports it. */
  language: z.optional(z.string().check(z.maxLength(35))),
});

/** Six digits of any script from the email or an authenticator app; spaces are tolerated. */
export const signInCodeSchema = z.strictObject({
  code: z.string().check(
    z.maxLength(32),
    z.overwrite((code) => withPlainDigits(code).replaceAll(/\s/g, '')),
    z.regex(/^\d{6}$/),
  ),
});

/** Body of `POST /api/sign-in/organization`: one of the offered ids. */
export const signInOrganizationSchema = z.strictObject({
  organizationId: z.string().check(z.maxLength(200)),
});
