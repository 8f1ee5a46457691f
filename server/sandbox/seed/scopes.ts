import type { Permission, Role } from '../model.ts';

/** OpenID Connect's scopes and Stytch's own; the RBAC policy does not contain them. */
export const oidcScopes = ['openid', 'profile', 'email', 'phone', 'offline_access'] as const;

const custom: readonly [scope: string, description: string][] = [
  ['documents:read', 'Read documents and their comments'],
  ['documents:write', 'Create and change documents'],
  ['documents:delete', 'Delete documents for everyone'],
  ['documents:share', 'Share documents outside the organization'],
  ['calendar:read', 'See calendars and the events in them'],
  ['calendar:write', 'Create, move and cancel events'],
  ['files:read', 'Read files in shared drives'],
  ['files:write', 'Upload and replace files in shared drives'],
  ['files:delete', 'Delete files from shared drives'],
  ['crm:contacts:read', 'Read customer contacts'],
  ['crm:contacts:write', 'Create and change customer contacts'],
  ['crm:deals:read', 'Read deals and their amounts'],
  ['crm:deals:write', 'Create and change deals'],
  ['tickets:read', 'Read support tickets'],
  ['tickets:write', 'Answer and close support tickets'],
  ['messages:read', 'Read messages in channels the member is in'],
  ['messages:send', 'Send messages in the name of the member'],
  ['analytics:read', 'See dashboards and reports'],
  ['analytics:export', 'Export the raw events behind reports'],
  ['billing:read', 'See invoices and the payment method'],
  ['billing:export', 'Export all invoices and payment records'],
  ['billing:manage', 'Change the plan and the payment method'],
  ['members:read', 'See the names and addresses of members'],
  ['members:invite', 'Invite people to the organization'],
  ['members:delete', 'Remove people from the organization'],
  ['projects:read', 'Read projects and tasks'],
  ['projects:write', 'Create and change projects and tasks'],
  ['projects:admin', 'Change who may do what in projects'],
  ['webhooks:manage', 'Create webhooks that send data elsewhere'],
  ['keys:manage', 'Create and revoke API keys'],
  ['payroll:read', 'Read salaries and bank details'],
  ['audit:read', 'Read the audit log'],
  ['time:read', 'Read time sheets'],
  ['time:write', 'Fill in time sheets'],
];

function permissionOf(scope: string): Permission {
  const cut = scope.lastIndexOf(':');
  const action = scope.slice(cut + 1);
  // Exporting bills includes reading them, so a role that only reads backs this scope partly.
  const actions = scope === 'billing:export' ? ['read', action] : [action];
  return { resource_id: scope.slice(0, cut).replaceAll(':', '.'), actions };
}

/** The project's custom scopes with description and permissions. */
export const policyScopes = custom.map(([scope, description]) => ({
  scope,
  description,
  permissions: [permissionOf(scope)],
}));

export const customScopeNames = custom.map(([scope]) => scope);

function resources() {
  const actions = new Map<string, Set<string>>();
  for (const { permissions } of policyScopes) {
    for (const permission of permissions) {
      const known = actions.get(permission.resource_id) ?? new Set();
      for (const action of permission.actions) known.add(action);
      actions.set(permission.resource_id, known);
    }
  }
  actions.set('grantscope.support', new Set(['inspect']));
  return [...actions].map(([resource_id, set]) => ({
    resource_id,
    description: '',
    actions: [...set],
  }));
}

const everythingCustom = resources()
  .filter(({ resource_id }) => resource_id !== 'grantscope.support')
  .map(({ resource_id }) => ({ resource_id, actions: ['*'] }));

/** Stytch's two default roles and ours (https://stytch.com/docs/b2b/guides/rbac/stytch-default). */
export const roles: Role[] = [
  {
    role_id: 'stytch_member',
    description: 'Granted to every member.',
    permissions: [
      { resource_id: 'stytch.self', actions: ['*'] },
      { resource_id: 'documents', actions: ['read', 'write'] },
      { resource_id: 'calendar', actions: ['read', 'write'] },
      { resource_id: 'files', actions: ['read'] },
      { resource_id: 'messages', actions: ['read', 'send'] },
    ],
  },
  {
    role_id: 'stytch_admin',
    description: 'Granted to the creator of the organization.',
    permissions: [
      ...['stytch.organization', 'stytch.member', 'stytch.sso', 'stytch.scim'].map(
        (resource_id) => ({ resource_id, actions: ['*'] }),
      ),
      ...everythingCustom,
    ],
  },
  {
    role_id: 'consent_reader',
    description: 'Sees which connected apps hold grants, without the names of members.',
    permissions: [{ resource_id: 'stytch.member', actions: ['get.connected-apps'] }],
  },
  {
    role_id: 'consent_manager',
    description: 'Reviews and revokes grants of connected apps.',
    permissions: [
      {
        resource_id: 'stytch.member',
        actions: ['get.connected-apps', 'revoke.connected-app', 'search'],
      },
    ],
  },
];

/** Stytch's own resources, with the actions that its docs and components name. */
const stytchResources = [
  {
    resource_id: 'stytch.organization',
    description: 'The organization itself.',
    actions: [
      ...['name', 'slug', 'logo-url'].map((field) => `update.info.${field}`),
      ...[
        'allowed-auth-methods',
        'allowed-mfa-methods',
        'email-jit-provisioning',
        'email-invites',
        'allowed-domains',
        'default-sso-connection',
        'sso-jit-provisioning',
        'mfa-policy',
        'implicit-roles',
        'oauth-tenant-jit-provisioning',
        'allowed-oauth-tenants',
      ].map((setting) => `update.settings.${setting}`),
      'delete',
    ],
  },
  {
    resource_id: 'stytch.member',
    description: 'Every member of the organization.',
    actions: [
      'create',
      'search',
      'update.info.name',
      'update.info.untrusted-metadata',
      'update.info.mfa-phone',
      'update.info.delete.mfa-phone',
      'update.info.delete.mfa-totp',
      'update.info.delete.password',
      'update.info.email',
      'update.info.unlink.retired-email',
      'update.settings.is-breakglass',
      'update.settings.mfa-enrolled',
      'update.settings.default-mfa-method',
      'update.settings.roles',
      'delete',
      'revoke-sessions',
      'get.connected-apps',
      'revoke.connected-app',
    ],
  },
  {
    resource_id: 'stytch.self',
    description: 'The member who is signed in.',
    actions: [
      'update.info.name',
      'update.info.untrusted-metadata',
      'update.info.mfa-phone',
      'update.info.delete.mfa-phone',
      'update.info.delete.mfa-totp',
      'update.info.delete.password',
      'update.info.email',
      'update.info.unlink.retired-email',
      'update.settings.mfa-enrolled',
      'update.settings.default-mfa-method',
      'delete',
      'revoke-sessions',
      'get.connected-apps',
      'revoke.connected-app',
    ],
  },
  ...['sso', 'scim', 'custom-org-roles'].map((name) => ({
    resource_id: `stytch.${name}`,
    description: '',
    actions: ['create', 'get', 'update', 'delete'],
  })),
];

export const policyResources = [...stytchResources, ...resources()];
