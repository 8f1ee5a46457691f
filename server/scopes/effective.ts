import type { Member, RbacPolicy } from '../stytch/types.ts';
import { identityScopes } from './rules.ts';

/** One permission of a scope, and which of the roles asked about back it: none, and it is missing. */
interface PermissionBacking {
  resourceId: string;
  action: string;
  /** In the order of the policy. */
  backedBy: string[];
}

/**
 * What a granted scope comes to with some roles. `backed`: they permit all that it names; `partly`:
 * some of it; `dormant`: nothing. `unchecked`: roles do not decide about it.
 */
type EffectiveAccess =
  | { scope: string; state: 'backed' | 'partly' | 'dormant'; permissions: PermissionBacking[] }
  | { scope: string; state: 'unchecked'; reason: UncheckedReason };

/**
 * Why roles do not decide: it is of OpenID Connect, or Stytch's own; the policy does not define it;
 * or the policy lists no permission for it, so that "all of them" would mean nothing.
 */
type UncheckedReason = 'openid-connect' | 'stytch' | 'not-in-policy' | 'no-permissions';

/** Tells what scopes come to, by one organization's policy. */
export interface EffectiveScopes {
  /**
   * What a scope comes to with exactly these roles; ids that the policy does not define add nothing.
   * To compare roles, ask with all roles of the policy: each permission then names who backs it.
   */
  of(roleIds: readonly string[], scope: string): EffectiveAccess;
}

/** The role that everybody holds (https://stytch.com/docs/b2b/guides/rbac/stytch-default). */
const everybodysRole = 'stytch_member';

/**
 * The ids of a member's roles. `certain` hold however the member signs in. `conditional` are those
 * that come through SSO or SCIM alone: Stytch counts them only for a session with a matching factor,
 * and says nowhere whether an app's token keeps them. Whoever must not claim more access than there
 * is asks with the certain ones. Someone deleted has none, not even everybody's. Being an
 * administrator is holding `stytch_admin`, which is never implied.
 */
export function heldRoles({ status, roles }: Pick<Member, 'status' | 'roles'>): {
  certain: string[];
  conditional: string[];
} {
  const certain = new Set<string>();
  const conditional = new Set<string>();
  if (status !== 'deleted') {
    certain.add(everybodysRole);
    for (const { roleId, sources } of roles) {
      const isCertain = sources.some((source) => source === 'direct' || source === 'email-domain');
      (isCertain ? certain : conditional).add(roleId);
    }
  }
  return {
    certain: [...certain],
    conditional: [...conditional].filter((roleId) => !certain.has(roleId)),
  };
}

/** Resource → actions. */
type Permitted = Map<string, Set<string>>;
type Permissions = RbacPolicy['roles'][number]['permissions'];

function addPermissions(permitted: Permitted, permissions: Permissions): Permitted {
  for (const { resourceId, actions } of permissions) {
    const known = permitted.get(resourceId) ?? new Set();
    for (const action of actions) known.add(action);
    permitted.set(resourceId, known);
  }
  return permitted;
}

function uncheckedReason(scope: string): UncheckedReason | null {
  if (scope === 'full_access') return 'stytch';
  const isIdentity = identityScopes.some((known) => known === scope);
  return isIdentity || scope === 'offline_access' ? 'openid-connect' : null;
}

/**
 * Each role's definitions: one, unless the organization's own policy uses an id of the project's.
 * Which of the two then applies is documented nowhere, so a role permits what all of them do.
 */
function definitionsOf(roles: RbacPolicy['roles']): Map<string, Permitted[]> {
  const definitions = new Map<string, Permitted[]>();
  for (const { roleId, permissions } of roles) {
    const known = definitions.get(roleId) ?? [];
    known.push(addPermissions(new Map(), permissions));
    definitions.set(roleId, known);
  }
  return definitions;
}

/** A scope that is defined twice names all that both definitions do: more has to be backed. */
function scopePermissions(scopes: RbacPolicy['scopes']): Map<string, Permitted> {
  const defined = new Map<string, Permitted>();
  for (const { scope, permissions } of scopes) {
    defined.set(scope, addPermissions(defined.get(scope) ?? new Map(), permissions));
  }
  return defined;
}

/**
 * Prepares the answers for one policy: the scopes of the project with the roles of the project and of
 * one organization. `*` is every action of its resource. For what Stytch's documents leave open the
 * reading is the one that never claims more access than there is:
 * - only an action can be `*`; a resource of that name, or one whose name begins like another's, is a
 *   resource like any other;
 * - a scope that asks for `*` is backed by a role with `*` alone, not by one that lists every action
 *   that is known today. What roles do list then counts as the part that they back.
 */
export function createEffectiveScopes(policy: RbacPolicy): EffectiveScopes {
  const definitions = definitionsOf(policy.roles);
  const defined = scopePermissions(policy.scopes);

  function backersOf(held: ReadonlySet<string>, resourceId: string, action: string): string[] {
    const backers: string[] = [];
    for (const [roleId, all] of definitions) {
      const isBacking = all.every((permitted) => {
        const actions = permitted.get(resourceId);
        return actions?.has('*') === true || actions?.has(action) === true;
      });
      if (isBacking && held.has(roleId)) backers.push(roleId);
    }
    return backers;
  }

  /** What the held roles list for a resource. */
  function listedActions(held: ReadonlySet<string>, resourceId: string): string[] {
    const listed = new Set<string>();
    for (const roleId of held) {
      for (const permitted of definitions.get(roleId) ?? []) {
        for (const action of permitted.get(resourceId) ?? []) listed.add(action);
      }
    }
    return [...listed];
  }

  function rowsOf(held: ReadonlySet<string>, permitted: Permitted): PermissionBacking[] {
    return Array.from(permitted, ([resourceId, actions]) => {
      const row = (action: string) => ({
        resourceId,
        action,
        backedBy: backersOf(held, resourceId, action),
      });
      const rows = Array.from(actions, row);
      if (!actions.has('*')) return rows;
      const others = listedActions(held, resourceId).filter((action) => !actions.has(action));
      return [...rows, ...others.map(row).filter(({ backedBy }) => backedBy.length > 0)];
    }).flat();
  }

  return {
    of(roleIds, scope) {
      const permitted = defined.get(scope);
      const reason = uncheckedReason(scope) ?? (permitted === undefined ? 'not-in-policy' : null);
      if (reason !== null) return { scope, state: 'unchecked', reason };
      const permissions = rowsOf(new Set(roleIds), permitted ?? new Map());
      if (permissions.length === 0) return { scope, state: 'unchecked', reason: 'no-permissions' };
      const backed = permissions.filter(({ backedBy }) => backedBy.length > 0).length;
      const state = backed === 0 ? 'dormant' : backed < permissions.length ? 'partly' : 'backed';
      return { scope, state, permissions };
    },
  };
}
