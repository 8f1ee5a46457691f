import { z } from 'zod';
import { authorize, effectiveRoles } from '../authority.ts';
import { memberOf, param, parseBody, type Context, type Operation } from '../context.ts';
import type { Member } from '../model.ts';
import { memberBody, organizationBody, phoneOf } from '../present.ts';
import { ok, StytchFailure } from '../reply.ts';
import { filterValues, matcher, page, searchSchema, type Operand } from '../search.ts';
import type { Tenant } from '../state.ts';

/** GET /v1/b2b/organizations/{organization_id}/member?member_id=…|email_address=…. */
export const getMember: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  const memberId = context.query.get('member_id');
  const email = context.query.get('email_address')?.toLowerCase();
  if (memberId === null && email === undefined) {
    throw new StytchFailure(400, 'invalid_member_get_fields', 'Give member_id or email_address.');
  }
  const member =
    memberId === null
      ? [...tenant.members.values()].find((known) => known.email === email)
      : memberOf(tenant, memberId);
  if (member === undefined || member.status === 'deleted') {
    throw new StytchFailure(404, 'member_not_found', 'Member could not be found.');
  }
  return ok({
    member_id: member.memberId,
    member: memberBody(member),
    organization: organizationBody(tenant.organization),
  });
};

/**
 * GET /v1/b2b/organizations/members/dangerously_get/{member_id}?include_deleted=: searches every
 * organization.
 */
export const dangerouslyGetMember: Operation = (context) => {
  const memberId = param(context, 'member_id');
  const tenant = context.state
    .organizations()
    .map(({ organizationId }) => context.state.tenant(organizationId))
    .find(({ members }) => members.has(memberId));
  const member = tenant?.members.get(memberId);
  const isGone = member?.status === 'deleted' && context.query.get('include_deleted') !== 'true';
  if (tenant === undefined || member === undefined || isGone) {
    throw new StytchFailure(404, 'member_not_found', 'Member could not be found.');
  }
  return ok({
    member_id: member.memberId,
    member: memberBody(member),
    organization: organizationBody(tenant.organization),
  });
};

const values = filterValues('member');
const statusSchema = z.array(z.enum(['active', 'pending', 'invited', 'deleted']));
const isInternal = (id: string) => /^member-(test|live)-/.test(id);

/** Stytch does not document how many ids one search accepts; a page cannot hold more than this. */
const maxIds = 1000;

function wantedIds(operand: Operand): Set<string> {
  const ids = values.strings(operand);
  if (ids.length > maxIds) {
    throw new StytchFailure(400, 'bad_request', `At most ${maxIds} member_ids.`);
  }
  if (ids.some(isInternal) && !ids.every(isInternal)) {
    throw new StytchFailure(
      400,
      'member_search_cannot_mix_internal_and_external_member_ids',
      'Give either member ids or external ids.',
    );
  }
  return new Set(ids);
}

function wantedStatuses(operand: Operand): Set<string> {
  const parsed = statusSchema.safeParse(values.strings(operand));
  if (parsed.success) return new Set(parsed.data);
  throw new StytchFailure(400, 'search_invalid_status_filter', 'There is no such status.');
}

/** One search operand as a predicate on members. */
function memberTest(operand: Operand): (member: Member) => boolean {
  switch (operand.filter_name) {
    case 'member_ids': {
      const wanted = wantedIds(operand);
      return ({ memberId, externalId }) =>
        wanted.has(memberId) || (externalId !== null && wanted.has(externalId));
    }
    case 'member_emails': {
      const wanted = new Set(values.strings(operand));
      return ({ email }) => wanted.has(email);
    }
    case 'member_email_fuzzy': {
      const part = values.part(operand);
      return ({ email }) => email.includes(part);
    }
    case 'member_is_breakglass': {
      const wanted = values.flag(operand);
      return ({ isBreakglass }) => isBreakglass === wanted;
    }
    case 'member_password_exists': {
      const wanted = values.flag(operand);
      return () => !wanted;
    }
    case 'member_roles': {
      const wanted = values.strings(operand);
      return (member) => effectiveRoles(member).some((role) => wanted.includes(role));
    }
    case 'statuses': {
      const wanted = wantedStatuses(operand);
      return ({ status }) => wanted.has(status);
    }
    // The Node package says `member_phone_…`, the browser package and the error types `member_mfa_phone_…`.
    case 'member_phone_numbers':
    case 'member_mfa_phone_numbers': {
      const wanted = values.strings(operand);
      return (member) => wanted.includes(phoneOf(member));
    }
    case 'member_phone_number_fuzzy':
    case 'member_mfa_phone_number_fuzzy': {
      const part = values.part(operand);
      return (member) => phoneOf(member).includes(part);
    }
    default:
      throw values.unknown();
  }
}

type Query = z.output<typeof searchSchema>['query'];

/** Members to search: only those with the wanted ids if nothing else can match, otherwise everyone. */
function candidates(tenant: Tenant, query: Query): Iterable<Member> {
  const byId = query?.operands.find(({ filter_name }) => filter_name === 'member_ids');
  if (byId === undefined || query?.operator === 'OR') return tenant.members.values();
  const wanted = [...wantedIds(byId)];
  if (!wanted.every(isInternal)) return tenant.members.values();
  return wanted.flatMap((id) => tenant.members.get(id) ?? []);
}

function searchedTenants(context: Context, ids: readonly string[] | null | undefined): Tenant[] {
  if (ids === null || ids === undefined || ids.length === 0) {
    throw new StytchFailure(
      400,
      'member_search_organization_ids_empty',
      'Give at least one organization.',
    );
  }
  const tenants = new Set(ids.map((id) => context.state.tenant(id)));
  for (const tenant of tenants) authorize(context, tenant, 'search');
  return [...tenants];
}

const memberSearchSchema = searchSchema.extend({
  organization_ids: z.array(z.string()).nullish(),
});

/** POST /v1/b2b/organizations/members/search: finds deleted members only if `statuses` asks for them. */
export const searchMembers: Operation = (context) => {
  const search = parseBody(context, memberSearchSchema);
  const tenants = searchedTenants(context, search.organization_ids);
  const meets = matcher(search.query, memberTest);
  const withDeleted = (search.query?.operands ?? []).some(
    ({ filter_name }) => filter_name === 'statuses',
  );
  const found = tenants
    .flatMap((tenant) => [...candidates(tenant, search.query)])
    .filter((member) => (withDeleted || member.status !== 'deleted') && meets(member));
  const { items, results_metadata } = page(found, search);
  return ok({
    members: items.map(memberBody),
    results_metadata,
    // Only the organizations of found members, not all that were searched.
    organizations: Object.fromEntries(
      tenants
        .map(({ organization }) => organization)
        .filter(({ organizationId }) => items.some((one) => one.organizationId === organizationId))
        .map((organization) => [organization.organizationId, organizationBody(organization)]),
    ),
  });
};
