import type { AllowedType, Grants, Member, Organization, Role } from '../model.ts';
import { createRandom, stableUuid, type Random } from '../random.ts';
import type { SeedApp } from './apps.ts';
import { person } from './people.ts';
import { customScopeNames, oidcScopes } from './scopes.ts';

/** A person who can sign in, for tests and for trying out. */
export interface Account {
  email: string;
  name: string;
  role: string;
  note: string;
  mfa?: boolean;
}

/** What an organization is made from. */
export interface OrganizationPlan {
  name: string;
  slug: string;
  domain: string;
  /** Members that are not deleted, the accounts among them. */
  members: number;
  /** How many of the project's apps, in order, hold grants here. */
  apps: number;
  accounts: Account[];
  thirdParty: AllowedType;
  customRoles?: Role[];
  /** The first app is used by everybody instead of by 29 in 38. */
  firstAppForAll?: boolean;
}

const consultant: Account = {
  email: 'priya.raghunathan@consulting.example',
  name: 'Priya Raghunathan',
  role: 'stytch_admin',
  note: 'admin of three organizations',
};

export const plans: readonly OrganizationPlan[] = [
  {
    name: 'Acme Robotics',
    slug: 'acme-robotics',
    domain: 'acme-robotics.example',
    members: 38,
    apps: 12,
    thirdParty: 'ALL_ALLOWED',
    accounts: [
      {
        email: 'amara.okafor@acme-robotics.example',
        name: 'Amara Okafor',
        role: 'stytch_admin',
        note: 'admin of 38 members, 12 apps',
      },
      {
        email: 'tomasz.nowak@acme-robotics.example',
        name: 'Tomasz Nowak',
        role: 'stytch_member',
        note: 'plain member: may not see the organization',
      },
      {
        email: 'noor.haddad@acme-robotics.example',
        name: 'Noor Haddad',
        role: 'consent_reader',
        note: 'sees apps, may not read names',
      },
      consultant,
    ],
  },
  {
    name: 'Globex',
    slug: 'globex',
    domain: 'globex.example',
    members: 1204,
    apps: 64,
    thirdParty: 'RESTRICTED',
    accounts: [
      {
        email: 'dolores.reyes@globex.example',
        name: 'Dolores Reyes',
        role: 'stytch_admin',
        note: 'admin of 1,204 members, 64 apps',
      },
      {
        email: 'yuki.tanaka@globex.example',
        name: 'Yuki Tanaka',
        role: 'stytch_admin',
        note: 'has a second factor',
        mfa: true,
      },
      consultant,
    ],
  },
  {
    name: 'Initech Global',
    slug: 'initech-global',
    domain: 'initech-global.example',
    members: 100_000,
    apps: 9,
    thirdParty: 'RESTRICTED',
    firstAppForAll: true,
    accounts: [
      {
        email: 'ines.laurent@initech-global.example',
        name: 'Inès Laurent',
        role: 'stytch_admin',
        note: 'admin of 100,000 members, 9 apps',
      },
      consultant,
    ],
  },
  {
    name: 'Hooli',
    slug: 'hooli',
    domain: 'hooli.example',
    members: 1,
    apps: 0,
    thirdParty: 'NOT_ALLOWED',
    accounts: [
      {
        email: 'gavin.belson@hooli.example',
        name: 'Gavin Belson',
        role: 'stytch_admin',
        note: 'alone, no apps',
      },
    ],
  },
  {
    name: 'Northwind Support',
    slug: 'northwind-support',
    domain: 'northwind-support.example',
    members: 6,
    apps: 0,
    thirdParty: 'ALL_ALLOWED',
    customRoles: [
      {
        role_id: 'support_inspector',
        description: 'Looks into the grants of customers.',
        permissions: [{ resource_id: 'grantscope.support', actions: ['inspect'] }],
      },
    ],
    accounts: [
      {
        email: 'sam.rivera@northwind-support.example',
        name: 'Sam Rivera',
        role: 'support_inspector',
        note: 'support staff',
      },
    ],
  },
];

/** The organization's own record. */
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
      mfaEnrolled: false,
      isBreakglass: false,
      ...fields,
    };
  };
  const members = plan.accounts.slice(0, plan.members).map((account) => ({
    ...member(account.email, { name: account.name, email: account.email, status: 'active' }),
    roles: account.role === 'stytch_member' ? [] : [account.role],
    mfaEnrolled: account.mfa === true,
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
      roles: [],
      mfaEnrolled: false,
      externalId: null,
    });
  }
  return members;
}

/** Every distinct set of scopes that members grant to one app: from nearly all to two or three. */
function scopeSets(app: SeedApp, random: Random): (readonly string[])[] {
  const sets = [app.scopes];
  for (let variant = 0; variant < 9; variant += 1) {
    sets.push(app.scopes.filter((_, position) => position < 2 || random.below(10) > variant));
  }
  return sets;
}

/** Who granted what, for all apps of an organization. */
export function buildGrants(
  plan: OrganizationPlan,
  apps: readonly SeedApp[],
  members: readonly Member[],
): Grants {
  const grants: Grants = new Map();
  apps.slice(0, plan.apps).forEach((app, appIndex) => {
    const random = createRandom(`grants ${plan.slug} ${appIndex}`);
    const sets = scopeSets(app, random);
    const share = appIndex === 0 ? 0.77 : 0.05 + random.next() * 0.5;
    const holders = new Map<string, readonly string[]>();
    const everybody = appIndex === 0 && plan.firstAppForAll === true;
    const wanted = Math.max(1, Math.round(plan.members * share));
    members.forEach((member, index) => {
      const live = member.status !== 'deleted';
      // A permutation of the members that differs per app, so that views of two apps differ.
      const place = everybody ? 0 : (index * 7 + appIndex * 11) % plan.members;
      if (live ? everybody || place < wanted : appIndex < 3 && index % 2 === appIndex % 2) {
        holders.set(member.memberId, sets[random.below(sets.length)] ?? app.scopes);
      }
    });
    if (plan.slug === 'acme-robotics' && appIndex === 0) addOddGrants(holders, members);
    grants.set(app.clientId, holders);
  });
  return grants;
}

/** One member with forty scopes, and one id that belongs to nobody. */
function addOddGrants(holders: Map<string, readonly string[]>, members: readonly Member[]): void {
  const heavy = members.find(({ memberId }) => holders.has(memberId));
  const every = [...oidcScopes, 'full_access', ...customScopeNames].slice(0, 40);
  if (heavy !== undefined) holders.set(heavy.memberId, every);
  holders.set(`member-test-${stableUuid('nobody')}`, ['openid', 'offline_access']);
}
