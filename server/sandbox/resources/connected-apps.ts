import { authorize, authorizeOrganizationRead } from '../authority.ts';
import { memberOf, param, parseBody, type Context, type Operation } from '../context.ts';
import type { ClientApp } from '../model.ts';
import { clientBody, connectedAppBody } from '../present.ts';
import { ok, requestId, StytchFailure } from '../reply.ts';
import { page, pagingSchema } from '../search.ts';
import type { Tenant } from '../state.ts';

function notFound(): StytchFailure {
  return new StytchFailure(
    404,
    'connected_app_not_found',
    'The Connected App requested could not be found.',
  );
}

/**
 * Whether the organization's policy has uninstalled the app. Stytch says that an app which is no longer
 * allowed "may be uninstalled", but not when, so it is a switch.
 */
function isUninstalled({ state }: Context, { organization }: Tenant, app: ClientApp): boolean {
  const isFirstParty = app.clientType.startsWith('first_party');
  const { type, allowed } = isFirstParty ? organization.firstParty : organization.thirdParty;
  const isAllowed =
    type === 'ALL_ALLOWED' || (type === 'RESTRICTED' && allowed.includes(app.clientId));
  return state.switches.policyUninstalls === 'at-once' && !isAllowed;
}

/** GET /v1/b2b/organizations/{organization_id}/connected_apps: apps installed by at least one member. */
export const listConnectedApps: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  authorizeOrganizationRead(context, tenant);
  const installed = [...tenant.grants].filter(([, holders]) => holders.size > 0);
  return ok({
    connected_apps: installed.flatMap(([clientId]) => {
      const app = context.state.apps.get(clientId);
      if (app === undefined || isUninstalled(context, tenant, app)) return [];
      return [connectedAppBody(app, context.origin)];
    }),
  });
};

/** GET /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}. */
export const getConnectedApp: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  authorizeOrganizationRead(context, tenant);
  const clientId = param(context, 'connected_app_id');
  const app = context.state.apps.get(clientId);
  const holders = tenant.grants.get(clientId);
  if (app === undefined || holders === undefined || holders.size === 0) throw notFound();
  if (isUninstalled(context, tenant, app)) throw notFound();
  // Serialising 100,000 members takes longer than everything else, so it is done once, without the end.
  let answer = tenant.answers.get(clientId);
  if (answer === undefined) {
    answer = JSON.stringify({
      ...connectedAppBody(app, context.origin),
      active_members: Array.from(holders, ([member_id, granted_scopes]) => ({
        member_id,
        granted_scopes,
      })),
    }).slice(0, -1);
    tenant.answers.set(clientId, answer);
  }
  return `${answer},"request_id":"${requestId()}","status_code":200}`;
};

/** GET …/members/{member_id}/connected_apps: the same grants, by member. */
export const listMemberConnectedApps: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  authorize(context, tenant, 'get.connected-apps', param(context, 'member_id'));
  const member = memberOf(tenant, param(context, 'member_id'));
  return ok({
    connected_apps: [...tenant.grants].flatMap(([clientId, holders]) => {
      const app = context.state.apps.get(clientId);
      const scopes = holders.get(member.memberId);
      if (app === undefined || scopes === undefined) return [];
      if (isUninstalled(context, tenant, app)) return [];
      return [{ ...connectedAppBody(app, context.origin), scopes_granted: scopes.join(' ') }];
    }),
  });
};

/** POST …/members/{member_id}/connected_apps/{connected_app_id}/revoke; a second call is 404. */
export const revokeConnectedApp: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  authorize(context, tenant, 'revoke.connected-app', param(context, 'member_id'));
  const member = memberOf(tenant, param(context, 'member_id'));
  const clientId = param(context, 'connected_app_id');
  if (tenant.grants.get(clientId)?.delete(member.memberId) !== true) throw notFound();
  tenant.answers.delete(clientId);
  return ok();
};

/** POST /v1/connected_apps/clients/search: every client of the project. */
export const searchClients: Operation = (context) => {
  const search = parseBody(context, pagingSchema);
  const { items, results_metadata } = page([...context.state.apps.values()], search);
  return ok({
    connected_apps: items.map((app) => clientBody(app, context.origin)),
    results_metadata,
  });
};

/** GET /v1/connected_apps/clients/{client_id}. */
export const getClient: Operation = (context) => {
  const app = context.state.apps.get(param(context, 'client_id'));
  if (app === undefined) throw notFound();
  return ok({ connected_app: clientBody(app, context.origin) });
};
