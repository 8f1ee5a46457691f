import { randomBytes } from 'node:crypto';
import { StytchFailure } from './reply.ts';
import type { Grants, IntermediateSession, Member, Organization, Session } from './model.ts';
import { seedApps, type SeedApp } from './seed/apps.ts';
import { buildGrants } from './seed/grants.ts';
import { buildMembers, buildOrganization } from './seed/organizations.ts';
import { plans, type OrganizationPlan } from './seed/plans.ts';
import { customScopeNames } from './seed/scopes.ts';

/** One organization with its people and grants, built at first use. */
export interface Tenant {
  organization: Organization;
  members: Map<string, Member>;
  /** Built at first use, because sign-in does not need them. Code that replaces them must clear `answers`. */
  grants: Grants;
  /** Serialised responses of connected app reads; cleared by every change. */
  answers: Map<string, string>;
}

/** Behaviour that Stytch does not document; README.md explains each switch. */
interface Switches {
  policyUninstalls: 'never' | 'at-once';
  organizationReads: 'none' | 'member' | 'organization';
}

const defaultSwitches: Readonly<Switches> = {
  policyUninstalls: 'never',
  organizationReads: 'member',
};

/** The sandbox's state; one per process, recreated by a reset. */
export interface State {
  apps: Map<string, SeedApp>;
  sessions: Map<string, Session>;
  intermediateSessions: Map<string, IntermediateSession>;
  /** When each unused code was sent, by email address. Only for addresses that were sent a code. */
  sentCodes: Map<string, number[]>;
  /** The sandbox's behaviour where Stytch documents none. */
  switches: Switches;
  organizations(): Organization[];
  /** By id, slug or external id. Throws 404 `organization_not_found`. */
  tenant(reference: string): Tenant;
  /** Organizations that may have a member with the email address; the others need not be built. */
  tenantsFor(email: string): Tenant[];
  /** Changes an organization's number of members and discards its data. Throws 404 for an unknown slug. */
  resize(slug: string, members: number): void;
  reset(): void;
}

/** People of this domain are members of several organizations. */
const sharedDomain = '@consulting.example';

/** An opaque token of 44 URL-safe characters. */
export function opaqueToken(): string {
  return randomBytes(33).toString('base64url');
}

function buildTenant(
  plan: OrganizationPlan,
  organization: Organization,
  apps: readonly SeedApp[],
): Tenant {
  const members = buildMembers(plan, organization);
  let grants: Grants | null = null;
  return {
    organization,
    members: new Map(members.map((member) => [member.memberId, member])),
    get grants() {
      grants ??= buildGrants(plan, apps, members);
      return grants;
    },
    set grants(others) {
      grants = others;
    },
    answers: new Map(),
  };
}

function organizationNotFound(): StytchFailure {
  return new StytchFailure(404, 'organization_not_found', 'Organization could not be found.');
}

/** The seeded state. */
export function createState(): State {
  const seeded = seedApps(64, customScopeNames);
  const apps = new Map(seeded.map((app) => [app.clientId, app]));
  const sizes = new Map<string, number>();
  const tenants = new Map<string, Tenant>();
  const sessions = new Map<string, Session>();
  const intermediateSessions = new Map<string, IntermediateSession>();
  const sentCodes = new Map<string, number[]>();
  const switches = { ...defaultSwitches };
  const seedOrganizations = () => plans.map((plan) => buildOrganization(plan, seeded));
  let organizations = seedOrganizations();

  const tenant = (reference: string): Tenant => {
    const index = organizations.findIndex(
      ({ organizationId, slug, externalId }) =>
        reference === organizationId || reference === slug || reference === externalId,
    );
    const plan = plans[index];
    const organization = organizations[index];
    if (plan === undefined || organization === undefined) throw organizationNotFound();
    const known = tenants.get(plan.slug);
    if (known !== undefined) return known;
    const members = sizes.get(plan.slug) ?? plan.members;
    const built = buildTenant({ ...plan, members }, organization, seeded);
    tenants.set(plan.slug, built);
    return built;
  };

  return {
    apps,
    sessions,
    intermediateSessions,
    sentCodes,
    switches,
    organizations: () => organizations,
    tenant,
    tenantsFor: (email) =>
      organizations
        .filter(({ domain }) => email.endsWith(sharedDomain) || email.endsWith(`@${domain}`))
        .map(({ organizationId }) => tenant(organizationId)),
    resize(slug, members) {
      if (!plans.some((plan) => plan.slug === slug)) throw organizationNotFound();
      sizes.set(slug, members);
      tenants.delete(slug);
    },
    reset() {
      apps.clear();
      for (const app of seeded) apps.set(app.clientId, app);
      sizes.clear();
      tenants.clear();
      sessions.clear();
      sentCodes.clear();
      Object.assign(switches, defaultSwitches);
      organizations = seedOrganizations();
      intermediateSessions.clear();
    },
  };
}
