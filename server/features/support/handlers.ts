import type { Customer } from '#contract/support.ts';
import type { SupportCase } from '#contract/support-case.ts';
import type { SupportCases } from '../../audit/cases.ts';
import { AppError } from '../../errors.ts';
import type { OrganizationFacts } from '../../live/facts.ts';
import type { Directory } from '../../live/directory.ts';
import type { Handlers, MemberCall, Viewer } from '../../http/handler.ts';
import { createLimiter } from '../../http/limits.ts';
import type { StytchReader } from '../../stytch/client.ts';
import { isNotFound } from '../../stytch/errors.ts';
import { isStytchId } from '../../stytch/ids.ts';
import { staffOf } from './enter-case.ts';
import { createFinder, type Sought } from './find.ts';

type SupportHandlers = Pick<
  Handlers,
  | 'desk'
  | 'findCustomers'
  | 'openCase'
  | 'caseState'
  | 'extendCase'
  | 'endCase'
  | 'findMember'
  | 'revealEmail'
>;

interface Deps {
  stytch: StytchReader;
  cases: SupportCases;
  facts: OrganizationFacts;
  directory: Directory;
  organizationsWith: (appId: string, limit: number) => Promise<string[]>;
  publicOrigin: string;
}

/** Email addresses that one member of support may reveal within an hour. */
const maxRevealed = 60;
/** Members whom they may look up by address within an hour: addresses could be tried out. */
const maxFound = 60;

/** The case that the call is made under. Only routes with a case call it. */
function visitOf({ support }: Viewer) {
  if (support === null) throw new Error('a call of support without its case');
  return support;
}

async function presentFound(
  { organizations, page }: Sought,
  viewer: Viewer,
  cases: SupportCases,
): Promise<Customer[]> {
  const own = await cases.ofStaff(staffOf(viewer));
  const live = new Set(
    own.filter((known) => cases.isLive(known)).map(({ organization }) => organization.id),
  );
  return organizations
    .filter(({ organizationId }) => organizationId !== viewer.organizationId)
    .map(({ organizationId: id, name, slug }) => ({
      id,
      name,
      slug,
      page,
      hasCase: live.has(id),
    }));
}

/**
 * Names the organization of a case that has just been opened. It is asked for only now, as whatever
 * is read of a customer; a case for one that does not exist ends at once.
 */
async function nameCase(
  { cases, facts }: Deps,
  opened: SupportCase,
  call: MemberCall<unknown>,
): Promise<SupportCase> {
  try {
    const { name } = await facts.organization(opened.organization.id);
    return await cases.name(opened, name);
  } catch (error) {
    if (isNotFound(error)) await cases.end(staffOf(call.viewer), opened, call.from);
    throw error;
  }
}

/** Reveals one address of the organization at a time. */
function createRevealEmail(directory: Directory): Handlers['revealEmail'] {
  const limit = createLimiter(maxRevealed, 3600);
  return async ({ viewer, body, signal }) => {
    await limit(viewer.memberId);
    if (!isStytchId('member', body.member)) throw new AppError('not-found');
    const { items, unreadable } = await directory.lookUp(viewer, [body.member], signal);
    const [member] = items;
    if (member === undefined) throw new AppError(unreadable > 0 ? 'upstream-invalid' : 'not-found');
    return { email: member.email };
  };
}

/** Makes the handlers of the desk. What they tell of a customer's members takes a case. */
export function createSupportHandlers(deps: Deps): SupportHandlers {
  const { stytch, cases, directory } = deps;
  const find = createFinder(deps);
  const limitFinds = createLimiter(maxFound, 3600);

  async function changed(call: MemberCall<unknown>, how: 'extend' | 'end') {
    const { supportCase, staff } = visitOf(call.viewer);
    const after = await cases[how](staff, supportCase, call.from);
    // It ended between the gate and here.
    if (after === null) throw new AppError('case-ended');
    return { case: after, isLive: cases.isLive(after) };
  }

  return {
    async desk({ viewer }) {
      const staff = staffOf(viewer);
      const [own, budget] = await Promise.all([cases.ofStaff(staff), cases.budget(staff)]);
      return { cases: own, budget };
    },

    async findCustomers({ viewer, body, signal }) {
      const sought = await find(body.text, signal);
      const { kind, unreadable = 0, isCut, page } = sought;
      const customers = await presentFound(sought, viewer, cases);
      const isOwnLeftOut = customers.length < sought.organizations.length;
      return { kind, customers, unreadable, isCut, isOwnLeftOut, page };
    },

    async openCase(call) {
      const { viewer, body, signal } = call;
      const { organization: id, reason, ticket, email } = body;
      // In their own organization they may no more than their roles there allow.
      const isCustomer = isStytchId('organization', id) && id !== viewer.organizationId;
      if (!isCustomer) throw new AppError('not-found');
      const opened = await cases.open(staffOf(viewer), { id, reason, ticket }, call.from);
      const named = await nameCase(deps, opened, call);
      if (email === null) return { case: named, memberId: null };
      const caller = { organizationId: id, sessionToken: null };
      const member = await stytch.members.byEmail(caller, email, { signal });
      return { case: named, memberId: member?.memberId ?? null };
    },

    async caseState({ viewer, params }) {
      const organizationId = params['organization'] ?? '';
      const last = isStytchId('organization', organizationId)
        ? await cases.latest(staffOf(viewer), organizationId)
        : null;
      return { case: last, isLive: last !== null && cases.isLive(last) };
    },

    extendCase: (call) => changed(call, 'extend'),
    endCase: (call) => changed(call, 'end'),

    async findMember({ viewer, body, signal }) {
      await limitFinds(viewer.memberId);
      const member = await stytch.members.byEmail(viewer, body.email, { signal });
      return { memberId: member?.memberId ?? null };
    },

    revealEmail: createRevealEmail(directory),
  };
}
