import type { MemberPage } from '#contract/member-page.ts';
import type { Access } from '../../views/access.ts';
import { presentGranted } from '../../views/granted-scopes.ts';
import { presentApp } from '../../views/present-app.ts';
import type { ScopeClassifier } from '../../scopes/classifier.ts';
import { heldRoles } from '../../scopes/effective.ts';
import type { GrantSeen } from '../../store/history.ts';
import type {
  ConnectedApp,
  Entries,
  Member,
  Organization,
  ProjectPolicy,
  Role,
} from '../../stytch/types.ts';

/** Everything that a member's page is made of; null where it could not be read. */
export interface PageParts {
  member: Pick<Member, 'memberId' | 'name' | 'email' | 'status'> & Partial<Pick<Member, 'roles'>>;
  grants: {
    items: readonly { app: ConnectedApp; grantedScopes: readonly string[] }[];
    unreadable: number;
  };
  organization: Organization | null;
  policy: ProjectPolicy | null;
  roles: Entries<Role> | null;
  access: Access | null;
  history: readonly GrantSeen[] | null;
}

function presentRoles({ member, roles }: PageParts): MemberPage['member']['roles'] {
  if (member.roles === undefined || roles === null) return null;
  const described = new Map(roles.items.map(({ roleId, description }) => [roleId, description]));
  const { conditional } = heldRoles({ status: member.status, roles: member.roles });
  return member.roles.map(({ roleId, sources }) => ({
    id: roleId,
    description: described.get(roleId) ?? '',
    sources: [...sources],
    isConditional: conditional.includes(roleId),
  }));
}

/** Whose roles are compared; null where they could not be read. */
function holderOf({ status, roles }: PageParts['member']) {
  return roles === undefined ? null : { status, roles };
}

function presentObservation(seen: GrantSeen | undefined): MemberPage['apps'][number]['seen'] {
  if (seen === undefined || seen.goneSince !== null) return null;
  const { firstSeen, isFromStart, scopesThen, scopesSince } = seen;
  return { firstSeen, isFromStart, scopesThen, scopesSince };
}

/** A member's page: what they connected, what each scope comes to, and what was there before. */
export function presentPage(
  parts: PageParts,
  classifier: ScopeClassifier,
  asOf: number,
): MemberPage {
  const { member, grants, organization, policy, roles, access, history } = parts;
  const surroundings = { policy, access, member: holderOf(member) };
  const seen = new Map(history?.map((grant) => [grant.app.id, grant]));
  const there = new Set(grants.items.map(({ app }) => app.connectedAppId));
  const missing: MemberPage['missing'] = [];
  if (policy === null) missing.push('scope-descriptions');
  else if (policy.unreadable.scopes + (roles?.unreadable ?? 0) > 0)
    missing.push('some-definitions');
  if (access === null) missing.push('roles');
  if (organization === null) missing.push('policy');
  if (history === null) missing.push('history');
  return {
    asOf,
    member: {
      id: member.memberId,
      name: member.name,
      email: member.email,
      status: member.status,
      roles: presentRoles(parts),
    },
    apps: grants.items.map(({ app, grantedScopes }) => ({
      app: presentApp(app, organization),
      scopes: presentGranted(grantedScopes, surroundings, classifier),
      seen: presentObservation(seen.get(app.connectedAppId)),
    })),
    unreadable: grants.unreadable,
    past: (history ?? [])
      .flatMap(({ app, scopesNow, firstSeen, goneSince }) =>
        goneSince === null || there.has(app.id)
          ? []
          : [{ app, scopes: scopesNow, firstSeen, goneSince }],
      )
      .toSorted((a, b) => b.goneSince - a.goneSince),
    missing,
  };
}
