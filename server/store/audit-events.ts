import { sql, type Expression, type Transaction } from 'kysely';
import { chain, type NewAuditEvent } from './audit-chain.ts';
import type { Store } from './database.ts';
import { likePattern, storable } from './given-rows.ts';
import type { AuditEventRow, Schema } from './schema.ts';

const text = (value: string | null) => (value === null ? null : storable(value));

/** Texts as both databases store them, so that what is hashed is what is read back. */
function storableEvent(event: NewAuditEvent): NewAuditEvent {
  return {
    ...event,
    organization: text(event.organization),
    reason: text(event.reason),
    actor_member: text(event.actor_member),
    actor_organization: text(event.actor_organization),
    target_id: text(event.target_id),
    also_id: text(event.also_id),
    case_id: text(event.case_id),
    request_id: text(event.request_id),
    upstream_request_id: text(event.upstream_request_id),
    address: text(event.address),
  };
}

/**
 * Appends events in order, as part of the transaction. Other writers wait until the transaction ends, in
 * every process.
 */
export async function appendWithin(
  locked: Transaction<Schema>,
  events: readonly NewAuditEvent[],
): Promise<void> {
  // Writing the row takes the lock.
  const head = await locked
    .updateTable('audit_head')
    .set((eb) => ({ seq: eb('seq', '+', events.length) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const before = { seq: head.seq - events.length, hash: head.hash };
  const rows = chain(before, events.map(storableEvent));
  await locked.insertInto('audit_events').values(rows).execute();
  await locked
    .updateTable('audit_head')
    .set({ hash: rows.at(-1)?.hash ?? head.hash })
    .where('id', '=', 1)
    .execute();
}

/** Appends events, all or none; resolves once they are on disk. */
export async function appendEvents(store: Store, events: readonly NewAuditEvent[]): Promise<void> {
  await store.transaction().execute((locked) => appendWithin(locked, events));
}

/** The last event that was examined. */
interface EventCursor {
  at: number;
  seq: number;
}

export interface EventFilter {
  limit: number;
  after: EventCursor | null;
  /** Epoch ms; `from` is inclusive, `to` exclusive. */
  from: number | null;
  to: number | null;
  /** Empty means all. */
  events: readonly AuditEventRow['event'][];
  outcome: AuditEventRow['outcome'] | null;
  actor: string | null;
  by: AuditEventRow['actor_kind'];
  caseId: string | null;
  target: { kind: NonNullable<AuditEventRow['target_kind']>; id: string } | null;
  /** Part of an id, scope, reason or address, in any case; empty matches all. */
  text: string;
  /** What else the text matches: ids of members and apps with that name, and of cases. */
  named: { ids: readonly string[]; caseIds: readonly string[] };
  /** Whether the reader belongs to the vendor and reads another organization's record. */
  isForSupport: boolean;
}

/** Newest first. */
export interface EventPage {
  rows: AuditEventRow[];
  /** Null on the last page. A page with a cursor may be short. */
  next: EventCursor | null;
}

/** Max events that one page examines, since no index covers every filter. */
const lookedAt = 10_000;

const searched = [
  'target_id',
  'also_id',
  'actor_member',
  'actor_organization',
  'reason',
  'request_id',
  'upstream_request_id',
  'case_id',
] as const;
/**
 * The network address as the reader may see it. The search uses it too, or the address could be guessed digit
 * by digit. Each side sees only its own addresses.
 */
function shownAddress(organization: string, isForSupport: boolean) {
  if (isForSupport) return sql<string | null>`cast(null as text)`;
  return sql<string | null>`case
    when actor_kind = 'support' and actor_organization <> ${organization} then null
    else address end`;
}

/** Index lookups, in order: for a target, the events that have it in this place. */
function candidatesBy(
  place: 'target' | 'also',
  store: Store,
  organization: string,
  filter: EventFilter,
  most: number,
) {
  const { after, from, to, actor, target, caseId } = filter;
  return store
    .selectFrom('audit_events')
    .selectAll()
    .where('organization', '=', organization)
    .$if(from !== null, (some) => some.where('at', '>=', from ?? 0))
    .$if(to !== null, (some) => some.where('at', '<', to ?? 0))
    .$if(actor !== null, (some) => some.where('actor_member', '=', storable(actor ?? '')))
    .$if(caseId !== null, (some) => some.where('case_id', '=', storable(caseId ?? '')))
    .$if(target !== null, (some) =>
      some
        .where(`${place}_id`, '=', storable(target?.id ?? ''))
        .where(`${place}_kind`, '=', target?.kind ?? null),
    )
    .$if(after !== null, (some) =>
      some
        // Repeats the condition so that an index can use it.
        .where('at', '<=', after?.at ?? 0)
        .where((eb) =>
          eb.or([
            eb('at', '<', after?.at ?? 0),
            eb.and([eb('at', '=', after?.at ?? 0), eb('seq', '<', after?.seq ?? 0)]),
          ]),
        ),
    )
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(most);
}

/** Index lookups, in order. No event has the same thing in both places. */
function candidates(store: Store, organization: string, filter: EventFilter, most: number) {
  const by = (place: 'target' | 'also') =>
    store
      // In a union, SQLite accepts an order and a limit only in a nested query.
      .selectFrom(candidatesBy(place, store, organization, filter, most).as('part'))
      .selectAll();
  return (filter.target === null ? by('target') : by('target').unionAll(by('also')))
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(most);
}

/** Whether the column is among any number of ids, passed as one parameter. */
function isAmong(column: Expression<unknown>, ids: readonly string[]) {
  const json = JSON.stringify(Object.fromEntries(ids.map((id) => [storable(id), 0])));
  return sql<boolean>`${column} in (select key from json_each(${json}))`;
}

/** Ids of the members who are actor or target of the events that a page examines, each once. */
export async function membersIn(
  store: Store,
  organization: string,
  filter: EventFilter,
): Promise<string[]> {
  const some = () => candidates(store, organization, filter, lookedAt).as('some');
  const [actors, targets, also] = await Promise.all([
    store
      .selectFrom(some())
      .select('actor_member as id')
      .distinct()
      .where('actor_kind', '=', 'member')
      .execute(),
    store
      .selectFrom(some())
      .select('target_id as id')
      .distinct()
      .where('target_kind', '=', 'member')
      .execute(),
    store
      .selectFrom(some())
      .select('also_id as id')
      .distinct()
      .where('also_kind', '=', 'member')
      .execute(),
  ]);
  return [...new Set([...actors, ...targets, ...also].flatMap(({ id }) => id ?? []))];
}

/**
 * The events of one organization, newest first, a page at a time. A page examines a bounded number of events,
 * so with a rare filter it may be short although there are more.
 */
export async function eventsOf(
  store: Store,
  organization: string,
  filter: EventFilter,
): Promise<EventPage> {
  const { limit, events, outcome, by, named, isForSupport } = filter;
  const address = shownAddress(organization, isForSupport);
  const isLookedFor = events.length > 0 || outcome !== null || by !== null || filter.text !== '';
  const some = candidates(store, organization, filter, isLookedFor ? lookedAt : limit + 1);
  const pattern = likePattern(filter.text);
  const found = await store
    .selectFrom(some.as('some'))
    .selectAll()
    .select(address.as('shown_address'))
    .$if(events.length > 0, (matching) => matching.where('event', 'in', [...events]))
    .$if(outcome !== null, (matching) => matching.where('outcome', '=', outcome ?? 'allowed'))
    .$if(by !== null, (matching) => matching.where('actor_kind', '=', by))
    .$if(filter.text !== '', (matching) =>
      matching.where((eb) =>
        eb.or([
          ...[...searched.map((column) => eb.ref(column)), address].map(
            (column) => sql<boolean>`lower(${column}) like ${pattern} escape '\\'`,
          ),
          isAmong(eb.ref('actor_member'), named.ids),
          isAmong(eb.ref('target_id'), named.ids),
          isAmong(eb.ref('also_id'), named.ids),
          isAmong(eb.ref('case_id'), named.caseIds),
        ]),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found
    .slice(0, limit)
    .map(({ shown_address: shown, ...row }) => ({ ...row, address: shown }));
  const last = rows.at(-1);
  if (found.length > limit && last !== undefined) {
    return { rows, next: { at: last.at, seq: last.seq } };
  }
  if (!isLookedFor) return { rows, next: null };
  const end = await store
    .selectFrom(some.as('some'))
    .select(['at', 'seq'])
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .offset(lookedAt - 1)
    .limit(1)
    .executeTakeFirst();
  return { rows, next: end ?? null };
}
