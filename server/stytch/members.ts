import type { z } from 'zod';
import { UpstreamError } from './errors.ts';
import type { CallOptions, Transport } from './transport.ts';
import type { Caller, Entries, Member, MemberInDetail } from './types.ts';
import {
  memberInDetailResponseSchema,
  memberPlaceSchema,
  memberSearchSchema,
} from './member-wire.ts';

/** Stytch's default page size, which it certainly accepts. */
const certainBatch = 100;

type SearchOperand = { filter_name: string; filter_value: unknown };

/** Stytch's largest page size. */
const largestPage = 1000;

const everyStatus = {
  filter_name: 'statuses',
  filter_value: ['active', 'pending', 'invited', 'deleted'],
};

function searchOf<T extends z.ZodType>({ call }: Transport, schema: T) {
  return (
    name: string,
    caller: Caller,
    operands: SearchOperand[],
    page: { limit: number; cursor?: string },
    options: CallOptions,
  ) =>
    call({
      ...options,
      name,
      method: 'POST',
      effect: 'searches',
      template: '/v1/b2b/organizations/members/search',
      body: {
        organization_ids: [caller.organizationId],
        ...page,
        ...(operands.length === 0 ? {} : { query: { operator: 'AND', operands } }),
      },
      sessionToken: caller.sessionToken,
      schema,
    });
}

function organizationOfIn({ call }: Transport) {
  /**
   * Only the id of the organization that a member belongs to. Searches all organizations of the project: for
   * support, which opens a case there before it sees more.
   */
  return async (memberId: string, options: CallOptions = {}): Promise<string> => {
    const { member } = await call({
      ...options,
      name: 'members.organizationOf',
      method: 'GET',
      effect: 'reads',
      template: '/v1/b2b/organizations/members/dangerously_get/{member_id}',
      ids: { member_id: memberId },
      query: { include_deleted: 'true' },
      schema: memberPlaceSchema,
    });
    return member.organization_id;
  };
}

function inDetailOf(transport: Transport) {
  const search = searchOf(transport, memberInDetailResponseSchema);
  /** One member of the caller's organization, of any status, with their lock; null if no one has the id. */
  return async (
    caller: Caller,
    memberId: string,
    options: CallOptions = {},
  ): Promise<MemberInDetail | null> => {
    const operands = [{ filter_name: 'member_ids', filter_value: [memberId] }, everyStatus];
    const { members } = await search('members.inDetail', caller, operands, { limit: 1 }, options);
    const { organizationId } = caller;
    return members.items.find((member) => member.organizationId === organizationId) ?? null;
  };
}

function batchReaderOf(transport: Transport) {
  const search = searchOf(transport, memberSearchSchema);
  /**
   * One batch, to its last page. It ends when Stytch says so, at a cursor seen before, or at a page without
   * new members; the number of pages is capped at what the smallest page size would need.
   */
  return async (
    caller: Caller,
    memberIds: readonly string[],
    options: CallOptions,
  ): Promise<Entries<Member>> => {
    const operands = [{ filter_name: 'member_ids', filter_value: memberIds }, everyStatus];
    const asked = new Set(memberIds);
    const found = new Map<string, Member>();
    const cursors = new Set<string>();
    const maxPages = Math.ceil(memberIds.length / certainBatch) + 1;
    let unreadable = 0;
    let cursor: string | null = null;
    do {
      if (cursor !== null) cursors.add(cursor);
      const page = { limit: memberIds.length, ...(cursor === null ? {} : { cursor }) };
      const answer = await search('members.byIds', caller, operands, page, options);
      const before = found.size;
      for (const member of answer.members.items) {
        const isOurs = member.organizationId === caller.organizationId;
        if (isOurs && asked.has(member.memberId)) found.set(member.memberId, member);
      }
      unreadable += answer.members.unreadable;
      cursor = found.size > before ? answer.results_metadata.nextCursor : null;
    } while (cursor !== null && !cursors.has(cursor) && cursors.size + 1 < maxPages);
    // No more members can have been unreadable than are still missing.
    unreadable = Math.min(unreadable, asked.size - found.size);
    return { items: [...found.values()], unreadable };
  };
}

function byIdsOf(transport: Transport) {
  const readBatch = batchReaderOf(transport);
  let largestBatch = largestPage;

  /**
   * Members of the caller's organization with these ids, of every status, in no particular order. Unknown ids
   * are left out; unreadable members are left out and counted. Stytch does not document how many ids one
   * search accepts: a refused batch is halved, down to the default page size, and the accepted size is
   * remembered.
   */
  async function byIds(
    caller: Caller,
    memberIds: readonly string[],
    options: CallOptions = {},
  ): Promise<Entries<Member>> {
    const size = largestBatch;
    if (memberIds.length > size) {
      const batches = Array.from({ length: Math.ceil(memberIds.length / size) }, (_, at) =>
        byIds(caller, memberIds.slice(at * size, (at + 1) * size), options),
      );
      const read = await Promise.all(batches);
      return {
        items: read.flatMap(({ items }) => items),
        unreadable: read.reduce((sum, { unreadable }) => sum + unreadable, 0),
      };
    }
    try {
      return await readBatch(caller, memberIds, options);
    } catch (error) {
      const tooMany = error instanceof UpstreamError && error.status === 400;
      if (!tooMany || memberIds.length <= certainBatch) throw error;
      largestBatch = Math.min(largestBatch, Math.ceil(memberIds.length / 2));
      return await byIds(caller, memberIds, options);
    }
  }
  return byIds;
}

/** Member searches within the caller's organization. */
export function membersOf(transport: Transport) {
  const search = searchOf(transport, memberSearchSchema);
  return {
    byIds: byIdsOf(transport),
    /** The member of the caller's organization with this email address; null if no one has it. */
    async byEmail(caller: Caller, email: string, options: CallOptions = {}) {
      const operands = [{ filter_name: 'member_emails', filter_value: [email] }, everyStatus];
      const answer = await search('members.byEmail', caller, operands, { limit: 10 }, options);
      const found = answer.members.items.filter(
        ({ organizationId }) => organizationId === caller.organizationId,
      );
      if (found.length === 0 && answer.members.unreadable > 0) {
        throw new UpstreamError('invalid', 'members.byEmail', { status: 200 });
      }
      // A deleted member keeps their address, which someone else may have by then.
      return found.find(({ status }) => status !== 'deleted') ?? found[0] ?? null;
    },
    organizationOf: organizationOfIn(transport),
    inDetail: inDetailOf(transport),
    /** Number of members in the organization, without deleted ones; null if totals are off. */
    async count(caller: Caller, options: CallOptions = {}): Promise<number | null> {
      const answer = await search('members.count', caller, [], { limit: 1 }, options);
      const { total } = answer.results_metadata;
      return total < 0 ? null : total;
    },
  };
}
