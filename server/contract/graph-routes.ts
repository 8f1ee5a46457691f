import { changesRequestSchema, changesSchema } from './changes.ts';
import { diagnosisRequestSchema, diagnosisSchema } from './diagnosis.ts';
import { graphProgressSchema, graphRequestSchema } from './graph.ts';
import { memberPageSchema } from './member-page.ts';
import { memberTableSchema } from './member-table.ts';
import { overviewSchema } from './overview.ts';
import { scopeListSchema, scopeTableSchema } from './scope-views.ts';
import { reader, noBody, type Route } from './route.ts';

/** Routes for one member's connections and for views of the whole graph. */
export const graphRoutes = {
  myConnectedApps: {
    method: 'GET',
    path: '/api/me/connected-apps',
    policy: { who: 'member', needs: [] },
    audit: { event: 'own-apps-viewed', about: [] },
    forSupport: false,
    request: noBody,
    response: memberPageSchema,
  },
  grants: {
    method: 'POST',
    path: '/api/grants',
    policy: reader,
    audit: { unrecorded: 'progress only' },
    forSupport: true,
    request: graphRequestSchema,
    response: graphProgressSchema,
  },
  overview: {
    method: 'GET',
    path: '/api/overview',
    policy: reader,
    audit: { event: 'overview-viewed', about: [] },
    forSupport: true,
    request: noBody,
    response: overviewSchema,
  },
  members: {
    method: 'GET',
    path: '/api/members',
    policy: reader,
    audit: { event: 'members-listed', about: [] },
    forSupport: true,
    request: noBody,
    response: memberTableSchema,
  },
  member: {
    method: 'GET',
    path: '/api/members/:member',
    policy: reader,
    audit: { event: 'member-viewed', about: ['member'] },
    forSupport: true,
    request: noBody,
    response: memberPageSchema,
  },
  scopes: {
    method: 'GET',
    path: '/api/scopes',
    policy: reader,
    audit: { event: 'scopes-viewed', about: [] },
    forSupport: true,
    request: noBody,
    response: scopeListSchema,
  },
  scope: {
    method: 'GET',
    path: '/api/scopes/:scope',
    policy: reader,
    audit: { event: 'scope-viewed', about: ['scope'] },
    forSupport: true,
    request: noBody,
    response: scopeTableSchema,
  },
  changes: {
    method: 'POST',
    path: '/api/changes',
    policy: reader,
    audit: { event: 'changes-viewed', about: ['app', 'member'] },
    forSupport: true,
    request: changesRequestSchema,
    response: changesSchema,
  },
  diagnosis: {
    method: 'POST',
    path: '/api/diagnosis',
    policy: reader,
    audit: { event: 'member-diagnosed', about: ['member', 'app'] },
    forSupport: true,
    request: diagnosisRequestSchema,
    response: diagnosisSchema,
  },
} as const satisfies Record<string, Route>;
