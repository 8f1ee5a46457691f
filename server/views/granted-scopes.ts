import type { GrantedScope } from '#contract/access.ts';
import type { ScopeClassifier } from '../scopes/classifier.ts';
import type { Member, RbacPolicy } from '../stytch/types.ts';
import type { Access } from './access.ts';

interface Surroundings {
  /** Null where they could not be read. */
  policy: RbacPolicy | null;
  access: Access | null;
  /** Of whoever granted them; null where it is not known which roles they have. */
  member: Pick<Member, 'status' | 'roles'> | null;
}

/** Granted scopes, heaviest first, each with what it comes to with the member's roles. */
export function presentGranted(
  names: readonly string[],
  { policy, access, member }: Surroundings,
  classifier: ScopeClassifier,
): GrantedScope[] {
  return classifier.describe(new Set(names), policy).map((scope) => ({
    ...scope,
    access: {
      state: access?.of(member, scope.name) ?? 'unknown',
      ...(access?.permissionsOf(scope.name) ?? { permissions: [], reason: null }),
    },
  }));
}
