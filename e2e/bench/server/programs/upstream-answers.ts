import { randomUUID } from 'node:crypto';
import {
  appIdOf,
  changingMember,
  changingRow,
  kinds,
  listOf,
  memberIds,
  memberTotal,
  personOf,
  project,
  scopeLists,
  sizes,
  viewerToken,
  type Kind,
  type Size,
} from '../data.ts';

const created = '2026-01-15T09:00:00Z';

/** The end of every success. */
export function ending(): string {
  return `"request_id":"request-id-test-${randomUUID()}","status_code":200}`;
}

function row(id: string, list: number): string {
  return JSON.stringify({ member_id: id, granted_scopes: scopeLists[list] });
}

/** An answer about one app, all but its changing row and its end. */
export interface AppResponse {
  before: Buffer;
  after: Buffer;
}

function renderApp(size: Size, kind: Kind): AppResponse {
  const head = JSON.stringify({
    connected_app_id: appIdOf(size, kind),
    name: `App of ${size}`,
    description: 'Meeting notes and summaries that file themselves into your documents.',
    client_type: 'third_party',
    logo_url: null,
  }).slice(0, -1);
  const cut = changingRow(size);
  const rows = memberIds.slice(0, size).map((id, index) => row(id, listOf(index, kind)));
  const before = rows.slice(0, cut).map((text) => `${text},`);
  const after = rows.slice(cut + 1).map((text) => `,${text}`);
  return {
    before: Buffer.from(`${head},"active_members":[${before.join('')}`),
    after: Buffer.from(`${after.join('')}],`),
  };
}

/** By app id. */
export const appResponses = new Map(
  kinds.flatMap((kind) =>
    sizes.map((size) => [appIdOf(size, kind), renderApp(size, kind)] as const),
  ),
);

/** What stands in the changing row at a revision. */
export function changingText(revision: number): string {
  const { id, list } = changingMember(revision);
  return row(id, list);
}

export const organization = {
  organization_id: project.organizationId,
  organization_name: 'Bench',
  organization_slug: 'bench',
  organization_logo_url: '',
  organization_external_id: null,
  sso_jit_provisioning: 'ALL_ALLOWED',
  sso_jit_provisioning_allowed_connections: [],
  sso_active_connections: [],
  sso_default_connection_id: null,
  email_allowed_domains: ['bench.example'],
  claimed_email_domains: [],
  email_jit_provisioning: 'NOT_ALLOWED',
  email_invites: 'ALL_ALLOWED',
  auth_methods: 'ALL_ALLOWED',
  allowed_auth_methods: [],
  mfa_policy: 'OPTIONAL',
  mfa_methods: 'ALL_ALLOWED',
  allowed_mfa_methods: [],
  oauth_tenant_jit_provisioning: 'NOT_ALLOWED',
  allowed_oauth_tenants: {},
  rbac_email_implicit_role_assignments: [],
  first_party_connected_apps_allowed_type: 'ALL_ALLOWED',
  allowed_first_party_connected_apps: [],
  third_party_connected_apps_allowed_type: 'ALL_ALLOWED',
  allowed_third_party_connected_apps: [],
  custom_roles: [],
  scim_active_connection: null,
  trusted_metadata: {},
  created_at: created,
  updated_at: created,
};

/** The Member object of Stytch, with every field that it has. */
function memberBody(member: number, email: string) {
  return {
    organization_id: project.organizationId,
    member_id: memberIds[member],
    email_address: email,
    name: personOf(member).name,
    status: 'active',
    email_address_verified: true,
    is_breakglass: false,
    is_admin: false,
    is_locked: false,
    mfa_enrolled: false,
    mfa_phone_number_verified: false,
    mfa_phone_number: '',
    default_mfa_method: '',
    member_password_id: '',
    totp_registration_id: '',
    sso_registrations: [],
    oauth_registrations: [],
    retired_email_addresses: [],
    roles: [{ role_id: 'stytch_member', sources: [{ type: 'direct_assignment', details: {} }] }],
    trusted_metadata: {},
    untrusted_metadata: {},
    scim_registration: null,
    external_id: null,
    lock_created_at: null,
    lock_expires_at: null,
    created_at: created,
    updated_at: created,
  };
}

/** Every member as JSON. */
export const memberTexts = memberIds.map((_, member) =>
  JSON.stringify(memberBody(member, personOf(member).email)),
);

/** What every successful sign-in and session authentication says. */
export function sessionFields(viewer: number, email: string) {
  return {
    member_id: memberIds[viewer],
    member_session: {
      member_session_id: `session-test-${randomUUID()}`,
      member_id: memberIds[viewer],
      organization_id: project.organizationId,
      organization_slug: 'bench',
      started_at: created,
      last_accessed_at: created,
      expires_at: new Date(Date.now() + 8 * 3_600_000).toISOString(),
      authentication_factors: [],
      roles: ['stytch_member', 'stytch_admin'],
      custom_claims: null,
    },
    session_token: viewerToken(viewer),
    session_jwt: 'not.a.jwt',
    member: memberBody(viewer, email),
    organization,
  };
}

const words = ['documents', 'calendar', 'billing', 'members', 'crm.contacts', 'files', 'keys'];
const stytchActions = { resource_id: 'stytch.member', actions: ['*'] };

/** A policy of the usual size: a few roles, and each custom scope described. */
export const policy = {
  policy: {
    roles: [
      {
        role_id: 'stytch_member',
        description: 'Granted to every member.',
        permissions: [{ resource_id: 'stytch.self', actions: ['*'] }],
      },
      {
        role_id: 'stytch_admin',
        description: 'Granted to the creator of the organization.',
        permissions: [
          stytchActions,
          ...words.map((resource_id) => ({ resource_id, actions: ['*'] })),
        ],
      },
    ],
    resources: words.map((resource_id) => ({
      resource_id,
      description: '',
      actions: ['read', 'write', 'delete', 'export'],
    })),
    scopes: words.flatMap((resource_id) =>
      ['read', 'write', 'delete', 'export'].map((action) => ({
        scope: `${resource_id.replaceAll('.', ':')}:${action}`,
        description: `May ${action} ${resource_id}`,
        permissions: [{ resource_id, actions: [action] }],
      })),
    ),
  },
};

/** One page of members as text, all but its end. */
export function memberPage(texts: readonly string[], nextCursor: string | null): string {
  const metadata = { total: memberTotal, next_cursor: nextCursor };
  const organizations = { [project.organizationId]: organization };
  return `{"members":[${texts.join(',')}],"results_metadata":${JSON.stringify(metadata)},"organizations":${JSON.stringify(organizations)},`;
}
