import type { ActorKind, AuditEvent, AuditOutcome, TargetKind } from '#contract/audit.ts';
import type { Generated } from 'kysely';

/**
 * Types of our tables: text ids, epoch milliseconds and small integers, the subset that SQLite and
 * PostgreSQL share. Whatever is about an organization is reached through its id only.
 */
export interface Schema {
  sessions: SessionRow;
  leases: LeaseRow;
  observed_organizations: ObservedOrganizationRow;
  observed_apps: ObservedAppRow;
  scope_sets: ScopeSetRow;
  observed_grants: ObservedGrantRow;
  app_changes: AppChangeRow;
  grant_changes: GrantChangeRow;
  viewer_visits: ViewerVisitRow;
  audit_events: AuditEventRow;
  audit_head: AuditHeadRow;
  support_cases: SupportCaseRow;
}

interface SessionRow {
  /** SHA-256 of the session id, in hex: the database alone opens no session. */
  id_hash: string;
  /** Sealed content, see seal.ts. */
  content: string;
  /** Epoch ms; moved by activity. */
  expires_at: number;
}

interface LeaseRow {
  name: string;
  holder: string;
  /** Epoch ms from which on anybody may take it. */
  until: number;
}

interface ObservedOrganizationRow {
  organization: string;
  /** As of when its list of apps was first recorded: what is older than that is not new. */
  first_list_at: number | null;
  /** As of when it was last recorded. */
  list_at: number | null;
}

interface ObservedAppRow {
  /** Stands for organization and app in the tables below. */
  key: Generated<number>;
  organization: string;
  app: string;
  name: string;
  first_seen: number;
  /** The latest that this row says of its being there; a later list may say so of all apps. */
  present_at: number;
  /** As of when it was no longer in the list. */
  gone_since: number | null;
  /** As of when its grants were first recorded: those of then are not new. */
  first_read_at: number | null;
  /** As of when they were last recorded. */
  read_at: number | null;
  /** Of the grants as they were given: equal for equal answers. */
  digest: string | null;
  /** Members who hold a grant. */
  members: number;
}

interface ScopeSetRow {
  key: Generated<number>;
  organization: string;
  /** SHA-256 of `scopes`, since an index takes no text of any length. */
  digest: string;
  /** JSON array, sorted, each once. */
  scopes: string;
}

interface ObservedGrantRow {
  app_key: number;
  member: string;
  /** Key of the scope set as it is, or was before it was gone. */
  scopes: number;
  /** Key of the scope set when first seen. */
  first_scopes: number;
  first_seen: number;
  /** As of when the scopes were first seen as they are. */
  scopes_since: number;
  /** As of when it was no longer there. */
  gone_since: number | null;
  /** When it was last there, if it is gone; otherwise its app's `read_at` says so. */
  last_there: number | null;
}

/** What happened to an app as a whole. */
export type AppEvent = 'appeared' | 'vanished' | 'returned';
/** What may happen to the grant of one member; `scopes-replaced`: some gained, some lost. */
export const grantEvents = [
  'granted',
  'gone',
  'granted-again',
  'scopes-grown',
  'scopes-shrunk',
  'scopes-replaced',
] as const;
export type GrantEvent = (typeof grantEvents)[number];

interface AppChangeRow {
  key: Generated<number>;
  organization: string;
  app_key: number;
  at: number;
  /** `first-read`: whoever is there is not new, only new to us, and has no rows in grant_changes. */
  kind: AppEvent | 'first-read' | 'grants-changed';
  /** Members of the app from then on. */
  members: number;
  granted: number;
  gone: number;
  granted_again: number;
  scopes_grown: number;
  scopes_shrunk: number;
  scopes_replaced: number;
}

interface GrantChangeRow {
  change_key: number;
  member: string;
  kind: GrantEvent;
  /** Keys of scope sets. */
  scopes_before: number | null;
  scopes_after: number | null;
}

interface ViewerVisitRow {
  organization: string;
  member: string;
  /** The latest sign of the visit that is going on, or was the last. */
  last_at: number;
  /** The latest sign of the visit before that. */
  previous_at: number | null;
}

/** Never changed and never deleted; each row names the one before by its hash. */
export interface AuditEventRow {
  /** 1 for the first event of all organizations, then one more each. */
  seq: number;
  at: number;
  /** Whose record it is; null if nobody knows. */
  organization: string | null;
  event: AuditEvent;
  outcome: AuditOutcome;
  reason: string | null;
  actor_kind: ActorKind | null;
  actor_member: string | null;
  actor_organization: string | null;
  target_kind: TargetKind | null;
  target_id: string | null;
  /** The second of two things that it is about. */
  also_kind: TargetKind | null;
  also_id: string | null;
  /** Of support: the case under which it was done. */
  case_id: string | null;
  request_id: string | null;
  upstream_request_id: string | null;
  address: string | null;
  /** Hash of the row before. */
  previous_hash: string;
  hash: string;
}

/** One row: the last event. Whoever adds events holds it. */
interface AuditHeadRow {
  id: number;
  seq: number;
  hash: string;
}

/** Once somebody of support looked into an organization, or is looking. */
export interface SupportCaseRow {
  id: string;
  organization: string;
  organization_name: string;
  staff_member: string;
  staff_name: string;
  staff_organization: string;
  reason: string;
  ticket: string;
  opened_at: number;
  expires_at: number;
  /** Null as long as nobody has ended it. */
  ended_at: number | null;
  /** 1 once its end is on the record, whether somebody ended it or its time was up. */
  end_recorded: number;
}
