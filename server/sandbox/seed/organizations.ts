import type { Member, Organization } from '../model.ts';
import { createRandom, stableUuid } from '../random.ts';
import type { SeedApp } from './apps.ts';
import { person } from './people.ts';
import type { OrganizationPlan } from './plans.ts';

export function buildOrganization(plan: OrganizationPlan, apps: readonly SeedApp[]): Organization {
  const thirdPartyIds = apps
    .slice(0, plan.apps)
    .filter(({ clientType }) => clientType.startsWith('third_party'))
    .map(({ clientId }) => clientId);
  return {
    organizationId: `organization-test-${stableUuid(`organization ${plan.slug}`)}`,
    name: plan.name,
    slug: plan.slug,
    externalId: plan.slug === 'globex' ? 'crm|globex.0042' : null,
    domain: plan.domain,
    authMethods: { type: 'ALL_ALLOWED', allowed: [] },
    firstParty: { type: 'ALL_ALLOWED', allowed: [] },
    // All but the last third-party app stay allowed, so that one shows as restricted.
    thirdParty: {
      type: plan.thirdParty,
      allowed: plan.thirdParty === 'RESTRICTED' ? thirdPartyIds.slice(0, -1) : [],
    },
    customRoles: plan.customRoles ?? [],
  };
}

function statusAt(index: number): Member['status'] {
  if (index % 17 === 16) return 'pending';
  return index % 41 === 40 ? 'invited' : 'active';
}

/** All members of an organization: accounts first, then generated people, then deleted ones. */
export function buildMembers(plan: OrganizationPlan, organization: Organization): Member[] {
  const random = createRandom(`members ${plan.slug}`);
  const used = new Set<string>();
  const member = (seed: string, fields: Pick<Member, 'name' | 'email' | 'status'>): Member => {
    used.add(fields.email);
    return {
      memberId: `member-test-${stableUuid(`member ${plan.slug} ${seed}`)}`,
      organizationId: organization.organizationId,
      externalId: null,
      roles: [],
      mfaMethods: [],
      isBreakglass: false,
      ...fields,
    };
  };
  const members = plan.accounts.slice(0, plan.members).map((account) => ({
    ...member(account.email, { name: account.name, email: account.email, status: 'active' }),
    roles: account.role === 'stytch_member' ? [] : [account.role],
    mfaMethods: account.mfa ?? [],
    ssoRoles: account.ssoRoles ?? [],
    externalId: account.email === 'amara.okafor@acme-robotics.example' ? 'hr|1001' : null,
  }));
  const deleted = plan.members > 10 && plan.members < 100_000 ? 2 : 0;
  for (let index = members.length; index < plan.members + deleted; index += 1) {
    const { name, local } = person(random, index - plan.accounts.length);
    const free = `${local}@${plan.domain}`;
    const email = used.has(free) ? `${local}${index}@${plan.domain}` : free;
    const status = index < plan.members ? statusAt(index) : 'deleted';
    members.push({
      ...member(String(index), { name, email, status }),
      roles: index === plan.accounts.length ? [plan.firstMemberRole ?? []].flat() : [],
      ssoRoles: [],
      externalId: null,
    });
  }
  return members;
}
