import { sql, type Transaction } from 'kysely';
import type { NewAuditEvent } from './audit-chain.ts';
import { appendWithin } from './audit-events.ts';
import type { Store } from './database.ts';
import { likePattern, storable } from './given-rows.ts';
import type { Schema, SupportCaseRow } from './schema.ts';

/** A case as it is given: nobody has ended it. */
export type NewCase = Omit<SupportCaseRow, 'ended_at' | 'end_recorded'>;

/** What one member of support may open: so many organizations after a time, epoch ms. */
interface Budget {
  most: number;
  since: number;
}

/** Somebody of support looked into as many organizations as they may. */
export class BudgetSpentError extends Error {
  override readonly name = 'BudgetSpentError';
  /** Epoch ms of the opening that counts for the shortest time yet. */
  readonly oldest: number;

  constructor(oldest: number) {
    super('The budget of organizations is spent.');
    this.oldest = oldest;
  }
}

/** The organizations that a member of support has opened since then, each by its last time. */
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
 * Opens a case and writes down that it was opened, both or neither; a case of the same member for
 * the same organization that goes on is ended by it, for which `ended` makes the event. Throws
 * BudgetSpentError.
 */
export async function openCase(
  store: Store,
  opened: NewCase,
  event: NewAuditEvent,
  ended: (caseId: string) => NewAuditEvent,
  budget: Budget,
): Promise<void> {
  await store.transaction().execute(async (locked) => {
    // Holds everybody else who opens one until this one counts.
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

/** Keeps the name that the organization of a case has. */
export async function nameCase(store: Store, id: string, name: string): Promise<void> {
  const organization_name = storable(name);
  await store
    .updateTable('support_cases')
    .set({ organization_name })
    .where('id', '=', id)
    .execute();
}

/** Nothing is written down of what did not come about. */
class NotLiveError extends Error {
  override readonly name = 'NotLiveError';
}

/** Carries out the work; null, with all of it undone, if the case turns out not to be as expected. */
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

/** Changes a case that goes on, and writes that down, both or neither; null for one that does not. */
export async function changeCase(
  store: Store,
  id: string,
  change: { expires_at: number } | { ended_at: number; end_recorded: 1 },
  event: NewAuditEvent,
): Promise<SupportCaseRow | null> {
  return await unlessNotLive(store, async (locked) => {
    // First, as everywhere: whoever took the case's row first could wait for ever.
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

/** Writes down the ends of cases whose time is up, each once; `ended` makes the event. */
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
      // Another instance was faster, or it was extended.
      if (numUpdatedRows === 0n) throw new NotLiveError();
    });
  }
}

/** Ids of the cases about an organization whose ticket, reason or staff holds the text. */
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

/** Which cases; newest first. */
type CaseFilter = { limit: number } & (
  | { staffMember: string; organization?: string }
  | { organization: string }
  | { organization: string; ids: readonly string[] }
);

/** The cases of somebody of support, or about an organization, newest first. */
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
