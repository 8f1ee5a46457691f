import type { ActorKind, AuditEvent, AuditOutcome, TargetKind } from '#contract/audit.ts';
import type { Generated } from 'kysely';

/**
 * Types of our tables: text ids, epoch milliseconds and small integers, the subset that SQLite and PostgreSQL
 * share. Data of an organization is reached only through its id.
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
  /** SHA-256 of the session id, in hex, so the database alone opens no session. */
  id_hash: string;
  /** Sealed content; see seal.ts. */
  content: string;
  /** Epoch ms; moved by activity. */
  expires_at: number;
}

interface LeaseRow {
  name: string;
  holder: string;
  /** Epoch ms after which anyone may take it. */
  until: number;
}

interface ObservedOrganizationRow {
  organization: string;
  /** Time of the first recorded list of apps: apps older than that are not new. */
  first_list_at: number | null;
  /** Time of the last recorded list. */
  list_at: number | null;
}

interface ObservedAppRow {
  /** Stands for organization and app in the tables below. */
  key: Generated<number>;
  organization: string;
  app: string;
  name: string;
  first_seen: number;
  /** The latest time at which this row says the app was present; a later list may say so for all apps. */
  present_at: number;
  /** Time of the first list without it. */
  gone_since: number | null;
  /** Time of the first recorded grants: grants found then are not new. */
  first_read_at: number | null;
  /** Time of the last recorded grants. */
  read_at: number | null;
  /** Digest of the response's grants: equal for equal responses. */
  digest: string | null;
  /** Members who hold a grant. */
  members: number;
}

interface ScopeSetRow {
  key: Generated<number>;
  organization: string;
  /** SHA-256 of `scopes`, because an index cannot hold text of any length. */
  digest: string;
  /** JSON array, sorted, each once. */
  scopes: string;
}

interface ObservedGrantRow {
  app_key: number;
  member: string;
  /** Key of the current scope set, or of the last one before the grant was gone. */
  scopes: number;
  /** Key of the scope set when first seen. */
  first_scopes: number;
  first_seen: number;
  /** Time at which the current scopes were first seen. */
  scopes_since: number;
  /** Time of the first response without it. */
  gone_since: number | null;
  /** When a gone grant was last present; for a present one its app's `read_at` counts. */
  last_there: number | null;
}

/** Changes of a whole app. */
export type AppEvent = 'appeared' | 'vanished' | 'returned';
/** Changes of one member's grant. `scopes-replaced`: some scopes added, some removed. */
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
  /** `first-read`: the members found are new only to us, and have no rows in grant_changes. */
  kind: AppEvent | 'first-read' | 'grants-changed';
  /** Members of the app afterwards. */
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
  /** Last activity of the current or latest visit. */
  last_at: number;
  /** Last activity of the visit before that. */
  previous_at: number | null;
}

/** Append-only; each row holds the hash of the row before. */
export interface AuditEventRow {
  /** 1 for the first event across all organizations, then consecutive. */
  seq: number;
  at: number;
  /** The organization that owns the event; null if unknown. */
  organization: string | null;
  event: AuditEvent;
  outcome: AuditOutcome;
  reason: string | null;
  actor_kind: ActorKind | null;
  actor_member: string | null;
  actor_organization: string | null;
  target_kind: TargetKind | null;
  target_id: string | null;
  /** The event's second target. */
  also_kind: TargetKind | null;
  also_id: string | null;
  /** For support: the case under which it was done. */
  case_id: string | null;
  request_id: string | null;
  upstream_request_id: string | null;
  address: string | null;
  /** Hash of the row before. */
  previous_hash: string;
  hash: string;
}

/** A single row: the last event. Writers lock it to append events. */
interface AuditHeadRow {
  id: number;
  seq: number;
  hash: string;
}

/** Cases: one row for each time that support looked into an organization. */
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
  /** Null unless someone ended the case early. */
  ended_at: number | null;
  /** 1 once its end is recorded, whether it was ended or expired. */
  end_recorded: number;
}
