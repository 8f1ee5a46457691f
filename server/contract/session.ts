import * as z from 'zod/mini';
import { withPlainDigits } from './digits.ts';

/** Without a request for so long a session ends (OWASP ASVS 5.0 §7.3.1). */
export const idleMinutes = 30;

/** Which Stytch this console speaks to. */
const environmentSchema = z.enum(['sandbox', 'test', 'live']);
export type Environment = z.infer<typeof environmentSchema>;

/** What the server lets the viewer do; the client only obeys it. */
const permissionsSchema = z.object({
  /** `get.connected-apps` on `stytch.member`: see the organization's connected apps. */
  readConnectedApps: z.boolean(),
  /** `search` on `stytch.member`: see names and email addresses beside member ids. */
  readMembers: z.boolean(),
  /** `revoke.connected-app` on `stytch.member`. */
  revoke: z.boolean(),
  /** Of the vendor's support: look into the organizations of customers, with a case. */
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
  /** Stands for this member in this organization; a page sends it along, to be answered nothing of another's. */
  mark: z.string(),
  viewer: z.object({ memberId: z.string(), name: z.string(), email: z.string() }),
  organization: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
  can: permissionsSchema,
  /** Roles of the member that come from SSO alone, which a session by email code does not have. */
  rolesBySso: z.array(z.string()),
  /** Epoch ms after which no activity keeps the session alive. */
  expiresAt: z.int(),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** Why a session ended that nobody signed out of. */
const sessionEndSchema = z.enum(['idle', 'time-limit', 'ended-at-stytch']);
export type SessionEnd = z.infer<typeof sessionEndSchema>;

/**
 * Where the visitor stands in the sign-in state machine:
 * signed-out → enter-code → (choose-organization →) (second-factor →) signed-in.
 */
export const sessionSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('signed-out'),
    environment: environmentSchema,
    /** How the session ended that the browser still has the cookie of; null if it has none. */
    ended: z.nullable(sessionEndSchema),
  }),
  z.object({
    state: z.literal('enter-code'),
    environment: environmentSchema,
    email: z.string(),
    /** How long to wait before another code may be asked for, ms from this answer. */
    resendInMs: z.int(),
  }),
  z.object({
    state: z.literal('choose-organization'),
    environment: environmentSchema,
    email: z.string(),
    organizations: z.array(organizationChoiceSchema),
    /** Organizations of theirs that could not be read. */
    unreadable: z.int(),
  }),
  z.object({
    state: z.literal('second-factor'),
    environment: environmentSchema,
    email: z.string(),
    /** The one that asks for it. */
    organization: organizationChoiceSchema,
  }),
  signedInSchema,
]);
export type Session = z.infer<typeof sessionSchema>;

/** Body of `POST /api/sign-in/email`. An address is at most 254 characters (RFC 5321 §4.5.3.1.3). */
export const signInEmailSchema = z.strictObject({
  email: z.pipe(z.string().check(z.trim(), z.maxLength(254)), z.email()),
  /** What the browser speaks (BCP 47): the email is written in it if Stytch can. */
  language: z.optional(z.string().check(z.maxLength(35))),
});

/** Six digits from the email or from an authenticator app, of whatever script; spaces tolerated. */
export const signInCodeSchema = z.strictObject({
  code: z.string().check(
    z.maxLength(32),
    z.overwrite((code) => withPlainDigits(code).replaceAll(/\s/g, '')),
    z.regex(/^\d{6}$/),
  ),
});

/** Body of `POST /api/sign-in/organization`: an id out of the offered ones. */
export const signInOrganizationSchema = z.strictObject({
  organizationId: z.string().check(z.maxLength(200)),
});
