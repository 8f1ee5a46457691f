import { underCase, type Route } from '#contract/route.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import { wholeActivity } from './desk.ts';
import type { Answer, Visitor } from './visitor.ts';

/** What a call may name. */
export interface Named {
  organization: string;
  app: string;
  member: string;
  scope: string;
}

type PostRoute = {
  [N in RouteName]: (typeof routes)[N]['method'] extends 'POST' ? N : never;
}[RouteName];

const between = { from: 0, to: 9e12, kinds: [], app: null, member: null, after: null };

/** A valid body for every route that takes one, with as many names as it can hold. */
const bodies: Record<PostRoute, (named: Named) => unknown> = {
  signInEmail: () => ({ email: 'nobody@nowhere.example' }),
  signInCode: () => ({ code: '000000' }),
  signInSecondFactor: () => ({ code: '000000' }),
  signInOrganization: ({ organization }) => ({ organizationId: organization }),
  signOut: () => undefined,
  memberLookup: ({ member }) => ({ ids: [member] }),
  grants: () => ({ newerThan: null }),
  changes: ({ member }) => ({ ...between, member }),
  diagnosis: ({ app, member }) => ({ app, member }),
  activity: ({ app }) => ({ ...wholeActivity, app }),
  findCustomers: ({ member }) => ({ text: member }),
  openCase: ({ organization }) => ({
    organization,
    reason: 'To see what they may',
    ticket: 'NW-1',
    email: null,
  }),
  extendCase: () => undefined,
  endCase: () => undefined,
  findMember: () => ({ email: 'amara.okafor@acme-robotics.example' }),
  revealEmail: ({ member }) => ({ member }),
};

const hasBody = (name: RouteName): name is PostRoute => name in bodies;

/** Calls a route as its page does; `withCase`: at the path where support reads the same for a customer. */
export async function callRoute(
  visitor: Visitor,
  name: RouteName,
  named: Named,
  withCase = false,
): Promise<Answer> {
  const { method, path }: Route = routes[name];
  const filled = (withCase ? underCase(path) : path)
    .replace(':organization', named.organization)
    .replace(':app', named.app)
    .replace(':member', named.member)
    .replace(':scope', encodeURIComponent(named.scope));
  if (path.endsWith('/logo')) {
    const headers = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' };
    return await visitor.send('GET', filled, headers);
  }
  if (method === 'GET') return await visitor.get(filled);
  return await visitor.post(filled, hasBody(name) ? bodies[name](named) : undefined);
}
