import type { z } from 'zod';
import { UpstreamError } from './errors.ts';
import type { CallOptions, Transport } from './transport.ts';
import type { Caller, Member, MemberInDetail } from './types.ts';
import {
  memberInDetailAnswerSchema,
  memberPlaceSchema,
  memberSearchSchema,
} from './member-wire.ts';

/** Stytch's default page: a batch of this size is taken for certain to be accepted. */
const certainBatch = 100;

type SearchOperand = { filter_name: string; filter_value: unknown };

/** Stytch's largest page. */
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
   * The id of the organization that a member belongs to, and nothing else of them. It looks through
   * all organizations of the project: for support, which opens a case there before it sees more.
   */
  return async (memberId: string, options: CallOptions = {}): Promise<string> => {
    const { member } = await call({
      ...options,
      name: 'members.organizationOf',
      method: 'GET',
      template: '/v1/b2b/organizations/members/dangerously_get/{member_id}',
      ids: { member_id: memberId },
      query: { include_deleted: 'true' },
      schema: memberPlaceSchema,
    });
    return member.organization_id;
  };
}

function inDetailOf(transport: Transport) {
  const search = searchOf(transport, memberInDetailAnswerSchema);
  /** One member of the caller's organization, of any status, with their lock; null for nobody. */
  return async (
    caller: Caller,
    memberId: string,
    options: CallOptions = {},
  ): Promise<MemberInDetail | null> => {
    const operands = [{ filter_name: 'member_ids', filter_value: [memberId] }, everyStatus];
    const { members } = await search('members.inDetail', caller, operands, { limit: 1 }, options);
    const { organizationId } = caller;
    return members.find((member) => member.organizationId === organizationId) ?? null;
  };
}

/** Members of the caller's organization, by search. */
export function membersOf(transport: Transport) {
  const search = searchOf(transport, memberSearchSchema);
  let largestBatch = largestPage;

  /** One batch, to its last page. */
  async function readBatch(caller: Caller, memberIds: readonly string[], options: CallOptions) {
    const operands = [{ filter_name: 'member_ids', filter_value: memberIds }, everyStatus];
    const found: Member[] = [];
    let cursor: string | undefined;
    do {
      const page = { limit: memberIds.length, ...(cursor === undefined ? {} : { cursor }) };
      const answer = await search('members.byIds', caller, operands, page, options);
      found.push(...answer.members);
      cursor = answer.results_metadata.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return found.filter(({ organizationId }) => organizationId === caller.organizationId);
  }

  /**
   * Members of the caller's organization with these ids, of every status, in no particular order;
   * unknown ids are left out. How many ids one search takes is documented nowhere: a batch that is
   * refused is halved, down to the default page, and what was accepted is remembered.
   */
  async function byIds(
    caller: Caller,
    memberIds: readonly string[],
    options: CallOptions = {},
  ): Promise<Member[]> {
    const size = largestBatch;
    if (memberIds.length > size) {
      const batches = Array.from({ length: Math.ceil(memberIds.length / size) }, (_, at) =>
        byIds(caller, memberIds.slice(at * size, (at + 1) * size), options),
      );
      return (await Promise.all(batches)).flat();
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

  return {
    byIds,
    /** The member of the caller's organization with this e-mail address; null for none. */
    async byEmail(caller: Caller, email: string, options: CallOptions = {}) {
      const operands = [{ filter_name: 'member_emails', filter_value: [email] }, everyStatus];
      const answer = await search('members.byEmail', caller, operands, { limit: 10 }, options);
      const found = answer.members.filter(
        ({ organizationId }) => organizationId === caller.organizationId,
      );
      // A deleted member keeps their address, which another may have by now.
      return found.find(({ status }) => status !== 'deleted') ?? found[0] ?? null;
    },
    organizationOf: organizationOfIn(transport),
    inDetail: inDetailOf(transport),
    /** How many members the organization has, deleted ones left out; null where totals are off. */
    async count(caller: Caller, options: CallOptions = {}): Promise<number | null> {
      const answer = await search('members.count', caller, [], { limit: 1 }, options);
      const total = answer.results_metadata.total ?? -1;
      return total < 0 ? null : total;
    },
  };
}
