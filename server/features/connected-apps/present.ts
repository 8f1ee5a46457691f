import type { ConnectedApp as AppView, GrantTable, Reach } from '#contract/connected-apps.ts';
import { classifyScope, compareScopes, describeScopes } from '../../scopes/describe.ts';
import type { ConnectedApp, Grant, Organization, RbacPolicy } from '../../stytch/types.ts';
import { policyStateOf } from './policy.ts';

/** An app as the browser sees it; its logo's address stays here. */
export function presentApp(app: ConnectedApp, organization: Organization | null): AppView {
  return {
    id: app.connectedAppId,
    name: app.name,
    description: app.description,
    clientType: app.clientType,
    clientTypeRaw: app.clientTypeRaw,
    hasLogo: app.logoUrl !== null,
    policy: policyStateOf(app, organization),
  };
}

type Columns = Pick<GrantTable, 'scopes' | 'scopeSets' | 'members'>;

/**
 * Grants in columns: each distinct scope and each distinct set of scopes once, then an id and a
 * number per member. A member listed twice holds the scopes of both entries. Linear in the grants.
 */
export function encodeGrants(grants: readonly Grant[], policy: RbacPolicy | null): Columns {
  const byMember = mergeMembers(grants);
  const names = new Set<string>();
  for (const scopes of new Set(byMember.values())) for (const name of scopes) names.add(name);
  names.delete('');
  const scopes = describeScopes(names, policy);
  const rank = new Map(scopes.map(({ name }, index) => [name, index]));
  const setNumbers = new Map<string, number>();
  const scopeSets: number[][] = [];
  const ids: string[] = [];
  const sets: number[] = [];
  for (const [memberId, granted] of byMember) {
    const key = granted.join(' ');
    let number = setNumbers.get(key);
    if (number === undefined) {
      number = scopeSets.length;
      setNumbers.set(key, number);
      const members = new Set(granted.flatMap((name) => rank.get(name) ?? []));
      scopeSets.push([...members].toSorted((a, b) => a - b));
    }
    ids.push(memberId);
    sets.push(number);
  }
  return { scopes, scopeSets, members: { ids, sets } };
}

function mergeMembers(grants: readonly Grant[]): Map<string, readonly string[]> {
  const byMember = new Map<string, readonly string[]>();
  for (const { memberId, grantedScopes } of grants) {
    const known = byMember.get(memberId);
    byMember.set(memberId, known === undefined ? grantedScopes : [...known, ...grantedScopes]);
  }
  return byMember;
}

/** How far an app reaches: its members, and how many of them granted each scope. */
export function presentReach(grants: readonly Grant[], asOf: number): Reach {
  const byMember = mergeMembers(grants);
  const counts = new Map<string, number>();
  for (const granted of byMember.values()) {
    for (const name of new Set(granted)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  counts.delete('');
  const scopes = Array.from(counts, ([name, members]) => ({
    name,
    class: classifyScope(name).class,
    members,
  }));
  return { asOf, members: byMember.size, scopes: scopes.toSorted(compareScopes) };
}
