import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ActorKind, AuditEvent, AuditOutcome, TargetKind } from '#contract/audit.ts';
import { AppError } from '../errors.ts';
import type { NewAuditEvent } from '../store/audit-chain.ts';

/** Who did it. */
export interface Actor {
  kind: ActorKind;
  memberId: string;
  /** Their own, which is not the one that support looks at. */
  organizationId: string;
}

/** What an event is about; null for the organization as a whole. */
export type Target = { kind: TargetKind; id: string } | null;

/** Where a request came from. */
export interface RequestOrigin {
  requestId: string;
  /** Address of the peer, or of the client behind the configured number of proxies; null if unknown. */
  clientAddress: string | null;
  /** Tells sessions apart in memory; written nowhere. */
  sessionId: string;
}

/** One event: ids, and no names or email addresses. */
export interface AuditEntry {
  event: AuditEvent;
  outcome: AuditOutcome;
  /** Whose record it goes to; null if nobody knows. */
  organizationId: string | null;
  actor: Actor | null;
  from: RequestOrigin;
  target?: Target;
  /** The second of two things that it is about. */
  also?: Target;
  reason?: string | null;
  /** Of support: the case under which it was done. */
  caseId?: string | null;
  upstreamRequestId?: string | null;
}

/** Writes events down. */
export interface Recorder {
  /** Resolves once the event is on disk. Throws `audit-unavailable`: then nothing may be shown or done. */
  record(entry: AuditEntry): Promise<void>;
  /** Records the event without waiting: a refusal stands whether it is recorded or not. */
  note(entry: AuditEntry): void;
  /** Resolves when every queued event is on disk or lost. */
  settle(): Promise<void>;
}

interface Deps {
  /** Adds events to the record, all or none. */
  append: (events: readonly NewAuditEvent[]) => Promise<void>;
  /** Is told of a noted event that could not be written down. */
  onLost: (event: NewAuditEvent, error: unknown) => void;
  /** Epoch ms. */
  now: () => number;
}

/** Events written in one transaction, and events that may wait for it. */
const maxAtOnce = 100;
const maxWaiting = 10_000;

/** The event as it is written down; `at` is epoch ms. */
export function rowOf(entry: AuditEntry, at: number): NewAuditEvent {
  const { actor, target, also, from } = entry;
  return {
    at,
    organization: entry.organizationId,
    event: entry.event,
    outcome: entry.outcome,
    reason: entry.reason ?? null,
    actor_kind: actor?.kind ?? null,
    actor_member: actor?.memberId ?? null,
    actor_organization: actor?.organizationId ?? null,
    target_kind: target?.kind ?? null,
    target_id: target?.id ?? null,
    also_kind: also?.kind ?? null,
    also_id: also?.id ?? null,
    case_id: entry.caseId ?? null,
    request_id: from.requestId === '' ? null : from.requestId,
    upstream_request_id: entry.upstreamRequestId ?? null,
    address: from.clientAddress,
  };
}

interface Waiting {
  event: NewAuditEvent;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Events that arrive during a transaction share the next one. */
export function createRecorder({ append, onLost, now }: Deps): Recorder {
  const waiting: Waiting[] = [];
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // Refusals leave first, and what comes in the same turn shares the transaction.
      await nextTurn();
      const batch = waiting.splice(0, maxAtOnce);
      try {
        await append(batch.map(({ event }) => event));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    working = null;
  }

  async function add(event: NewAuditEvent): Promise<void> {
    if (waiting.length >= maxWaiting) throw new Error('Too many events wait to be recorded.');
    await new Promise<void>((resolve, reject) => {
      waiting.push({ event, resolve, reject });
      working ??= work();
    });
  }

  return {
    async record(entry) {
      try {
        await add(rowOf(entry, now()));
      } catch (error) {
        throw new AppError('audit-unavailable', { cause: error, retryAfterSeconds: 2 });
      }
    },
    note(entry) {
      const event = rowOf(entry, now());
      add(event).catch((error: unknown) => onLost(event, error));
    },
    async settle() {
      await working;
    },
  };
}
