import type { Permissions } from '#contract/session.ts';
import type { Role } from '../../stytch/types.ts';

/** Who is the vendor's support: members of this organization whose roles allow the action. */
export interface SupportRule {
  organizationId: string;
  resource: string;
  action: string;
  /** Whether only those who proved a second factor are. */
  secondFactor: 'required' | 'optional';
}

/** Where the roles are held, and how. */
interface Standing {
  organizationId: string;
  support: SupportRule | null;
  /** Whether the session has a second factor. */
  secondFactor: boolean;
}

function holds(roles: readonly Role[], resourceId: string, action: string): boolean {
  return roles.some(({ permissions }) =>
    permissions.some(
      (permission) =>
        permission.resourceId === resourceId &&
        permission.actions.some((known) => known === action || known === '*'),
    ),
  );
}

/**
 * What the holder of these role ids may do in an organization, by the project's roles and the
 * organization's own; only those of the vendor's organization can be its support.
 * `*` is every action of its resource (https://stytch.com/docs/b2b/guides/rbac/overview).
 */
export function permissionsOf(
  roleIds: readonly string[],
  known: readonly Role[],
  { organizationId, support, secondFactor }: Standing,
): Permissions {
  const roles = known.filter(({ roleId }) => roleIds.includes(roleId));
  return {
    readConnectedApps: holds(roles, 'stytch.member', 'get.connected-apps'),
    readMembers: holds(roles, 'stytch.member', 'search'),
    revoke: holds(roles, 'stytch.member', 'revoke.connected-app'),
    inspectCustomers:
      support !== null &&
      support.organizationId === organizationId &&
      (secondFactor || support.secondFactor === 'optional') &&
      holds(roles, support.resource, support.action),
  };
}
