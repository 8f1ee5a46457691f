import type { ActivityEvent, ActivityRequest } from '#contract/audit.ts';
import type { Audit } from '../../audit/audit.ts';
import { AppError } from '../../errors.ts';
import type { Directory } from '../../live/directory.ts';
import type { ObservationRecord } from '../../observations/record.ts';
import type { Handlers } from '../../http/handler.ts';
import { findNamed } from './named.ts';

type Row = Awaited<ReturnType<Audit['eventsOf']>>['rows'][number];

const eventsAPage = 100;

/** What was asked for: about an app, about a member, or whatever it is about. */
function targetOf({ app, member }: ActivityRequest) {
  if (app !== null) return { kind: 'app' as const, id: app };
  return member === null ? null : { kind: 'member' as const, id: member };
}

function presentTarget(kind: Row['target_kind'], id: string | null): ActivityEvent['target'] {
  return kind === null || id === null ? null : { kind, id };
}

function presentEvent(row: Row): ActivityEvent {
  const { actor_kind: kind, actor_member: memberId, actor_organization: organizationId } = row;
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
    target: presentTarget(row.target_kind, row.target_id),
    also: presentTarget(row.also_kind, row.also_id),
    caseId: row.case_id,
    requestId: row.request_id,
    upstreamRequestId: row.upstream_request_id,
    address: row.address,
  };
}

interface Deps {
  audit: Pick<Audit, 'eventsOf' | 'membersIn' | 'cases'>;
  directory: Directory;
  record: ObservationRecord;
}

function unavailable(error: unknown): never {
  throw new AppError('record-unavailable', { cause: error, retryAfterSeconds: 5 });
}

/**
 * Makes the handlers of the record of an organization, its own only. Stytch is asked for nothing but
 * the names of members, and only where a text is looked for.
 */
export function createActivityHandlers(deps: Deps): Pick<Handlers, 'activity' | 'supportVisits'> {
  const { eventsOf, cases } = deps.audit;
  return {
    async activity({ viewer, body, signal }) {
      const { organizationId, support } = viewer;
      const { app: _app, member: _member, ...wanted } = body;
      const filter = {
        ...wanted,
        target: targetOf(body),
        limit: eventsAPage,
        isForSupport: support !== null,
      };
      const { named, searchedNames } = await findNamed(deps, viewer, filter, signal).catch(
        unavailable,
      );
      const page = await eventsOf(organizationId, { ...filter, named }).catch(unavailable);
      const ids = new Set(page.rows.flatMap(({ case_id: id }) => id ?? []));
      return {
        events: page.rows.map(presentEvent),
        cases: await cases.named(organizationId, [...ids]),
        next: page.next,
        searchedNames,
      };
    },

    async supportVisits({ viewer }) {
      return { visits: await cases.about(viewer.organizationId) };
    },
  };
}
