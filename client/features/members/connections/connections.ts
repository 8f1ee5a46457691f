import type { AccessState, GrantedScope } from '#contract/access.ts';
import type { MemberPage } from '#contract/member-page.ts';
import type { ScopeClass } from '#contract/scopes.ts';

/** What one member let one app do. */
export type Connection = MemberPage['apps'][number];

/** How many of the scopes are in each state of effective access. */
export function countAccess(scopes: readonly GrantedScope[]): Record<AccessState, number> {
  const counts: Record<AccessState, number> = {
    dormant: 0,
    partly: 0,
    backed: 0,
    unchecked: 0,
    unknown: 0,
  };
  for (const { access } of scopes) counts[access.state] += 1;
  return counts;
}

/** How many of the scopes are of a class. */
export function countOfClass(scopes: readonly GrantedScope[], ofClass: ScopeClass): number {
  return scopes.filter((scope) => scope.class === ofClass).length;
}

/** What has come and what has gone of a grant since it was first seen. */
export interface ScopeChange {
  /** In the order of the grant. */
  added: readonly GrantedScope[];
  dropped: readonly string[];
}

/** How a grant differs from what was seen first; null where it does not or was never recorded. */
export function changeSinceSeen({ scopes, seen }: Connection): ScopeChange | null {
  if (seen === null) return null;
  const then = new Set(seen.scopesThen);
  const now = new Set(scopes.map(({ name }) => name));
  const added = scopes.filter(({ name }) => !then.has(name));
  const dropped = [...then].filter((name) => !now.has(name));
  return added.length + dropped.length === 0 ? null : { added, dropped };
}

/** Every scope that the member granted to any app, once. */
export function distinctScopes(connections: readonly Connection[]): GrantedScope[] {
  const all = connections.flatMap(({ scopes }) => scopes);
  return [...new Map(all.map((scope) => [scope.name, scope])).values()];
}
