import type { ActivityEvent, ActivityRequest } from '#contract/audit.ts';
import type { Audit } from '../../audit/audit.ts';
import { AppError } from '../../errors.ts';
import type { Handlers } from '../../http/handler.ts';

type Row = Awaited<ReturnType<Audit['eventsOf']>>['rows'][number];

const eventsAPage = 100;

/** What was asked for: about an app, about a member, or whatever it is about. */
function targetOf({ app, member }: ActivityRequest) {
  if (app !== null) return { kind: 'app' as const, id: app };
  return member === null ? null : { kind: 'member' as const, id: member };
}

function presentEvent(row: Row): ActivityEvent {
  const { actor_kind: kind, actor_member: memberId, actor_organization: organizationId } = row;
  const { target_kind: targetKind, target_id: targetId } = row;
  return {
    seq: row.seq,
    at: row.at,
    event: row.event,
    outcome: row.outcome,
    reason: row.reason,
    actor:
      kind === null || memberId === null || organizationId === null
        ? null
        : { kind, memberId, organizationId },
    target: targetKind === null || targetId === null ? null : { kind: targetKind, id: targetId },
    requestId: row.request_id,
    upstreamRequestId: row.upstream_request_id,
    // Where the vendor's staff works is not the customer's business.
    address: kind === 'support' ? null : row.address,
  };
}

/** Makes the handler of the record of an organization, its own only; Stytch is not asked. */
export function createActivityHandlers({
  eventsOf,
}: Pick<Audit, 'eventsOf'>): Pick<Handlers, 'activity'> {
  return {
    async activity({ viewer, body }) {
      const { from, to, events, outcome, actor, text, after } = body;
      const filter = { from, to, events, outcome, actor, text, after };
      const page = await eventsOf(viewer.organizationId, {
        ...filter,
        target: targetOf(body),
        limit: eventsAPage,
      }).catch((error: unknown) => {
        throw new AppError('record-unavailable', { cause: error, retryAfterSeconds: 5 });
      });
      return { events: page.rows.map(presentEvent), next: page.next };
    },
  };
}
