import {
  auditEvents,
  type ActivityRequest,
  type ActorKind,
  type AuditEvent,
  type AuditOutcome,
} from '#contract/audit.ts';
import { formatPeriod, parsePeriod, type Period, type PeriodChoice } from '../../table/period.ts';

/** What narrows the record. */
export interface ActivityFilters {
  query: string;
  /** Empty for all. */
  events: readonly AuditEvent[];
  outcome: AuditOutcome | null;
  by: ActorKind | null;
  /** Ids; null for all. Of app and member only one. */
  caseId: string | null;
  actor: string | null;
  app: string | null;
  member: string | null;
  /** Null for any time. */
  period: PeriodChoice | null;
}

/** All that the address of the page says. */
export interface ActivityState extends ActivityFilters {
  view: 'events' | 'visits';
}

export const outcomes = ['allowed', 'refused', 'failed'] as const satisfies readonly AuditOutcome[];
export const actorKinds = ['member', 'support'] as const satisfies readonly ActorKind[];

/** What narrows nothing. */
export const noFilters: ActivityFilters = {
  query: '',
  events: [],
  outcome: null,
  by: null,
  caseId: null,
  actor: null,
  app: null,
  member: null,
  period: null,
};

/** How many choices beside the search narrow the record. */
export function countChosen(filters: ActivityFilters): number {
  const { events, outcome, by, caseId, actor, app, member, period } = filters;
  const one = [outcome, by, caseId, actor, app, member, period];
  return events.length + one.filter((value) => value !== null).length;
}

/** As the contract has it. */
const longest = 200;

function idIn(params: URLSearchParams, name: string): string | null {
  const id = params.get(name) ?? '';
  return id === '' || id.length > longest ? null : id;
}

function parseFilters(params: URLSearchParams): ActivityFilters {
  const app = idIn(params, 'app');
  return {
    query: (params.get('q') ?? '').slice(0, longest),
    events: auditEvents.filter((event) => params.getAll('event').includes(event)),
    outcome: outcomes.find((outcome) => outcome === params.get('outcome')) ?? null,
    by: actorKinds.find((kind) => kind === params.get('by')) ?? null,
    caseId: idIn(params, 'case'),
    actor: idIn(params, 'actor'),
    app,
    member: app === null ? idIn(params, 'member') : null,
    period: parsePeriod(params),
  };
}

function addFilters(filters: ActivityFilters, params: URLSearchParams): void {
  const { query, events, outcome, by, caseId, actor, app, member, period } = filters;
  if (query !== '') params.set('q', query);
  for (const event of events) params.append('event', event);
  for (const [name, value] of Object.entries({ outcome, by, case: caseId, actor, app, member })) {
    if (value !== null) params.set(name, value);
  }
  if (period !== null) formatPeriod(period, params);
}

/** Reads the state of the page out of a query string. */
export function parseActivityState(params: URLSearchParams): ActivityState {
  return {
    view: params.get('tab') === 'support' ? 'visits' : 'events',
    ...parseFilters(params),
  };
}

/** The query string of a state of the page, without what is as usual. */
export function formatActivityState({ view, ...filters }: ActivityState): URLSearchParams {
  const params = new URLSearchParams();
  if (view === 'visits') params.set('tab', 'support');
  addFilters(filters, params);
  return params;
}

/** What the activity on the page of an app or a member is about: others doing, or the member. */
export interface TabState extends ActivityFilters {
  /** Whether it is what the member did, and not what was done around them. */
  isTheirs: boolean;
}

/** The same for the activity on the page of something: what it is about is not in the query. */
export function parseTabState(params: URLSearchParams): TabState {
  return { ...parseFilters(params), isTheirs: params.get('whose') === 'theirs' };
}

/** The query string of it, which says of the page that this tab is open. */
export function formatTabState({ isTheirs, ...filters }: TabState): URLSearchParams {
  const params = new URLSearchParams({ tab: 'activity' });
  if (isTheirs) params.set('whose', 'theirs');
  addFilters(filters, params);
  return params;
}

/** Whether anything is left out. */
export function isNarrowed(filters: ActivityFilters): boolean {
  const params = new URLSearchParams();
  addFilters(filters, params);
  return params.size > 0;
}

/** The part of a request that does not change from page to page. */
export type ActivityFilter = Omit<ActivityRequest, 'after'>;

/** What to ask the server for. The period includes its ends; the contract's end is outside. */
export function filterOf(filters: ActivityFilters, period: Period | null): ActivityFilter {
  const { query, events, outcome, by, caseId, actor, app, member } = filters;
  return {
    from: period === null ? null : period.from + 1,
    to: period === null ? null : period.to + 1,
    events: [...events],
    outcome,
    by,
    caseId,
    actor,
    app,
    member,
    text: query.trim(),
  };
}
