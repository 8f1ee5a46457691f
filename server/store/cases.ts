import { sql, type Transaction } from 'kysely';
import type { NewAuditEvent } from './audit-chain.ts';
import { appendWithin } from './audit-events.ts';
import type { Store } from './database.ts';
import { likePattern, storable } from './given-rows.ts';
import type { Schema, SupportCaseRow } from './schema.ts';

/** A case to open: it has no end yet. */
export type NewCase = Omit<SupportCaseRow, 'ended_at' | 'end_recorded'>;

/** How many organizations one member of support may open after a time, epoch ms. */
interface Budget {
  most: number;
  since: number;
}

/** A member of support has opened as many organizations as the budget allows. */
export class BudgetSpentError extends Error {
  override readonly name = 'BudgetSpentError';
  /** Epoch ms of the opening that leaves the budget first. */
  readonly oldest: number;

  constructor(oldest: number) {
    super('The budget of organizations is spent.');
    this.oldest = oldest;
  }
}

/** The organizations that a member of support has opened since then, each with its last opening. */
export async function openedSince(
  store: Store | Transaction<Schema>,
  staffMember: string,
  since: number,
): Promise<{ organization: string; openedAt: number }[]> {
  return await store
    .selectFrom('support_cases')
    .select((eb) => ['organization', eb.fn.max<number>('opened_at').as('openedAt')])
    .where('staff_member', '=', staffMember)
    .where('opened_at', '>', since)
    .groupBy('organization')
    .execute();
}

async function assertWithin(
  locked: Transaction<Schema>,
  { organization, staff_member: staff }: NewCase,
  { most, since }: Budget,
): Promise<void> {
  const opened = await openedSince(locked, staff, since);
  if (opened.some((known) => known.organization === organization)) return;
  if (opened.length < most) return;
  throw new BudgetSpentError(Math.min(...opened.map(({ openedAt }) => openedAt)));
}

const live = (store: Store | Transaction<Schema>, now: number) =>
  store
    .updateTable('support_cases')
    .where('ended_at', 'is', null)
    .where('end_recorded', '=', 0)
    .where('expires_at', '>', now);

/**
 * Opens a case and records the opening, both or neither. It ends a live case of the same member for the same
 * organization; `ended` makes the event for that. Throws BudgetSpentError.
 */
export async function openCase(
  store: Store,
  opened: NewCase,
  event: NewAuditEvent,
  ended: (caseId: string) => NewAuditEvent,
  budget: Budget,
): Promise<void> {
  await store.transaction().execute(async (locked) => {
    // Blocks other openings until this one counts.
    await appendWithin(locked, [event]);
    await assertWithin(locked, opened, budget);
    const before = await live(locked, opened.opened_at)
      .set({ ended_at: opened.opened_at, end_recorded: 1 })
      .where('staff_member', '=', opened.staff_member)
      .where('organization', '=', opened.organization)
      .returning('id')
      .execute();
    if (before.length > 0)
      await appendWithin(
        locked,
        before.map(({ id }) => ended(id)),
      );
    const { staff_name: staff, reason, ticket } = opened;
    await locked
      .insertInto('support_cases')
      .values({
        ...opened,
        staff_name: storable(staff),
        reason: storable(reason),
        ticket: storable(ticket),
        ended_at: null,
        end_recorded: 0,
      })
      .execute();
  });
}

/** Stores the name of a case's organization. */
export async function nameCase(store: Store, id: string, name: string): Promise<void> {
  const organization_name = storable(name);
  await store
    .updateTable('support_cases')
    .set({ organization_name })
    .where('id', '=', id)
    .execute();
}

/** Thrown to undo a transaction, so that nothing is recorded of a change that did not happen. */
class NotLiveError extends Error {
  override readonly name = 'NotLiveError';
}

/**
 * Runs the work; null, with everything rolled back, if the case turns out not to be in the expected state.
 */
async function unlessNotLive<T>(
  store: Store,
  work: (locked: Transaction<Schema>) => Promise<T>,
): Promise<T | null> {
  try {
    return await store.transaction().execute(work);
  } catch (error) {
    if (error instanceof NotLiveError) return null;
    throw error;
  }
}

/** Changes a live case and records that, both or neither; null for a case that is not live. */
export async function changeCase(
  store: Store,
  id: string,
  change: { expires_at: number } | { ended_at: number; end_recorded: 1 },
  event: NewAuditEvent,
): Promise<SupportCaseRow | null> {
  return await unlessNotLive(store, async (locked) => {
    // First, as everywhere: taking the case's row first could deadlock.
    await appendWithin(locked, [event]);
    const rows = await live(locked, event.at)
      .set(change)
      .where('id', '=', id)
      .returningAll()
      .execute();
    const [changed] = rows;
    if (changed === undefined) throw new NotLiveError();
    return changed;
  });
}

/** Records the ends of expired cases, each once; `ended` makes the event. */
export async function recordEnds(
  store: Store,
  now: number,
  ended: (row: SupportCaseRow) => NewAuditEvent,
): Promise<void> {
  const due = await store
    .selectFrom('support_cases')
    .selectAll()
    .where('end_recorded', '=', 0)
    .where('expires_at', '<=', now)
    .limit(100)
    .execute();
  for (const row of due) {
    await unlessNotLive(store, async (locked) => {
      await appendWithin(locked, [ended(row)]);
      const { numUpdatedRows } = await locked
        .updateTable('support_cases')
        .set({ end_recorded: 1 })
        .where('id', '=', row.id)
        .where('end_recorded', '=', 0)
        .where('expires_at', '<=', now)
        .executeTakeFirstOrThrow();
      // Another instance was faster, or the case was extended.
      if (numUpdatedRows === 0n) throw new NotLiveError();
    });
  }
}

/** Ids of an organization's cases whose ticket, reason or staff contains the text. */
export async function casesWith(
  store: Store,
  organization: string,
  text: string,
): Promise<string[]> {
  const pattern = likePattern(text);
  const rows = await store
    .selectFrom('support_cases')
    .select('id')
    .where('organization', '=', organization)
    .where((eb) =>
      eb.or(
        (['ticket', 'reason', 'staff_name'] as const).map(
          (column) => sql<boolean>`lower(${eb.ref(column)}) like ${pattern} escape '\\'`,
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

type CaseFilter = { limit: number } & (
  | { staffMember: string; organization?: string }
  | { organization: string }
  | { organization: string; ids: readonly string[] }
);

/** The cases of a member of support or of an organization, newest first. */
export async function casesOf(store: Store, filter: CaseFilter): Promise<SupportCaseRow[]> {
  const { limit, organization } = filter;
  return await store
    .selectFrom('support_cases')
    .selectAll()
    .$if(organization !== undefined, (some) => some.where('organization', '=', organization ?? ''))
    .$if('staffMember' in filter, (some) =>
      some.where('staff_member', '=', 'staffMember' in filter ? filter.staffMember : ''),
    )
    .$if('ids' in filter, (some) => some.where('id', 'in', 'ids' in filter ? [...filter.ids] : []))
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}
