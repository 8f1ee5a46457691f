import { z } from 'zod';
import { authorize, memberOf, param, parseBody, type Context, type Operation } from '../context.ts';
import type { Member, MemberStatus } from '../model.ts';
import { memberBody, organizationBody } from '../present.ts';
import { ok, StytchFailure } from '../reply.ts';
import type { Tenant } from '../state.ts';

/** GET /v1/b2b/organizations/{organization_id}. */
export const getOrganization: Operation = (context) => {
  const { organization } = context.state.tenant(param(context, 'organization_id'));
  return ok({ organization: organizationBody(organization) });
};

const operandSchema = z.object({ filter_name: z.string(), filter_value: z.unknown() });
const searchSchema = z.object({
  organization_ids: z.array(z.string()).nullish(),
  cursor: z.string().nullish(),
  limit: z.int().min(1).max(1000).nullish(),
  query: z.object({ operator: z.enum(['AND', 'OR']), operands: z.array(operandSchema) }).nullish(),
});

const strings = z.array(z.string());
const fuzzy = z.string().min(3);

function value<T extends z.ZodType>(schema: T, operand: z.output<typeof operandSchema>) {
  const parsed = schema.safeParse(operand.filter_value);
  if (parsed.success) return parsed.data;
  throw new StytchFailure(400, 'bad_request', `The value of ${operand.filter_name} is not valid.`);
}

function page<T>(items: readonly T[], cursor: string | null | undefined, limit: number) {
  const from = Number(cursor ?? 0);
  return {
    items: items.slice(from, from + limit),
    results_metadata: {
      total: items.length,
      next_cursor: from + limit < items.length ? String(from + limit) : null,
    },
  };
}

/** POST /v1/b2b/organizations/search: by ids, slugs and a part of the name. */
export const searchOrganizations: Operation = (context) => {
  const { cursor, limit, query } = parseBody(context, searchSchema);
  const all = context.state.organizations().filter((organization) =>
    (query?.operands ?? []).every((operand) => {
      switch (operand.filter_name) {
        case 'organization_ids':
          return value(strings, operand).includes(organization.organizationId);
        case 'organization_slugs':
          return value(strings, operand).includes(organization.slug);
        case 'organization_name_fuzzy':
          return organization.name.toLowerCase().includes(value(fuzzy, operand).toLowerCase());
        case 'organization_slug_fuzzy':
          return organization.slug.includes(value(fuzzy, operand).toLowerCase());
        case 'member_emails': {
          const wanted = value(strings, operand);
          const { members } = context.state.tenant(organization.organizationId);
          return [...members.values()].some(({ email }) => wanted.includes(email));
        }
        default:
          throw new StytchFailure(
            400,
            'organization_search_filter_name_not_recognized',
            'The filter name is not recognized.',
          );
      }
    }),
  );
  const { items, results_metadata } = page(all, cursor, limit ?? 100);
  return ok({ organizations: items.map(organizationBody), results_metadata });
};

/** GET /v1/b2b/organizations/{organization_id}/member?member_id=…|email_address=…. */
export const getMember: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  const memberId = context.query.get('member_id');
  const email = context.query.get('email_address');
  if (memberId === null && email === null) {
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

/** One search operand as a test of a member. */
function memberTest(operand: z.output<typeof operandSchema>): (member: Member) => boolean {
  switch (operand.filter_name) {
    case 'member_ids': {
      const wanted = new Set(value(strings.max(1000), operand));
      return ({ memberId, externalId }) =>
        wanted.has(memberId) || (externalId !== null && wanted.has(externalId));
    }
    case 'member_emails': {
      const wanted = new Set(value(strings, operand));
      return ({ email }) => wanted.has(email);
    }
    case 'member_email_fuzzy': {
      const part = value(fuzzy, operand).toLowerCase();
      return ({ email }) => email.toLowerCase().includes(part);
    }
    case 'member_is_breakglass': {
      const wanted = value(z.boolean(), operand);
      return ({ isBreakglass }) => isBreakglass === wanted;
    }
    case 'member_roles': {
      const wanted = value(strings, operand);
      return ({ roles }) => wanted.some((role) => roles.includes(role));
    }
    case 'statuses': {
      const wanted = new Set<MemberStatus>(
        value(z.array(z.enum(['active', 'pending', 'invited', 'deleted'])), operand),
      );
      return ({ status }) => wanted.has(status);
    }
    default:
      throw new StytchFailure(
        400,
        'member_search_filter_name_not_recognized',
        'The filter name is not recognized.',
      );
  }
}

/** Members that a search may return: those with the asked ids directly, or all of the tenant. */
function candidates(tenant: Tenant, operands: z.output<typeof operandSchema>[]): Member[] {
  const byId = operands.find(({ filter_name }) => filter_name === 'member_ids');
  if (byId === undefined) return [...tenant.members.values()];
  const wanted = value(strings.max(1000), byId);
  const direct = wanted.flatMap((id) => tenant.members.get(id) ?? []);
  return direct.length === wanted.length ? direct : [...tenant.members.values()];
}

function searchedTenants(context: Context, ids: readonly string[] | null | undefined): Tenant[] {
  if (ids === null || ids === undefined || ids.length === 0) {
    throw new StytchFailure(400, 'bad_request', 'organization_ids must not be empty.');
  }
  return ids.map((id) => {
    const tenant = context.state.tenant(id);
    authorize(context, tenant, 'search');
    return tenant;
  });
}

/** POST /v1/b2b/organizations/members/search. */
export const searchMembers: Operation = (context) => {
  const { organization_ids, cursor, limit, query } = parseBody(context, searchSchema);
  const tenants = searchedTenants(context, organization_ids);
  const operands = query?.operands ?? [];
  const tests = operands.map(memberTest);
  const anyStatus = operands.some(({ filter_name }) => filter_name === 'statuses');
  const all = tenants
    .flatMap((tenant) => candidates(tenant, operands))
    .filter((member) => anyStatus || member.status !== 'deleted')
    .filter((member) =>
      query?.operator === 'OR'
        ? tests.some((test) => test(member))
        : tests.every((test) => test(member)),
    );
  const { items, results_metadata } = page(all, cursor, limit ?? 100);
  return ok({
    members: items.map(memberBody),
    results_metadata,
    organizations: Object.fromEntries(
      tenants.map(({ organization }) => [
        organization.organizationId,
        organizationBody(organization),
      ]),
    ),
  });
};
