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
    caseId: row.case_id,
    requestId: row.request_id,
    upstreamRequestId: row.upstream_request_id,
    address: row.address,
  };
}

/** Makes the handlers of the record of an organization, its own only; Stytch is not asked. */
export function createActivityHandlers({
  eventsOf,
  cases,
}: Pick<Audit, 'eventsOf' | 'cases'>): Pick<Handlers, 'activity' | 'supportVisits'> {
  return {
    async activity({ viewer: { organizationId, support }, body }) {
      const { app: _app, member: _member, ...filter } = body;
      const page = await eventsOf(organizationId, {
        ...filter,
        target: targetOf(body),
        limit: eventsAPage,
        isForSupport: support !== null,
      }).catch((error: unknown) => {
        throw new AppError('record-unavailable', { cause: error, retryAfterSeconds: 5 });
      });
      const ids = new Set(page.rows.flatMap(({ case_id: id }) => id ?? []));
      return {
        events: page.rows.map(presentEvent),
        cases: await cases.named(organizationId, [...ids]),
        next: page.next,
      };
    },

    async supportVisits({ viewer }) {
      return { visits: await cases.about(viewer.organizationId) };
    },
  };
}
