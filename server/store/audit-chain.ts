import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AuditEventRow, Schema } from './schema.ts';

/** An event without its place in the chain, which it gets when it is added. */
export type NewAuditEvent = Omit<AuditEventRow, 'seq' | 'previous_hash' | 'hash'>;

/** A place in the chain. */
export interface ChainHead {
  seq: number;
  hash: string;
}

/** The previous hash of the first event. */
const noHash = '0'.repeat(64);

/** Null or absent in a database that lacks the migration for these columns. */
function addedLater(row: Partial<Pick<AuditEventRow, 'also_kind' | 'also_id'>>) {
  const said = [row.also_kind ?? null, row.also_id ?? null];
  return said.every((one) => one === null) ? [] : said;
}

/**
 * SHA-256, in hex, over the JSON array of the event's fields and the previous hash. Fields that were added
 * later come last and only if they are set, so older events stay valid.
 */
function hashOf(row: Omit<AuditEventRow, 'hash'>): string {
  const said = [
    row.seq,
    row.previous_hash,
    row.at,
    row.organization,
    row.event,
    row.outcome,
    row.reason,
    row.actor_kind,
    row.actor_member,
    row.actor_organization,
    row.target_kind,
    row.target_id,
    row.case_id,
    row.request_id,
    row.upstream_request_id,
    row.address,
    ...addedLater(row),
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** Links the events to the chain after a head. */
export function chain(head: ChainHead, events: readonly NewAuditEvent[]): AuditEventRow[] {
  let { seq, hash } = head;
  return events.map((event) => {
    seq += 1;
    const row = { ...event, seq, previous_hash: hash };
    hash = hashOf(row);
    return { ...row, hash };
  });
}

/** Result of checking the whole chain. */
export type Verdict =
  | { isSound: true; head: ChainHead }
  /** `seq`: the first row that was changed or is missing. */
  | { isSound: false; seq: number; why: string };

/** Why a row cannot follow the head; null if it can. */
function faultOf(row: AuditEventRow, head: ChainHead): string | null {
  if (row.seq !== head.seq + 1) return 'is missing';
  if (row.previous_hash !== head.hash) return 'does not follow upon the one before';
  return row.hash === hashOf(row) ? null : 'was changed';
}

/** Rows per statement. */
const aPage = 5000;

/**
 * Reads every event and finds the first one that was changed, inserted, moved or removed; otherwise returns
 * the last one. `known` are places that were kept elsewhere: they reveal even a chain that was rewritten from
 * some place on.
 */
export async function verifyChain(
  store: Kysely<Schema>,
  known: readonly ChainHead[],
): Promise<Verdict> {
  const kept = new Map(known.map(({ seq, hash }) => [seq, hash]));
  // Read first, so events added meanwhile come after it.
  const written = await store
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirst();
  if (written === undefined) return { isSound: false, seq: 1, why: 'and all others have no head' };
  let head: ChainHead = { seq: 0, hash: noHash };
  for (;;) {
    const rows = await store
      .selectFrom('audit_events')
      .selectAll()
      .where('seq', '>', head.seq)
      .orderBy('seq')
      .limit(aPage)
      .execute();
    for (const row of rows) {
      const why = faultOf(row, head);
      if (why !== null) return { isSound: false, seq: head.seq + 1, why };
      if ((kept.get(row.seq) ?? row.hash) !== row.hash) {
        return { isSound: false, seq: row.seq, why: 'is not the one that was kept elsewhere' };
      }
      if (row.seq === written.seq && row.hash !== written.hash) {
        return { isSound: false, seq: row.seq, why: 'is not the one that was written last' };
      }
      head = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < aPage) break;
  }
  const last = Math.max(written.seq, ...kept.keys());
  if (head.seq < last) return { isSound: false, seq: head.seq + 1, why: 'is missing' };
  return { isSound: true, head };
}
