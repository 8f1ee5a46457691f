import * as z from 'zod/mini';
import { instant } from './instant.ts';
import { supportCaseSchema } from './support-case.ts';

/**
 * Every event the record can hold: sign-ins and sign-outs, what was viewed, and what was refused. `refused`
 * is an attempt that has no event of its own.
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

/** `refused`: the actor lacks permission. `failed`: the action broke off for another reason. */
const auditOutcomeSchema = z.enum(['allowed', 'refused', 'failed']);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

/** `member`: of the organization itself. `support`: of the vendor. */
const actorKindSchema = z.enum(['member', 'support']);
export type ActorKind = z.infer<typeof actorKindSchema>;

/** What an event is about; without a target it is about the organization. */
const targetKindSchema = z.enum(['app', 'member', 'scope']);
export type TargetKind = z.infer<typeof targetKindSchema>;

/**
 * What a call of a route leaves in the record: an event about the first of these targets that the path or
 * body names; an event written in the same transaction as the change it describes; or the reason why the call
 * is not recorded.
 */
export type RouteAudit =
  | { event: AuditEvent; about: readonly TargetKind[] }
  | { recordsItself: AuditEvent }
  | { unrecorded: string };

/** The last event of a page; the next page starts after it. */
const cursorSchema = z.strictObject({ at: z.int(), seq: z.int() });

/** Longer than any id: an app's id may be the URL of its metadata. */
const idSchema = z.nullable(z.string().check(z.maxLength(500)));

/** Body of `POST /api/activity`. */
export const activityRequestSchema = z
  .strictObject({
    /** Epoch ms; `from` is inclusive, `to` exclusive. */
    from: z.nullable(instant),
    to: z.nullable(instant),
    /** Empty means all events. */
    events: z.array(auditEventSchema).check(z.maxLength(auditEvents.length)),
    outcome: z.nullable(auditOutcomeSchema),
    /** Member id of the actor. */
    actor: idSchema,
    /** Only members' or only support's events; null for both. */
    by: z.nullable(actorKindSchema),
    /** Id of the support case under which it was done. */
    caseId: idSchema,
    /** Id of the app or member that the event is about. */
    app: idSchema,
    member: idSchema,
    /**
     * Matches part of any id, scope, reason or network address, of the name or email of the actor or target
     * member, of an app's name, or of a case's ticket; empty matches all.
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
  /** Increases with every event across all organizations; never reused. */
  seq: z.int(),
  at: z.int(),
  event: auditEventSchema,
  outcome: auditOutcomeSchema,
  /** The problem code of a refusal or failure; for an ended session, why it ended. */
  reason: z.nullable(z.string()),
  /** Null if the actor is unknown. */
  actor: z.nullable(
    z.object({ kind: actorKindSchema, memberId: z.string(), organizationId: z.string() }),
  ),
  target: z.nullable(targetSchema),
  /** The second target, if the event has two: the app of a diagnosis. */
  also: z.nullable(targetSchema),
  /** For support: the case under which it was done. */
  caseId: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  /** Stytch's id of the failed call. */
  upstreamRequestId: z.nullable(z.string()),
  /** The client's network address; null when it belongs to the other side (customers or support). */
  address: z.nullable(z.string()),
});
export type ActivityEvent = z.infer<typeof activityEventSchema>;

/** Response of `POST /api/activity`: newest first, a hundred events a page. */
export const activitySchema = z.object({
  events: z.array(activityEventSchema),
  /** The cases that the events name. */
  cases: z.array(supportCaseSchema),
  /** Null on the last page. A page may be short or empty without being the last. */
  next: z.nullable(cursorSchema),
  /** Whether members' names were searched too; false if they could not be read. */
  searchedNames: z.boolean(),
});
export type Activity = z.infer<typeof activitySchema>;
