import * as z from 'zod/mini';
import { instant } from './instant.ts';
import { supportCaseSchema } from './support-case.ts';

/**
 * Everything that the record tells of, and nothing else: who came and went, who looked at what, and
 * what was refused. `refused` is an attempt at something that leaves no event of its own.
 */
export const auditEvents = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'session-ended',
  'apps-listed',
  'app-viewed',
  'members-listed',
  'member-viewed',
  'names-read',
  'scopes-viewed',
  'scope-viewed',
  'changes-viewed',
  'overview-viewed',
  'own-apps-viewed',
  'activity-viewed',
  'member-diagnosed',
  'customers-searched',
  'case-opened',
  'case-extended',
  'case-ended',
  'email-revealed',
  'member-searched',
  'refused',
] as const;
const auditEventSchema = z.enum(auditEvents);
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** `refused`: whoever it was may not. `failed`: it did not come to that. */
const auditOutcomeSchema = z.enum(['allowed', 'refused', 'failed']);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

/** Of the organization itself, or of the vendor's support. */
const actorKindSchema = z.enum(['member', 'support']);
export type ActorKind = z.infer<typeof actorKindSchema>;

/** What an event may be about; without one it is about the organization. */
const targetKindSchema = z.enum(['app', 'member', 'scope']);
export type TargetKind = z.infer<typeof targetKindSchema>;

/**
 * What a call of a route leaves in the record: an event, about the first of these that the address
 * or the body names; an event that is written in one piece with what it tells of; or why it leaves
 * none.
 */
export type RouteAudit =
  | { event: AuditEvent; about: readonly TargetKind[] }
  | { recordsItself: AuditEvent }
  | { unrecorded: string };

/** The last event of a page: the next one begins after it. */
const cursorSchema = z.strictObject({ at: z.int(), seq: z.int() });

/** Longer than any id: an app's may be the URL of its metadata. */
const idSchema = z.nullable(z.string().check(z.maxLength(500)));

/** Body of `POST /api/activity`. */
export const activityRequestSchema = z
  .strictObject({
    /** Epoch ms: from this one on, and before that one. */
    from: z.nullable(instant),
    to: z.nullable(instant),
    /** Empty for all. */
    events: z.array(auditEventSchema).check(z.maxLength(auditEvents.length)),
    outcome: z.nullable(auditOutcomeSchema),
    /** Member id of whoever did it. */
    actor: idSchema,
    /** Whether one of the organization's own did it, or support; null for either. */
    by: z.nullable(actorKindSchema),
    /** Id of the case of support under which it was done. */
    caseId: idSchema,
    /** Id of the app, or of the member, that it is about. */
    app: idSchema,
    member: idSchema,
    /**
     * Part of any id, scope, reason or network address, of the name or email of whoever did it or whom
     * it is about, of an app's name, or of the ticket of a case; empty for all.
     */
    text: z.string().check(z.maxLength(200)),
    after: z.nullable(cursorSchema),
  })
  .check(
    z.refine(({ app, member }) => app === null || member === null, 'one of app and member'),
    z.refine(({ from, to }) => from === null || to === null || from <= to, {
      path: ['to'],
      error: 'must not lie before from',
    }),
  );
export type ActivityRequest = z.infer<typeof activityRequestSchema>;

const targetSchema = z.object({ kind: targetKindSchema, id: z.string() });

/** One event, as the organization that it is about may see it. */
const activityEventSchema = z.object({
  /** Rises with every event of all organizations; never twice. */
  seq: z.int(),
  at: z.int(),
  event: auditEventSchema,
  outcome: auditOutcomeSchema,
  /** Of a refusal or failure its problem code; of a session that ended why it did. */
  reason: z.nullable(z.string()),
  /** Null if nobody knows who it was. */
  actor: z.nullable(
    z.object({ kind: actorKindSchema, memberId: z.string(), organizationId: z.string() }),
  ),
  target: z.nullable(targetSchema),
  /** The second of two things that it is about: of a diagnosis the app. */
  also: z.nullable(targetSchema),
  /** Of support: the case under which it was done. */
  caseId: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  /** Stytch's id of the call that failed. */
  upstreamRequestId: z.nullable(z.string()),
  /** Network address of the client; null for those of the other side: customers' or support's. */
  address: z.nullable(z.string()),
});
export type ActivityEvent = z.infer<typeof activityEventSchema>;

/** Answer of `POST /api/activity`: newest first, a hundred a page. */
export const activitySchema = z.object({
  events: z.array(activityEventSchema),
  /** Those that the events name. */
  cases: z.array(supportCaseSchema),
  /** Null on the last page. A page may be short, or empty, and yet not be the last. */
  next: z.nullable(cursorSchema),
  /** Whether the text was looked for in names of members too; false where they could not be read. */
  searchedNames: z.boolean(),
});
export type Activity = z.infer<typeof activitySchema>;
