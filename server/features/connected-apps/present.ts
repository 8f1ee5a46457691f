import type { ConnectedApp as AppView, GrantTable, Reach } from '#contract/connected-apps.ts';
import {
  classifyScope,
  compareScopes,
  compareWeight,
  describeScopes,
} from '../../scopes/describe.ts';
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
 * Tells apart the sets of scopes as they came: each distinct scope, each distinct list, and for
 * every member the number of theirs. Keys are made of numbers, since a name may hold any character.
 */
function numberSets(lists: Iterable<readonly string[]>) {
  const codes = new Map<string, string>();
  const numbers = new Map<string, number>();
  const sets: (readonly string[])[] = [];
  const rows: number[] = [];
  for (const list of lists) {
    let key = '';
    for (const name of list) {
      let code = codes.get(name);
      if (code === undefined) {
        code = `${codes.size} `;
        codes.set(name, code);
      }
      key += code;
    }
    let number = numbers.get(key);
    if (number === undefined) {
      number = sets.length;
      numbers.set(key, number);
      sets.push(list);
    }
    rows.push(number);
  }
  // An empty name is no scope.
  codes.delete('');
  return { names: codes.keys(), sets, rows };
}

/**
 * Grants in columns: each distinct scope and each distinct set of scopes once, then an id and a
 * number per member. A member listed twice holds the scopes of both entries. Linear in the grants.
 */
export function encodeGrants(grants: readonly Grant[], policy: RbacPolicy | null): Columns {
  const byMember = mergeMembers(grants);
  const { names, sets, rows } = numberSets(byMember.values());
  const scopes = describeScopes(names, policy);
  const rank = new Map(scopes.map(({ name }, index) => [name, index]));
  const numbers = new Map<string, number>();
  const scopeSets: number[][] = [];
  // Lists of the same scopes in another order are one set.
  const setOf = sets.map((list) => {
    const ranks = [...new Set(list.flatMap((name) => rank.get(name) ?? []))];
    ranks.sort((a, b) => a - b);
    const key = ranks.join(' ');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, scopeSets.length);
    return scopeSets.push(ranks) - 1;
  });
  const members = { ids: [...byMember.keys()], sets: rows.map((row) => setOf[row] ?? 0) };
  return { scopes, scopeSets, members };
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
  const ordered = scopes.toSorted(
    (a, b) => compareWeight(a, b) || b.members - a.members || compareScopes(a, b),
  );
  return { asOf, members: byMember.size, scopes: ordered };
}
