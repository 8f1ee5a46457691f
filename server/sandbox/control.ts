import { z } from 'zod';
import { faultSchema, type Faults } from './faults.ts';
import { plans } from './seed/plans.ts';
import { StytchFailure } from './reply.ts';
import type { State } from './state.ts';

/** One call to the imitated API; only the names of headers, never their values. */
interface LoggedCall {
  at: number;
  method: string;
  path: string;
  query: string;
  headers: string[];
  /** 0 until a response is sent. */
  status: number;
}

export interface Controls {
  state: State;
  faults: Faults;
  calls: LoggedCall[];
  /** Every session token, JWT and intermediate token issued, for canary scans. */
  issued: Set<string>;
}

const seedSchema = z.strictObject({
  organization: z.string(),
  members: z.int().min(1).max(1_000_000),
});
const memberSchema = z.strictObject({
  email: z.string(),
  name: z.string().optional(),
  status: z.enum(['active', 'pending', 'invited', 'deleted']).optional(),
  roles: z.array(z.string()).optional(),
  ssoRoles: z.array(z.string()).optional(),
  impersonator: z.email().nullable().optional(),
  mfaMethods: z.array(z.enum(['totp', 'sms_otp'])).optional(),
  lock: z
    .strictObject({
      createdAt: z.iso.datetime({ offset: true }),
      expiresAt: z.iso.datetime({ offset: true }).nullable(),
    })
    .nullable()
    .optional(),
});

const organizationSchema = z.strictObject({
  organization: z.string(),
  authMethods: z.strictObject({
    type: z.enum(['ALL_ALLOWED', 'RESTRICTED']),
    allowed: z.array(z.string()),
  }),
});

const switchesSchema = z.strictObject({
  policyUninstalls: z.enum(['never', 'at-once']).optional(),
  organizationReads: z.enum(['none', 'member', 'organization']).optional(),
});

const grantsSchema = z.strictObject({
  apps: z.array(
    z.strictObject({
      clientId: z.string(),
      name: z.string().optional(),
      holders: z.array(z.strictObject({ memberId: z.string(), scopes: z.array(z.string()) })),
    }),
  ),
});

function accounts() {
  return plans.flatMap(({ name, accounts: people }) =>
    people.map(({ email, role, note }) => ({ email, organization: name, role, note })),
  );
}

function changeMember(state: State, body: unknown) {
  const { email, name, status, roles, ssoRoles, impersonator, mfaMethods, lock } =
    memberSchema.parse(body);
  const changed = state
    .tenantsFor(email)
    .flatMap(({ members }) => [...members.values()].filter((member) => member.email === email));
  for (const member of changed) {
    if (name !== undefined) member.name = name;
    if (status !== undefined) member.status = status;
    if (roles !== undefined) member.roles = roles;
    if (ssoRoles !== undefined) member.ssoRoles = ssoRoles;
    if (impersonator !== undefined) member.impersonator = impersonator;
    if (mfaMethods !== undefined) member.mfaMethods = mfaMethods;
    if (lock !== undefined) member.lock = lock;
  }
  return { changed: changed.length };
}

function grantsOf(state: State, slug: string) {
  const { grants, members } = state.tenant(slug);
  return {
    members: [...members.values()],
    apps: Array.from(grants, ([clientId, holders]) => ({
      clientId,
      holders: Array.from(holders, ([memberId, scopes]) => ({ memberId, scopes })),
    })),
  };
}

/** Replaces an organization's grants; creates apps that the project lacks. */
function replaceGrants(state: State, slug: string, body: unknown) {
  const { apps } = grantsSchema.parse(body);
  const tenant = state.tenant(slug);
  for (const { clientId, name } of apps) {
    const known = state.apps.get(clientId) ?? {
      clientId,
      name: 'An app of no seed',
      description: '',
      clientType: 'third_party',
      logo: null,
      creationMethod: 'dynamic',
      scopes: [],
    };
    state.apps.set(clientId, { ...known, name: name ?? known.name });
  }
  tenant.answers.clear();
  tenant.grants = new Map(
    apps.map(({ clientId, holders }) => [
      clientId,
      new Map(holders.map(({ memberId, scopes }) => [memberId, scopes])),
    ]),
  );
  return { apps: tenant.grants.size };
}

/**
 * Handles one request under `/__sandbox/`. Throws 404 for an unknown one, and ZodError for a body that
 * differs from README.md.
 */
export function control(controls: Controls, method: string, path: string, body: unknown): unknown {
  const { state, faults, calls, issued } = controls;
  switch (`${method} ${path}`) {
    case 'POST /__sandbox/reset':
      state.reset();
      faults.set([]);
      calls.length = 0;
      return { reset: true };
    case 'POST /__sandbox/seed': {
      const { organization, members } = seedSchema.parse(body);
      state.resize(organization, members);
      return { organization, members };
    }
    case 'POST /__sandbox/member':
      return changeMember(state, body);
    case 'POST /__sandbox/organization': {
      const { organization, authMethods } = organizationSchema.parse(body);
      state.tenant(organization).organization.authMethods = authMethods;
      return { organization, authMethods };
    }
    case 'GET /__sandbox/switches':
      return state.switches;
    case 'PUT /__sandbox/switches':
      return Object.assign(state.switches, switchesSchema.parse(body));
    case 'POST /__sandbox/end-sessions':
      state.sessions.clear();
      return { ended: true };
    case 'GET /__sandbox/accounts':
      return accounts();
    case 'GET /__sandbox/calls':
      return calls;
    case 'DELETE /__sandbox/calls':
      calls.length = 0;
      return { cleared: true };
    case 'GET /__sandbox/issued':
      return [...issued];
    case 'GET /__sandbox/faults':
      return faults.list();
    case 'PUT /__sandbox/faults':
      faults.set(z.array(faultSchema).parse(body));
      return faults.list();
    case 'DELETE /__sandbox/faults':
      faults.set([]);
      return [];
    default: {
      const organization = /^\/__sandbox\/grants\/([\w-]+)$/.exec(path)?.[1];
      if (method === 'GET' && organization !== undefined) return grantsOf(state, organization);
      if (method === 'PUT' && organization !== undefined) {
        return replaceGrants(state, organization, body);
      }
      throw new StytchFailure(404, 'route_not_found', 'The control surface has no such route.');
    }
  }
}
