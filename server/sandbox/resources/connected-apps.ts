import { z } from 'zod';
import { authorize, memberOf, param, parseBody, type Operation } from '../context.ts';
import { clientBody, connectedAppBody } from '../present.ts';
import { ok, StytchFailure } from '../reply.ts';

function notFound(): StytchFailure {
  return new StytchFailure(404, 'connected_app_not_found', 'Connected App could not be found.');
}

/** GET /v1/b2b/organizations/{organization_id}/connected_apps: installed by at least one member. */
export const listConnectedApps: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  authorize(context, tenant, 'get.connected-apps');
  const installed = [...tenant.grants].filter(([, holders]) => holders.size > 0);
  return ok({
    connected_apps: installed.flatMap(([clientId]) => {
      const app = context.state.apps.get(clientId);
      return app === undefined ? [] : [connectedAppBody(app, context.origin)];
    }),
  });
};

/** GET /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}. */
export const getConnectedApp: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  authorize(context, tenant, 'get.connected-apps');
  const clientId = param(context, 'connected_app_id');
  const app = context.state.apps.get(clientId);
  const holders = tenant.grants.get(clientId);
  if (app === undefined || holders === undefined || holders.size === 0) throw notFound();
  const known = tenant.answers.get(clientId);
  if (known !== undefined) return known;
  const answer = JSON.stringify(
    ok({
      ...connectedAppBody(app, context.origin),
      active_members: Array.from(holders, ([member_id, granted_scopes]) => ({
        member_id,
        granted_scopes,
      })),
    }).body,
  );
  tenant.answers.set(clientId, answer);
  return answer;
};

/** GET …/members/{member_id}/connected_apps: the same grants from the other end. */
export const listMemberConnectedApps: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  const member = memberOf(tenant, param(context, 'member_id'));
  authorize(context, tenant, 'get.connected-apps', member.memberId);
  return ok({
    connected_apps: [...tenant.grants].flatMap(([clientId, holders]) => {
      const app = context.state.apps.get(clientId);
      const scopes = holders.get(member.memberId);
      if (app === undefined || scopes === undefined) return [];
      return [{ ...connectedAppBody(app, context.origin), scopes_granted: scopes.join(' ') }];
    }),
  });
};

/** POST …/members/{member_id}/connected_apps/{connected_app_id}/revoke; a second time is 404. */
export const revokeConnectedApp: Operation = (context) => {
  const tenant = context.state.tenant(param(context, 'organization_id'));
  const member = memberOf(tenant, param(context, 'member_id'));
  authorize(context, tenant, 'revoke.connected-app', member.memberId);
  const clientId = param(context, 'connected_app_id');
  if (tenant.grants.get(clientId)?.delete(member.memberId) !== true) throw notFound();
  tenant.answers.delete(clientId);
  return ok();
};

const searchSchema = z.object({
  cursor: z.string().nullish(),
  limit: z.int().min(1).max(1000).nullish(),
});

/** POST /v1/connected_apps/clients/search: every client of the project. */
export const searchClients: Operation = (context) => {
  const { cursor, limit } = parseBody(context, searchSchema);
  const from = Number(cursor ?? 0);
  const to = from + (limit ?? 100);
  const all = [...context.state.apps.values()];
  return ok({
    connected_apps: all.slice(from, to).map((app) => clientBody(app, context.origin)),
    results_metadata: { total: all.length, next_cursor: to < all.length ? String(to) : null },
  });
};

/** GET /v1/connected_apps/clients/{client_id}. */
export const getClient: Operation = (context) => {
  const app = context.state.apps.get(param(context, 'client_id'));
  if (app === undefined) throw notFound();
  return ok({ connected_app: clientBody(app, context.origin) });
};
