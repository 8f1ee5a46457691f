import { param, parseBody, type Operation } from '../context.ts';
import type { Organization } from '../model.ts';
import { organizationBody } from '../present.ts';
import { ok } from '../reply.ts';
import { filterValues, matcher, page, searchSchema, type Operand } from '../search.ts';
import type { State } from '../state.ts';

/** GET /v1/b2b/organizations/{organization_id}. */
export const getOrganization: Operation = (context) => {
  const { organization } = context.state.tenant(param(context, 'organization_id'));
  return ok({ organization: organizationBody(organization) });
};

const values = filterValues('organization');

/** One search operand as a predicate on organizations. */
function organizationTest(state: State, operand: Operand): (organization: Organization) => boolean {
  const someMember = (meets: (email: string) => boolean) => (organization: Organization) =>
    [...state.tenant(organization.organizationId).members.values()].some(
      ({ email, status }) => status !== 'deleted' && meets(email),
    );
  switch (operand.filter_name) {
    case 'organization_ids': {
      const wanted = values.strings(operand);
      return ({ organizationId }) => wanted.includes(organizationId);
    }
    case 'organization_slugs': {
      const wanted = values.strings(operand);
      return ({ slug }) => wanted.includes(slug);
    }
    case 'organization_name_fuzzy': {
      const part = values.part(operand);
      return ({ name }) => name.toLowerCase().includes(part);
    }
    case 'organization_slug_fuzzy': {
      const part = values.part(operand);
      return ({ slug }) => slug.includes(part);
    }
    case 'member_emails': {
      const wanted = new Set(values.strings(operand));
      return someMember((email) => wanted.has(email));
    }
    case 'member_email_fuzzy': {
      const part = values.part(operand);
      return someMember((email) => email.includes(part));
    }
    case 'allowed_domains': {
      const wanted = values.strings(operand);
      return ({ domain }) => wanted.includes(domain);
    }
    case 'allowed_domain_fuzzy': {
      const part = values.part(operand);
      return ({ domain }) => domain.includes(part);
    }
    // No organization of the seed has claimed domains or SSO connections.
    case 'claimed_email_domains':
      values.strings(operand);
      return () => false;
    case 'has_active_sso_connection': {
      const wanted = values.flag(operand);
      return () => !wanted;
    }
    case 'sso_connection_id':
      values.text(operand);
      return () => false;
    default:
      throw values.unknown();
  }
}

/** POST /v1/b2b/organizations/search. */
export const searchOrganizations: Operation = (context) => {
  const search = parseBody(context, searchSchema);
  const { state } = context;
  const meets = matcher(search.query, (operand) => organizationTest(state, operand));
  const { items, results_metadata } = page(state.organizations().filter(meets), search);
  return ok({ organizations: items.map(organizationBody), results_metadata });
};
