import { membersOf } from './members.ts';
import {
  createTransport,
  type CallOptions,
  type StytchOptions,
  type Transport,
} from './transport.ts';
import type {
  AuthenticatedSession,
  Caller,
  ConnectedApp,
  DiscoveredOrganization,
  EnteredOrganization,
  Organization,
  RbacPolicy,
  Role,
} from './types.ts';
import {
  appListSchema,
  authenticatedSchema,
  codeAnswerSchema,
  doneSchema,
  enteredSchema,
  memberAppsSchema,
  organizationAnswerSchema,
  organizationPolicySchema,
  policySchema,
} from './wire.ts';

/**
 * Stytch, one function for each operation that Grantscope uses. Every function throws UpstreamError
 * when the call fails and UnsafeIdError, before any call, for an id that is no path segment.
 * Sources: https://stytch.com/docs/b2b/api.
 */
export type Stytch = ReturnType<typeof createStytch>;

function discoveryOf({ call }: Transport) {
  return {
    /** Sends a six-digit code, whether or not anybody has the address. */
    async sendEmailCode(email: string, options: CallOptions = {}): Promise<void> {
      await call({
        ...options,
        name: 'discovery.sendEmailCode',
        method: 'POST',
        template: '/v1/b2b/otps/email/discovery/send',
        body: { email_address: email },
        schema: doneSchema,
      });
    },

    /** Exchanges the code for an intermediate session. A wrong code is kind `refused`. */
    async authenticateEmailCode(email: string, code: string, options: CallOptions = {}) {
      const answer = await call({
        ...options,
        name: 'discovery.authenticateEmailCode',
        method: 'POST',
        template: '/v1/b2b/otps/email/discovery/authenticate',
        body: { email_address: email, code },
        schema: codeAnswerSchema,
      });
      const organizations = answer.discovered_organizations.flatMap(
        ({ organization, membership }): DiscoveredOrganization[] =>
          organization === null || organization === undefined
            ? []
            : [
                {
                  organizationId: organization.organizationId,
                  name: organization.name,
                  slug: organization.slug,
                  membership: membership?.type ?? '',
                },
              ],
      );
      return { intermediateSessionToken: answer.intermediate_session_token, organizations };
    },

    /** Enters one of the discovered organizations for at most `sessionMinutes`. */
    async enterOrganization(
      intermediateSessionToken: string,
      organizationId: string,
      sessionMinutes: number,
      options: CallOptions = {},
    ): Promise<EnteredOrganization> {
      return await call({
        ...options,
        name: 'discovery.enterOrganization',
        method: 'POST',
        template: '/v1/b2b/discovery/intermediate_sessions/exchange',
        body: {
          intermediate_session_token: intermediateSessionToken,
          organization_id: organizationId,
          session_duration_minutes: sessionMinutes,
        },
        schema: enteredSchema,
      });
    },
  };
}

function sessionsOf({ call }: Transport) {
  return {
    /** The session as it is now; a dead one is kind `session-expired`. Does not prolong it. */
    async authenticate(
      sessionToken: string,
      options: CallOptions = {},
    ): Promise<AuthenticatedSession> {
      return await call({
        ...options,
        name: 'sessions.authenticate',
        method: 'POST',
        template: '/v1/b2b/sessions/authenticate',
        body: { session_token: sessionToken },
        schema: authenticatedSchema,
      });
    },

    /** Ends the session at Stytch. */
    async revoke(sessionToken: string, options: CallOptions = {}): Promise<void> {
      await call({
        ...options,
        name: 'sessions.revoke',
        method: 'POST',
        template: '/v1/b2b/sessions/revoke',
        body: { session_token: sessionToken },
        schema: doneSchema,
      });
    },
  };
}

function rbacOf({ call }: Transport) {
  return {
    /** Roles and scopes of the project. */
    async policy(options: CallOptions = {}): Promise<RbacPolicy> {
      const { policy } = await call({
        ...options,
        name: 'rbac.policy',
        method: 'GET',
        template: '/v1/b2b/rbac/policy',
        schema: policySchema,
      });
      return policy;
    },

    /** Custom roles of one organization. */
    async organizationRoles(organizationId: string, options: CallOptions = {}): Promise<Role[]> {
      const { org_policy: policy } = await call({
        ...options,
        name: 'rbac.organizationRoles',
        method: 'GET',
        template: '/v1/b2b/rbac/organizations/{organization_id}',
        ids: { organization_id: organizationId },
        schema: organizationPolicySchema,
      });
      return policy.roles;
    },
  };
}

function connectedAppsOf({ call, callForChunks }: Transport) {
  return {
    /** Apps that at least one member of the caller's organization installed. */
    async list(caller: Caller, options: CallOptions = {}): Promise<ConnectedApp[]> {
      const answer = await call({
        ...options,
        name: 'connectedApps.list',
        method: 'GET',
        template: '/v1/b2b/organizations/{organization_id}/connected_apps',
        ids: { organization_id: caller.organizationId },
        sessionToken: caller.sessionToken,
        schema: appListSchema,
      });
      return answer.connected_apps;
    },

    /** What one member of the caller's organization connected, with the scopes that they granted. */
    async ofMember(caller: Caller, memberId: string, options: CallOptions = {}) {
      const answer = await call({
        ...options,
        name: 'connectedApps.ofMember',
        method: 'GET',
        template: '/v1/b2b/organizations/{organization_id}/members/{member_id}/connected_apps',
        ids: { organization_id: caller.organizationId, member_id: memberId },
        sessionToken: caller.sessionToken,
        schema: memberAppsSchema,
      });
      return answer.connected_apps;
    },

    /** One app with every member's grant to it, as Stytch wrote it; `app-answer.ts` reads it. */
    async getChunks(
      caller: Caller,
      connectedAppId: string,
      options: CallOptions = {},
    ): Promise<Buffer[]> {
      return await callForChunks({
        ...options,
        name: 'connectedApps.get',
        method: 'GET',
        template: '/v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}',
        ids: { organization_id: caller.organizationId, connected_app_id: connectedAppId },
        sessionToken: caller.sessionToken,
      });
    },
  };
}

/** Opens a client for one project; `close` drops its connections. */
export function createStytch(options: StytchOptions) {
  const transport = createTransport(options);
  return {
    discovery: discoveryOf(transport),
    sessions: sessionsOf(transport),
    rbac: rbacOf(transport),
    organizations: {
      /** The organization's record. Stytch takes no member session here. */
      async get(organizationId: string, call: CallOptions = {}): Promise<Organization> {
        const { organization } = await transport.call({
          ...call,
          name: 'organizations.get',
          method: 'GET',
          template: '/v1/b2b/organizations/{organization_id}',
          ids: { organization_id: organizationId },
          schema: organizationAnswerSchema,
        });
        return organization;
      },
    },
    members: membersOf(transport),
    connectedApps: connectedAppsOf(transport),
    close: () => transport.close(),
  };
}
