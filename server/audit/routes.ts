import { LRUCache } from 'lru-cache';
import type { AuditEvent, RouteAudit, TargetKind } from '#contract/audit.ts';
import type { ProblemCode } from '#contract/problem.ts';
import { isMetadataUrl, isStytchId } from '../stytch/ids.ts';
import type { Actor, AuditEntry, Recorder, RequestOrigin, Target } from './recorder.ts';

/** A call of a route by somebody who is known. */
export interface AuditedCall {
  audit: RouteAudit;
  /** The organization whose data it is about. */
  organizationId: string;
  actor: Actor;
  /** Of support. */
  caseId: string | null;
  from: RequestOrigin;
  /** Parameters of the address, and the body once it is read. */
  params: Readonly<Record<string, string>>;
  body: unknown;
}

/** Records what routes do, as the contract has it. */
export interface RouteRecorder {
  /**
   * Called before the response is sent, and for support before anything is read; resolves once recorded.
   * Throws `audit-unavailable`.
   */
  allowed(call: AuditedCall): Promise<void>;
  /** Called when the response is an error. The response does not wait for it. */
  failed(call: AuditedCall, code: ProblemCode, upstreamRequestId: string | null): void;
}

/** What somebody may not; all else merely did not come about. */
const refusals: ReadonlySet<ProblemCode> = new Set([
  'not-allowed',
  'case-needed',
  'case-ended',
  'case-budget',
]);

/** The same again within this time is not recorded again. */
const sameMs = 10 * 60_000;
/** What is remembered for that; about 300 bytes each. */
const maxRemembered = 20_000;

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;

/** What a scope may look like (RFC 6749 §3.3), without an @: it might be one of an address. */
const scopeName = /^[\x21\x23-\x3F\x41-\x5B\x5D-\x7E]{1,200}$/;

/** Whether a text that is more than the form of an id may be written down. */
type IsText = (text: string) => boolean;

/** Keeps anything that is not an id out of the record, such as an email address typed in its place. */
function isTarget(kind: TargetKind, id: unknown, isText: IsText): id is string {
  if (typeof id !== 'string' || id === '') return false;
  if (kind === 'scope') return isText(id);
  if (kind === 'app' && isMetadataUrl(id)) return isText(id);
  return isStytchId(kind === 'app' ? 'connected-app' : 'member', id);
}

function eventOf(audit: RouteAudit): AuditEvent {
  if ('event' in audit) return audit.event;
  return 'recordsItself' in audit ? audit.recordsItself : 'refused';
}

/** What it is about: at most two things, in the order of the contract. */
function targetsOf({ audit, params, body }: AuditedCall, isText: IsText) {
  const about = 'event' in audit ? audit.about : [];
  const [target = null, also = null] = about.flatMap((kind): NonNullable<Target>[] => {
    const id = params[kind] ?? field(body, kind);
    return isTarget(kind, id, isText) ? [{ kind, id }] : [];
  });
  return { target, also };
}

/**
 * Records a member who views the same thing again in the same session within ten minutes once; failures
 * likewise. Refusals, and everything that support does, are recorded each time.
 */
export function createRouteRecorder(recorder: Recorder, now: () => number): RouteRecorder {
  const remembered = new LRUCache<string, { at: number; recorded: Promise<void> }>({
    max: maxRemembered,
  });

  /** Records it unless it has been; gives when it is recorded. */
  function once(entry: AuditEntry, record: () => Promise<void>): Promise<void> {
    const { from, event, outcome, target, also, reason } = entry;
    const key = JSON.stringify([from.sessionId, event, outcome, target, also, reason]);
    const known = remembered.get(key);
    if (known !== undefined && now() - known.at < sameMs) return known.recorded;
    const recorded = record();
    remembered.set(key, { at: now(), recorded });
    recorded.catch(() => remembered.delete(key));
    return recorded;
  }

  return {
    async allowed(call) {
      const { audit, organizationId, actor, caseId, from } = call;
      if (!('event' in audit)) return;
      // Of a member it has been found. What support looks at is recorded before anybody knows.
      const targets = targetsOf(call, (text) => actor.kind === 'member' || scopeName.test(text));
      const entry = {
        event: audit.event,
        outcome: 'allowed',
        organizationId,
        actor,
        caseId,
        from,
        ...targets,
      } as const;
      const record = () => recorder.record(entry);
      await (actor.kind === 'member' ? once(entry, record) : record());
    },

    failed(call, code, upstreamRequestId) {
      const { audit, organizationId, actor, caseId, from } = call;
      if (code === 'session-expired' && actor.kind === 'member') {
        const event = 'session-ended';
        const reason = 'ended-at-stytch';
        recorder.note({ event, outcome: 'allowed', organizationId, actor, from, reason });
        return;
      }
      const isRefusal = refusals.has(code);
      // What leaves no event leaves none by failing; and what could not be recorded cannot be now.
      if (('unrecorded' in audit && !isRefusal) || code === 'audit-unavailable') return;
      const entry: AuditEntry = {
        event: eventOf(audit),
        outcome: isRefusal ? 'refused' : 'failed',
        organizationId,
        actor,
        caseId,
        from,
        ...targetsOf(call, () => false),
        reason: code,
        upstreamRequestId,
      };
      const note = () => Promise.resolve(recorder.note(entry));
      void (isRefusal || actor.kind === 'support' ? note() : once(entry, note));
    },
  };
}
