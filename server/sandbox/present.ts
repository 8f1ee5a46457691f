import { effectiveRoles } from './authority.ts';
import { totpIdOf } from './jwt.ts';
import type { ClientApp, Member, Organization } from './model.ts';
import { stableUuid } from './random.ts';

const created = '2026-01-15T09:00:00Z';

/** The Organization object as a live test project returned it, nulls included. */
export function organizationBody(organization: Organization): Record<string, unknown> {
  return {
    organization_id: organization.organizationId,
    organization_name: organization.name,
    organization_slug: organization.slug,
    organization_logo_url: '',
    organization_external_id: organization.externalId,
    sso_jit_provisioning: 'ALL_ALLOWED',
    sso_jit_provisioning_allowed_connections: [],
    sso_active_connections: [],
    sso_default_connection_id: null,
    email_allowed_domains: [organization.domain],
    claimed_email_domains: [],
    email_jit_provisioning: 'NOT_ALLOWED',
    email_invites: 'ALL_ALLOWED',
    auth_methods: organization.authMethods.type,
    allowed_auth_methods: organization.authMethods.allowed,
    mfa_policy: 'OPTIONAL',
    mfa_methods: 'ALL_ALLOWED',
    allowed_mfa_methods: [],
    oauth_tenant_jit_provisioning: 'NOT_ALLOWED',
    allowed_oauth_tenants: {},
    rbac_email_implicit_role_assignments: [],
    first_party_connected_apps_allowed_type: organization.firstParty.type,
    allowed_first_party_connected_apps: organization.firstParty.allowed,
    third_party_connected_apps_allowed_type: organization.thirdParty.type,
    allowed_third_party_connected_apps: organization.thirdParty.allowed,
    custom_roles: organization.customRoles,
    scim_active_connection: null,
    scim_active_connections: [],
    trusted_metadata: {},
    created_at: created,
    updated_at: created,
  };
}

/** The phone number of a member's second factor, or "". */
export function phoneOf(member: Member): string {
  return member.mfaMethods.includes('sms_otp') ? '+15005550006' : '';
}

/** A lock ends by itself; its times stay on record. */
function isLocked({ lock }: Member): boolean {
  if (lock === undefined || lock === null) return false;
  return lock.expiresAt === null || Date.parse(lock.expiresAt) > Date.now();
}

/** Id of a member's authenticator app, or "". */
export function totpOf(member: Member): string {
  return member.mfaMethods.includes('totp') ? totpIdOf(member.memberId) : '';
}

/**
 * All roles of a member by source. Those of an SSO group count only in sessions with a factor of that
 * connection, which this sandbox does not have (https://stytch.com/docs/b2b/guides/rbac/role-assignment).
 */
function rolesBody(member: Member): Record<string, unknown>[] {
  const { organizationId, ssoRoles = [] } = member;
  const directly = effectiveRoles(member).map((role_id) => ({
    role_id,
    sources: [{ type: 'direct_assignment', details: {} }],
  }));
  if (ssoRoles.length === 0) return directly;
  const connection_id = `saml-connection-test-${stableUuid(`saml ${organizationId}`)}`;
  const source = {
    type: 'sso_connection_group',
    details: { connection_id, group: 'Platform admins' },
  };
  return [...directly, ...ssoRoles.map((role_id) => ({ role_id, sources: [source] }))];
}

/** The Member object. */
export function memberBody(member: Member): Record<string, unknown> {
  return {
    organization_id: member.organizationId,
    member_id: member.memberId,
    email_address: member.email,
    name: member.name,
    status: member.status,
    email_address_verified: member.status === 'active',
    is_breakglass: member.isBreakglass,
    is_admin: member.roles.includes('stytch_admin'),
    is_locked: isLocked(member),
    mfa_enrolled: member.mfaMethods.length > 0,
    mfa_phone_number_verified: phoneOf(member) !== '',
    mfa_phone_number: phoneOf(member),
    default_mfa_method: member.mfaMethods[0] ?? '',
    member_password_id: '',
    totp_registration_id: totpOf(member),
    sso_registrations: [],
    oauth_registrations: [],
    retired_email_addresses: [],
    roles: rolesBody(member),
    trusted_metadata: {},
    untrusted_metadata: {},
    scim_registration: null,
    external_id: member.externalId,
    lock_created_at: member.lock?.createdAt ?? null,
    lock_expires_at: member.lock?.expiresAt ?? null,
    created_at: created,
    updated_at: created,
  };
}

function absolute(logo: string | null, origin: string): string | null {
  return logo?.startsWith('/') === true ? origin + logo : logo;
}

/** An app with the field names of the consent endpoints. */
export function connectedAppBody(app: ClientApp, origin: string): Record<string, unknown> {
  return {
    connected_app_id: app.clientId,
    name: app.name,
    description: app.description,
    client_type: app.clientType,
    logo_url: absolute(app.logo, origin),
  };
}

/** An app with the field names of the project-wide client endpoints. */
export function clientBody(app: ClientApp, origin: string): Record<string, unknown> {
  return {
    client_id: app.clientId,
    client_name: app.name,
    client_description: app.description,
    status: 'active',
    client_type: app.clientType,
    full_access_allowed: app.clientType === 'first_party',
    redirect_urls: ['https://app.example/callback'],
    post_logout_redirect_urls: [],
    access_token_expiry_minutes: 60,
    access_token_custom_audience: null,
    access_token_template_content: '{}',
    id_token_template_content: '',
    bypass_consent_for_offline_access: false,
    creation_method: app.creationMethod,
    client_secret_last_four: app.clientType.endsWith('_public') ? null : '0000',
    next_client_secret_last_four: null,
    logo_url: absolute(app.logo, origin),
    client_id_metadata_url: null,
  };
}
