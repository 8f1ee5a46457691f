import { LRUCache } from 'lru-cache';
import type { StytchReader } from '../stytch/client.ts';
import type { Caller, Organization, RbacPolicy, Role } from '../stytch/types.ts';

/**
 * What changes rarely about a project and its organizations: policy, roles, settings and size. Each
 * is read once for all who ask at the same time and kept for a minute, never under another
 * organization's key. Every function throws UpstreamError; a failure is not kept.
 */
export interface OrganizationFacts {
  policy(): Promise<RbacPolicy>;
  /** Roles of the project and of the organization. */
  roles(organizationId: string): Promise<Role[]>;
  organization(organizationId: string): Promise<Organization>;
  /** Members, deleted ones left out; null where Stytch does not count them. */
  memberCount(caller: Caller): Promise<number | null>;
}

const keptMs = 60_000;
const mostOrganizations = 1000;

/** Makes the caches over a client; `now` is epoch ms. */
export function createOrganizationFacts(
  stytch: StytchReader,
  now: () => number,
): OrganizationFacts {
  const options = { ttl: keptMs, ttlResolution: 0, perf: { now } };
  const policies = new LRUCache<'project', RbacPolicy>({
    ...options,
    max: 1,
    fetchMethod: () => stytch.rbac.policy(),
  });
  const customRoles = new LRUCache<string, Role[]>({
    ...options,
    max: mostOrganizations,
    fetchMethod: (organizationId) => stytch.rbac.organizationRoles(organizationId),
  });
  const organizations = new LRUCache<string, Organization>({
    ...options,
    max: mostOrganizations,
    fetchMethod: (organizationId) => stytch.organizations.get(organizationId),
  });
  const counts = new LRUCache<string, { total: number | null }, Caller>({
    ...options,
    max: mostOrganizations,
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
      return [...policy.roles, ...custom];
    },
    organization: (organizationId) => organizations.forceFetch(organizationId),
    async memberCount(caller) {
      // By session too: a count made in the name of another fails when theirs has ended.
      const key = `${caller.organizationId} ${caller.sessionToken}`;
      const { total } = await counts.forceFetch(key, { context: caller });
      return total;
    },
  };
}
