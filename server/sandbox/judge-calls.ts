import type { B2BClient } from 'stytch';
import { unknownToken } from './judge.ts';
import { acmeId, amara, foundryId, tomaszId } from './judge-fixtures.ts';

const organization = { organization_id: acmeId };
const app = { ...organization, connected_app_id: foundryId };
const member = { ...organization, member_id: tomaszId };

/** One call with Stytch's package for every operation of the sandbox, by method and path template. */
export const everyCall: Readonly<Record<string, (stytch: B2BClient) => Promise<unknown>>> = {
  'GET /v1/b2b/sessions/jwks/{project_id}': ({ sessions }) =>
    sessions.getJWKS({ project_id: 'project-test-00000000-0000-4000-8000-000000000001' }),
  'POST /v1/b2b/otps/email/discovery/send': ({ otps }) =>
    otps.email.discovery.send({ email_address: amara }),
  'POST /v1/b2b/otps/email/discovery/authenticate': ({ otps }) =>
    otps.email.discovery.authenticate({ email_address: amara, code: '000000' }),
  'POST /v1/b2b/discovery/organizations': ({ discovery }) =>
    discovery.organizations.list({ intermediate_session_token: unknownToken }),
  'POST /v1/b2b/discovery/intermediate_sessions/exchange': ({ discovery }) =>
    discovery.intermediateSessions.exchange({
      intermediate_session_token: unknownToken,
      ...organization,
    }),
  'POST /v1/b2b/totp/authenticate': ({ totps }) =>
    totps.authenticate({ ...member, code: '000000', intermediate_session_token: unknownToken }),
  'POST /v1/b2b/sessions/authenticate': ({ sessions }) =>
    sessions.authenticate({ session_token: unknownToken }),
  'POST /v1/b2b/sessions/revoke': ({ sessions }) =>
    sessions.revoke({ session_token: unknownToken }),
  'GET /v1/b2b/sessions': ({ sessions }) => sessions.get(member),
  'GET /v1/b2b/rbac/policy': ({ rbac }) => rbac.policy(),
  'GET /v1/b2b/rbac/organizations/{organization_id}': ({ rbac }) =>
    rbac.organizations.getOrgPolicy(organization),
  'POST /v1/b2b/organizations/search': ({ organizations }) => organizations.search({}),
  'POST /v1/b2b/organizations/members/search': ({ organizations }) =>
    organizations.members.search({ organization_ids: [acmeId] }),
  'GET /v1/b2b/organizations/members/dangerously_get/{member_id}': ({ organizations }) =>
    organizations.members.dangerouslyGet({ member_id: tomaszId }),
  'GET /v1/b2b/organizations/{organization_id}/member': ({ organizations }) =>
    organizations.members.get(member),
  'GET /v1/b2b/organizations/{organization_id}/connected_apps': ({ organizations }) =>
    organizations.connectedApps(organization),
  'GET /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}': ({
    organizations,
  }) => organizations.getConnectedApp(app),
  'GET /v1/b2b/organizations/{organization_id}/members/{member_id}/connected_apps': ({
    organizations,
  }) => organizations.members.getConnectedApps(member),
  'POST /v1/b2b/organizations/{organization_id}/members/{member_id}/connected_apps/{connected_app_id}/revoke':
    ({ organizations }) => organizations.members.connectedApps.revoke({ ...member, ...app }),
  'GET /v1/b2b/organizations/{organization_id}': ({ organizations }) =>
    organizations.get(organization),
  'POST /v1/connected_apps/clients/search': ({ connectedApp }) => connectedApp.clients.search({}),
  'GET /v1/connected_apps/clients/{client_id}': ({ connectedApp }) =>
    connectedApp.clients.get({ client_id: foundryId }),
  'GET /v1/debug/whoami': ({ debug }) => debug.whoami(),
};
