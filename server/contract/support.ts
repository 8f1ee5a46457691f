import * as z from 'zod/mini';
import { supportCaseSchema } from './support-case.ts';

/** How long a case lasts from its opening, or from its last extension, minutes. */
export const caseMinutes = 30;

/** Answer of `GET /api/support/desk`. */
export const deskSchema = z.object({
  /** One's own, newest first, those that go on among them. */
  cases: z.array(supportCaseSchema),
  /** Organizations that one may look into within an hour, and has. */
  budget: z.object({ most: z.int(), used: z.int() }),
});
export type Desk = z.infer<typeof deskSchema>;

/**
 * Body of `POST /api/support/find`: a name, slug, id or external id of an organization, an email
 * address or id of a member, the id of an app, or a link to a page of Grantscope.
 */
export const findRequestSchema = z.strictObject({
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(2048)),
});

/** Characters of a part of a name or slug that Stytch searches by; it refuses shorter ones. */
export const shortestNamePart = 3;

/** What the text was taken for. */
export const findKinds = [
  'organization',
  'email',
  'member',
  'app',
  'link',
  // An id of Stytch's that says nothing of an organization, as that of a session.
  'other-id',
] as const;

const customerSchema = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  /** Path of the page of this organization that was meant, with its query; null for its first one. */
  page: z.nullable(z.string()),
  /** Whether one has a case there at the moment. */
  hasCase: z.boolean(),
});
export type Customer = z.infer<typeof customerSchema>;

/** Answer of `POST /api/support/find`. */
export const foundSchema = z.object({
  kind: z.enum(findKinds),
  customers: z.array(customerSchema),
  /** Organizations that were found and could not be read. */
  unreadable: z.int(),
  /** Whether there are more than these. */
  isCut: z.boolean(),
  /** Whether one's own organization was found, which is no customer. */
  isOwnLeftOut: z.boolean(),
  /** Path of the page that was meant where nothing tells whose it is; null otherwise. */
  page: z.nullable(z.string()),
});
export type Found = z.infer<typeof foundSchema>;

/** What takes no room on a screen: controls, halves of characters, and whatever Unicode lets be ignored. */
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/** A text of which at least so many characters can be seen: the customer is to read it. */
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
  /** Of the member to look at; null for none. */
  email: z.nullable(z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254))),
});
export type OpenCase = z.infer<typeof openCaseSchema>;

/** Answer of `POST /api/support/cases`. */
export const openedCaseSchema = z.object({
  case: supportCaseSchema,
  /** Of the one whose email address was given; null if nobody has it. */
  memberId: z.nullable(z.string()),
});

/** Answer of what asks about one's case of an organization, extends or ends it. */
export const caseStateSchema = z.object({
  /** The one that goes on, or the last one; null if there was none. */
  case: z.nullable(supportCaseSchema),
  /** Whether it goes on. */
  isLive: z.boolean(),
});
export type CaseState = z.infer<typeof caseStateSchema>;

/** Body and response of `POST /api/support/organizations/{organization}/find-member`. */
export const findMemberSchema = z.strictObject({
  email: z.string().check(z.trim(), z.toLowerCase(), z.minLength(3), z.maxLength(254)),
});
/** Null if no member of the organization has exactly this address. */
export const foundMemberSchema = z.object({ memberId: z.nullable(z.string()) });

/** Body and answer of `POST /api/support/organizations/{organization}/reveal`. */
export const revealSchema = z.strictObject({ member: z.string().check(z.maxLength(200)) });
export const revealedSchema = z.object({ email: z.string() });
