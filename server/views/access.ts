import type { AccessState, ScopePermission, UncheckedReason } from '#contract/access.ts';
import { createEffectiveScopes, heldRoles } from '../scopes/effective.ts';
import type { Entries, Member, MemberRole, ProjectPolicy, Role } from '../stytch/types.ts';
import type { OrganizationFacts } from '../live/facts.ts';
import { orNull } from '../live/or-null.ts';

/** What granted scopes come to, by an organization's policy and the roles of its members. */
export interface Access {
  /** What a scope comes to for a member; `unknown` for one whose roles are not known. */
  of(member: Pick<Member, 'status' | 'roles'> | null | undefined, scope: string): AccessState;
  /** What a scope permits, every role that backs it, and why roles do not decide if they do not. */
  permissionsOf(scope: string): { permissions: ScopePermission[]; reason: UncheckedReason | null };
}

/**
 * Takes the project's policy and all roles, including the organization's own. Results are kept per list of
 * roles and scope: members of one search share theirs.
 */
export function createAccess(policy: ProjectPolicy, roles: Entries<Role>): Access {
  const effective = createEffectiveScopes({ scopes: policy.scopes, roles: roles.items });
  const everyRole = roles.items.map(({ roleId }) => roleId);
  const defined = new Set(everyRole);

  /** What some roles make of a scope; what a definition that could not be read may change is unknown. */
  function stateWith(roleIds: readonly string[], scope: string): AccessState {
    const access = effective.of(roleIds, scope);
    if (access.state === 'unchecked') {
      const isCut = access.reason === 'not-in-policy' && policy.unreadable.scopes > 0;
      return isCut ? 'unknown' : 'unchecked';
    }
    const mayLack = roles.unreadable > 0 && roleIds.some((roleId) => !defined.has(roleId));
    return mayLack && access.state !== 'backed' ? 'unknown' : access.state;
  }

  const known = new WeakMap<readonly MemberRole[], Map<string, AccessState>>();
  const ofNobody = new Map<string, AccessState>();
  return {
    permissionsOf(scope) {
      const access = effective.of(everyRole, scope);
      return access.state === 'unchecked'
        ? { permissions: [], reason: access.reason }
        : { permissions: access.permissions, reason: null };
    },
    of(member, scope) {
      if (member === null || member === undefined) {
        const state = ofNobody.get(scope) ?? stateWith([], scope);
        ofNobody.set(scope, state);
        return state === 'unchecked' ? state : 'unknown';
      }
      const states = known.get(member.roles) ?? new Map<string, AccessState>();
      known.set(member.roles, states);
      const key = `${member.status} ${scope}`;
      const state = states.get(key) ?? stateWith(heldRoles(member).certain, scope);
      states.set(key, state);
      return state;
    },
  };
}

/** The policy, all roles, and what scopes come to by both; each null where it could not be read. */
export async function readAccess(facts: OrganizationFacts, organizationId: string) {
  const [policy, roles] = await Promise.all([
    orNull(facts.policy()),
    orNull(facts.roles(organizationId)),
  ]);
  const access = policy === null || roles === null ? null : createAccess(policy, roles);
  return { policy, roles, access };
}
