import { membersOf } from './members.ts';
import { discoveryOf, sessionsOf, totpOf } from './sign-in.ts';
import {
  createTransport,
  type CallOptions,
  type StytchOptions,
  type Transport,
} from './transport.ts';
import type {
  Caller,
  ConnectedApp,
  Entries,
  Organization,
  OrganizationCondition,
  ProjectPolicy,
} from './types.ts';
import {
  appListSchema,
  memberAppsSchema,
  organizationResponseSchema,
  organizationSearchSchema,
  policySchema,
} from './wire.ts';

/**
 * Stytch, with one function per operation that Grantscope uses. Every function throws UpstreamError if the
 * call fails, and UnsafeIdError, before any call, for an id that cannot be a path segment. Source:
 * https://stytch.com/docs/b2b/api.
 */
export type Stytch = ReturnType<typeof createStytch>;

function rbacOf({ call }: Transport) {
  return {
    /** Roles and scopes of the project; an organization may have custom roles as well. */
    async policy(options: CallOptions = {}): Promise<ProjectPolicy> {
      const { policy } = await call({
        ...options,
        name: 'rbac.policy',
        method: 'GET',
        effect: 'reads',
        template: '/v1/b2b/rbac/policy',
        schema: policySchema,
      });
      return policy;
    },
  };
}

function connectedAppsOf({ call, callForChunks }: Transport) {
  return {
    /** Apps that at least one member of the caller's organization connected, each once. */
    async list(caller: Caller, options: CallOptions = {}): Promise<Entries<ConnectedApp>> {
      const answer = await call({
        ...options,
        name: 'connectedApps.list',
        method: 'GET',
        effect: 'reads',
        template: '/v1/b2b/organizations/{organization_id}/connected_apps',
        ids: { organization_id: caller.organizationId },
        sessionToken: caller.sessionToken,
        schema: appListSchema,
      });
      return answer.connected_apps;
    },

    /** The apps that one member of the caller's organization connected, with the scopes they granted. */
    async ofMember(caller: Caller, memberId: string, options: CallOptions = {}) {
      const answer = await call({
        ...options,
        name: 'connectedApps.ofMember',
        method: 'GET',
        effect: 'reads',
        template: '/v1/b2b/organizations/{organization_id}/members/{member_id}/connected_apps',
        ids: { organization_id: caller.organizationId, member_id: memberId },
        sessionToken: caller.sessionToken,
        schema: memberAppsSchema,
      });
      return answer.connected_apps;
    },

    /** One app with every member's grant, as Stytch's raw bytes; `app-response.ts` reads them. */
    async getChunks(
      caller: Caller,
      connectedAppId: string,
      options: CallOptions = {},
    ): Promise<Buffer[]> {
      return await callForChunks({
        ...options,
        name: 'connectedApps.get',
        method: 'GET',
        effect: 'reads',
        template: '/v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}',
        ids: { organization_id: caller.organizationId, connected_app_id: connectedAppId },
        sessionToken: caller.sessionToken,
      });
    },
  };
}

function operandOf(condition: OrganizationCondition) {
  if ('email' in condition) {
    return { filter_name: 'member_emails', filter_value: [condition.email] };
  }
  return 'namePart' in condition
    ? { filter_name: 'organization_name_fuzzy', filter_value: condition.namePart }
    : { filter_name: 'organization_slug_fuzzy', filter_value: condition.slugPart };
}

function organizationsOf({ call }: Transport) {
  return {
    /** The organization's record. Stytch accepts no member session here. */
    async get(organizationId: string, options: CallOptions = {}): Promise<Organization> {
      const { organization } = await call({
        ...options,
        name: 'organizations.get',
        method: 'GET',
        effect: 'reads',
        template: '/v1/b2b/organizations/{organization_id}',
        ids: { organization_id: organizationId },
        schema: organizationResponseSchema,
      });
      return organization;
    },

    /**
     * Organizations of the project that meet one condition, at most `limit`, and whether there are more. A
     * part of a name or slug needs at least three characters.
     */
    async search(condition: OrganizationCondition, limit: number, options: CallOptions = {}) {
      const { organizations, results_metadata: pages } = await call({
        ...options,
        name: 'organizations.search',
        method: 'POST',
        effect: 'searches',
        template: '/v1/b2b/organizations/search',
        body: {
          limit,
          query: {
            operator: 'AND',
            operands: [operandOf(condition)],
          },
        },
        schema: organizationSearchSchema,
      });
      return { ...organizations, isCut: pages.nextCursor !== null };
    },
  };
}

/** Opens a client for one project; `close` closes its connections. */
export function createStytch(options: StytchOptions) {
  const transport = createTransport(options);
  return {
    discovery: discoveryOf(transport),
    totp: totpOf(transport),
    sessions: sessionsOf(transport),
    rbac: rbacOf(transport),
    organizations: organizationsOf(transport),
    members: membersOf(transport),
    connectedApps: connectedAppsOf(transport),
    close: () => transport.close(),
  };
}

/**
 * The operations that change nothing at Stytch. All views use it, including support's, so no view can change
 * anything.
 */
export type StytchReader = ReturnType<typeof readerOf>;

/** Operations that change something must not be added to these groups; a test calls all of them. */
export function readerOf({ rbac, organizations, members, connectedApps }: Stytch) {
  return { rbac, organizations, members, connectedApps };
}
