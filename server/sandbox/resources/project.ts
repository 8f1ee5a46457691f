import { param, type Operation } from '../context.ts';
import { ok, StytchFailure } from '../reply.ts';
import { policyResources, policyScopes, roles } from '../seed/scopes.ts';

/** GET /v1/b2b/sessions/jwks/{project_id}: the only route without credentials. */
export const getJwks: Operation = (context) => {
  if (param(context, 'project_id') !== context.projectId) {
    throw new StytchFailure(404, 'project_not_found', 'Project could not be found.');
  }
  return ok({ keys: context.jwts.jwks });
};

/** GET /v1/debug/whoami: the owner of the credentials. */
export const whoami: Operation = ({ projectId }) =>
  ok({ project_id: projectId, name: 'Grantscope sandbox' });

/** GET /v1/b2b/rbac/policy. */
export const getPolicy: Operation = () =>
  ok({ policy: { roles, resources: policyResources, scopes: policyScopes } });

/** GET /v1/b2b/rbac/organizations/{organization_id}. */
export const getOrganizationPolicy: Operation = (context) => {
  const { organization } = context.state.tenant(param(context, 'organization_id'));
  return ok({ org_policy: { roles: organization.customRoles } });
};
