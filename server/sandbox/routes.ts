import type { Operation } from './context.ts';
import {
  getClient,
  getConnectedApp,
  listConnectedApps,
  listMemberConnectedApps,
  revokeConnectedApp,
  searchClients,
} from './resources/connected-apps.ts';
import {
  authenticateCode,
  discoverOrganizations,
  exchangeIntermediate,
  sendCode,
} from './resources/discovery.ts';
import { dangerouslyGetMember, getMember, searchMembers } from './resources/members.ts';
import { getOrganization, searchOrganizations } from './resources/organizations.ts';
import { getJwks, getOrganizationPolicy, getPolicy, whoami } from './resources/project.ts';
import { authenticateSession, getSessions, revokeSession } from './resources/sessions.ts';
import { authenticateTotp } from './resources/totp.ts';

const organization = '/v1/b2b/organizations/{organization_id}';

/** Every operation, by method and path template; literal segments come before parameters. */
export const operations: readonly (readonly [key: string, operation: Operation])[] = [
  ['GET /v1/b2b/sessions/jwks/{project_id}', getJwks],
  ['POST /v1/b2b/otps/email/discovery/send', sendCode],
  ['POST /v1/b2b/otps/email/discovery/authenticate', authenticateCode],
  ['POST /v1/b2b/discovery/organizations', discoverOrganizations],
  ['POST /v1/b2b/discovery/intermediate_sessions/exchange', exchangeIntermediate],
  ['POST /v1/b2b/totp/authenticate', authenticateTotp],
  ['POST /v1/b2b/sessions/authenticate', authenticateSession],
  ['POST /v1/b2b/sessions/revoke', revokeSession],
  ['GET /v1/b2b/sessions', getSessions],
  ['GET /v1/b2b/rbac/policy', getPolicy],
  ['GET /v1/b2b/rbac/organizations/{organization_id}', getOrganizationPolicy],
  ['POST /v1/b2b/organizations/search', searchOrganizations],
  ['POST /v1/b2b/organizations/members/search', searchMembers],
  ['GET /v1/b2b/organizations/members/dangerously_get/{member_id}', dangerouslyGetMember],
  [`GET ${organization}/member`, getMember],
  [`GET ${organization}/connected_apps`, listConnectedApps],
  [`GET ${organization}/connected_apps/{connected_app_id}`, getConnectedApp],
  [`GET ${organization}/members/{member_id}/connected_apps`, listMemberConnectedApps],
  [
    `POST ${organization}/members/{member_id}/connected_apps/{connected_app_id}/revoke`,
    revokeConnectedApp,
  ],
  [`GET ${organization}`, getOrganization],
  ['POST /v1/connected_apps/clients/search', searchClients],
  ['GET /v1/connected_apps/clients/{client_id}', getClient],
  ['GET /v1/debug/whoami', whoami],
];

/** The operation for a request with its template and decoded parameters, or null. */
export function matchOperation(method: string, path: string) {
  const segments = path.split('/');
  for (const [key, operation] of operations) {
    const [wantedMethod, template = ''] = key.split(' ');
    const wanted = template.split('/');
    if (wantedMethod !== method || wanted.length !== segments.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const segment = segments[index] ?? '';
      if (!part.startsWith('{')) return part === segment;
      params[part.slice(1, -1)] = decodeSegment(segment);
      return segment !== '';
    });
    if (fits) return { template, operation, params };
  }
  return null;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
