import {
  caseStateSchema,
  deskSchema,
  findMemberSchema,
  findRequestSchema,
  foundMemberSchema,
  foundSchema,
  openCaseSchema,
  openedCaseSchema,
  revealedSchema,
  revealSchema,
} from './support.ts';
import { noBody, support, supportWithCase, type Route } from './route.ts';

/** Routes of the support desk. Support reads a customer through the routes at `underCase`. */
export const supportRoutes = {
  desk: {
    method: 'GET',
    path: '/api/support/desk',
    policy: support,
    audit: { unrecorded: 'what one has done oneself' },
    request: noBody,
    response: deskSchema,
  },
  findCustomers: {
    method: 'POST',
    path: '/api/support/find',
    policy: support,
    audit: { event: 'customers-searched', about: [] },
    request: findRequestSchema,
    response: foundSchema,
  },
  openCase: {
    method: 'POST',
    path: '/api/support/cases',
    policy: support,
    audit: { recordsItself: 'case-opened' },
    request: openCaseSchema,
    response: openedCaseSchema,
  },
  /** The viewer's own case for the organization, live or not. */
  caseState: {
    method: 'GET',
    path: '/api/support/organizations/:organization/case',
    policy: support,
    audit: { unrecorded: 'what one has done oneself' },
    request: noBody,
    response: caseStateSchema,
  },
  extendCase: {
    method: 'POST',
    path: '/api/support/organizations/:organization/case/extend',
    policy: supportWithCase,
    audit: { recordsItself: 'case-extended' },
    request: noBody,
    response: caseStateSchema,
  },
  endCase: {
    method: 'POST',
    path: '/api/support/organizations/:organization/case/end',
    policy: supportWithCase,
    audit: { recordsItself: 'case-ended' },
    request: noBody,
    response: caseStateSchema,
  },
  /** Support sees masked addresses; a full address finds its member. The call itself is not recorded. */
  findMember: {
    method: 'POST',
    path: '/api/support/organizations/:organization/find-member',
    policy: supportWithCase,
    audit: { event: 'member-searched', about: [] },
    request: findMemberSchema,
    response: foundMemberSchema,
  },
  revealEmail: {
    method: 'POST',
    path: '/api/support/organizations/:organization/reveal',
    policy: supportWithCase,
    audit: { event: 'email-revealed', about: ['member'] },
    request: revealSchema,
    response: revealedSchema,
  },
} as const satisfies Record<string, Route>;
