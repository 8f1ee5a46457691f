import { LRUCache } from 'lru-cache';
import type { StytchReader } from '../stytch/client.ts';
import type { Caller, Entries, Organization, ProjectPolicy, Role } from '../stytch/types.ts';

/**
 * Facts about a project and its organizations that rarely change: policy, roles, settings and size.
 * Concurrent reads share one call; results are kept for a minute, never under another organization's key.
 * Every function throws UpstreamError; a failure is not kept.
 */
export interface OrganizationFacts {
  policy(): Promise<ProjectPolicy>;
  /** Roles of the project, and the organization's own, which its record holds. */
  roles(organizationId: string): Promise<Entries<Role>>;
  organization(organizationId: string): Promise<Organization>;
  /** Caches the organization's roles from a record that came with another response. */
  learn(organization: Organization): void;
  /** Members, deleted ones left out; null where Stytch does not count them. */
  memberCount(caller: Caller): Promise<number | null>;
}

/** All roles that somebody of an organization may hold. */
export function rolesOf(policy: ProjectPolicy, custom: Entries<Role>): Entries<Role> {
  return {
    items: [...policy.roles, ...custom.items],
    unreadable: policy.unreadable.roles + custom.unreadable,
  };
}

const keptMs = 60_000;
const maxOrganizations = 1000;

/** `now` is epoch ms. */
export function createOrganizationFacts(
  stytch: StytchReader,
  now: () => number,
): OrganizationFacts {
  const options = { ttl: keptMs, ttlResolution: 0, perf: { now } };
  const policies = new LRUCache<'project', ProjectPolicy>({
    ...options,
    max: 1,
    fetchMethod: () => stytch.rbac.policy(),
  });
  const organizations = new LRUCache<string, Organization>({
    ...options,
    max: maxOrganizations,
    fetchMethod: (organizationId) => stytch.organizations.get(organizationId),
  });
  const customRoles = new LRUCache<string, Entries<Role>>({
    ...options,
    max: maxOrganizations,
    fetchMethod: async (id) => (await organizations.forceFetch(id)).customRoles,
  });
  const counts = new LRUCache<string, { total: number | null }, Caller>({
    ...options,
    max: maxOrganizations,
    fetchMethod: async (_key, _stale, { context }) => ({
      total: await stytch.members.count(context),
    }),
  });
  return {
    policy: () => policies.forceFetch('project'),
    async roles(organizationId) {
      const [policy, custom] = await Promise.all([
        policies.forceFetch('project'),
        customRoles.forceFetch(organizationId),
      ]);
      return rolesOf(policy, custom);
    },
    organization: (organizationId) => organizations.forceFetch(organizationId),
    learn: (organization) => {
      customRoles.set(organization.organizationId, organization.customRoles);
    },
    async memberCount(caller) {
      // By session too: a count made in the name of another fails when theirs has ended.
      const key = `${caller.organizationId} ${caller.sessionToken}`;
      const { total } = await counts.forceFetch(key, { context: caller });
      return total;
    },
  };
}
