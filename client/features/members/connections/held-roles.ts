import type { MemberPage } from '#contract/member-page.ts';

/** Which roles the member has, for comparing them with those that a permission asks for. */
export interface HeldRoles {
  /** Whether they could be read. */
  isKnown: boolean;
  of(roleId: string): 'held' | 'conditional' | 'other';
  /** The member's own first, then those of some sessions, each as they came. */
  ownFirst(roleIds: readonly string[]): string[];
}

const ranks = { held: 0, conditional: 1, other: 2 } as const;

/** Prepares the comparison; somebody deleted has no role, whatever is on record. */
export function createHeldRoles({
  roles,
  status,
}: Pick<MemberPage['member'], 'roles' | 'status'>): HeldRoles {
  const current = status === 'deleted' ? [] : (roles ?? []);
  const held = new Map(
    current.map(({ id, isConditional }) => [id, isConditional ? 'conditional' : 'held'] as const),
  );
  const of = (roleId: string) => held.get(roleId) ?? 'other';
  return {
    isKnown: roles !== null,
    of,
    ownFirst: (roleIds) => roleIds.toSorted((a, b) => ranks[of(a)] - ranks[of(b)]),
  };
}
