/** The seed's content, written down independently of it, complete and with its nulls. */

export const amara = 'amara.okafor@acme-robotics.example';
export const tomasz = 'tomasz.nowak@acme-robotics.example';
export const noor = 'noor.haddad@acme-robotics.example';
export const priya = 'priya.raghunathan@consulting.example';
export const yuki = 'yuki.tanaka@globex.example';
export const meiLing = 'mei-ling.chen@globex.example';
export const sam = 'sam.rivera@northwind-support.example';
export const jo = 'jo.lindqvist@northwind-support.example';

export const acmeId = 'organization-test-bf0d9b7a-9086-4ac9-af52-de66fec1b2ef';
export const globexId = 'organization-test-66efc39b-66b6-44e5-a86e-e4b7efd2f850';
export const amaraId = 'member-test-acf321c5-849d-47c1-a906-4d714f57d9a1';
export const tomaszId = 'member-test-3de26332-4e48-4b52-a6c4-009a4cfb1a8b';
export const foundryId = 'connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';

/** A well-formed id that belongs to nothing. */
export const unknownId = (kind: string) => `${kind}-test-00000000-0000-4000-8000-00000000dead`;

export const acme = {
  organization_id: acmeId,
  organization_name: 'Acme Robotics',
  organization_slug: 'acme-robotics',
  organization_logo_url: '',
  organization_external_id: null,
  sso_jit_provisioning: 'ALL_ALLOWED',
  sso_jit_provisioning_allowed_connections: [],
  sso_active_connections: [],
  sso_default_connection_id: null,
  email_allowed_domains: ['acme-robotics.example'],
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
  scim_active_connections: [],
  trusted_metadata: {},
  created_at: '2026-01-15T09:00:00Z',
  updated_at: '2026-01-15T09:00:00Z',
};

const directly = [{ type: 'direct_assignment', details: {} }];

export const amaraMember = {
  organization_id: acmeId,
  member_id: amaraId,
  email_address: amara,
  name: 'Amara Okafor',
  status: 'active',
  email_address_verified: true,
  is_breakglass: false,
  is_admin: true,
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
  roles: [
    { role_id: 'stytch_member', sources: directly },
    { role_id: 'stytch_admin', sources: directly },
  ],
  trusted_metadata: {},
  untrusted_metadata: {},
  scim_registration: null,
  external_id: 'hr|1001',
  lock_created_at: null,
  lock_expires_at: null,
  created_at: '2026-01-15T09:00:00Z',
  updated_at: '2026-01-15T09:00:00Z',
};
