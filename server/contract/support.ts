import * as z from 'zod/mini';
import { supportCaseSchema } from './support-case.ts';

/** Minutes that a case lasts from its opening or its last extension. */
export const caseMinutes = 30;

/** Response of `GET /api/support/desk`. */
export const deskSchema = z.object({
  /** The viewer's own cases, newest first, including live ones. */
  cases: z.array(supportCaseSchema),
  /** How many organizations the viewer may look into within an hour, and how many they have. */
  budget: z.object({ most: z.int(), used: z.int() }),
});
export type Desk = z.infer<typeof deskSchema>;

/**
 * Body of `POST /api/support/find`: an organization's name, slug, id or external id, a member's email address
 * or id, an app's id, or a link to a page of Grantscope.
 */
export const findRequestSchema = z.strictObject({
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(2048)),
});

/** Minimum length of a part of a name or slug; Stytch refuses shorter ones. */
export const shortestNamePart = 3;

/** What the search text was recognized as. */
export const findKinds = [
  'organization',
  'email',
  'member',
  'app',
  'link',
  // A Stytch id that identifies no organization, for example a session's.
  'other-id',
] as const;

const customerSchema = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  /** Path and query of the page that the link led to; null for the first page. */
  page: z.nullable(z.string()),
  /** Whether the viewer has a live case there. */
  hasCase: z.boolean(),
});
export type Customer = z.infer<typeof customerSchema>;

/** Response of `POST /api/support/find`. */
export const foundSchema = z.object({
  kind: z.enum(findKinds),
  customers: z.array(customerSchema),
  /** Number of matching organizations that could not be read. */
  unreadable: z.int(),
  /** Whether there are more matches than these. */
  isCut: z.boolean(),
  /** Whether the viewer's own organization matched; it is left out because it is no customer. */
  isOwnLeftOut: z.boolean(),
  /** Path of the linked page if nothing says which organization it belongs to; otherwise null. */
  page: z.nullable(z.string()),
});
export type Found = z.infer<typeof foundSchema>;

/**
 * Characters that take no space on screen: controls, lone surrogates, and Unicode's ignorable code points.
 */
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/** A text with at least `fewest` visible characters, because the customer reads it. */
const readable = (fewest: number, most: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(most),
    z.refine((text) => text.replaceAll(unseen, '').trim().length >= fewest, {
      error: `must hold at least ${fewest} characters that can be seen`,
    }),
  );

/** Body of `POST /api/support/cases`. */
export const openCaseSchema = z.strictObject({
  organization: z.string().check(z.maxLength(200)),
  reason: readable(10, 500),
  ticket: readable(2, 100),
  /** Email address of the member to look at; null for none. */
  email: z.nullable(z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254))),
});
export type OpenCase = z.infer<typeof openCaseSchema>;

/** Response of `POST /api/support/cases`. */
export const openedCaseSchema = z.object({
  case: supportCaseSchema,
  /** Id of the member with the given email address; null if no member has it. */
  memberId: z.nullable(z.string()),
});

/** Response of the routes that read, extend or end the viewer's case for an organization. */
export const caseStateSchema = z.object({
  /** The live case, or the last one; null if there was none. */
  case: z.nullable(supportCaseSchema),
  isLive: z.boolean(),
});
export type CaseState = z.infer<typeof caseStateSchema>;

/** Body and response of `POST /api/support/organizations/{organization}/find-member`. */
export const findMemberSchema = z.strictObject({
  email: z.string().check(z.trim(), z.toLowerCase(), z.minLength(3), z.maxLength(254)),
});
/** Null if no member of the organization has exactly this address. */
export const foundMemberSchema = z.object({ memberId: z.nullable(z.string()) });

/** Body and response of `POST /api/support/organizations/{organization}/reveal`. */
export const revealSchema = z.strictObject({ member: z.string().check(z.maxLength(200)) });
export const revealedSchema = z.object({ email: z.string() });
