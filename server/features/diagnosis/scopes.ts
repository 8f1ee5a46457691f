import type { GrantedScope } from '#contract/access.ts';
import type { Diagnosis } from '#contract/diagnosis.ts';
import { createAccess, type Access } from '../../views/access.ts';
import { rolesOf } from '../../live/facts.ts';
import { presentGranted } from '../../views/granted-scopes.ts';
import type { ScopeClassifier } from '../../scopes/classifier.ts';
import { heldRoles } from '../../scopes/effective.ts';
import type { MemberInDetail } from '../../stytch/types.ts';
import type { Facts } from './facts.ts';
import { readingsOfGrant, type GrantNow } from './grant.ts';

type Checks = Diagnosis['checks'];

/** What scopes come to, by what was read; null where policy or roles could not be. */
export function accessFrom({ policy, organization }: Facts): Access | null {
  if (policy.value === undefined || organization.value === undefined) return null;
  return createAccess(policy.value, rolesOf(policy.value, organization.value.customRoles));
}

/** Which scopes the app holds or, without a grant, held last. */
export function checkScopes(
  facts: Facts,
  grant: GrantNow,
  access: Access | null,
  classifier: ScopeClassifier,
): Checks['scopes'] {
  const { policy, member, record } = facts;
  const readings = readingsOfGrant(facts);
  const names = grant?.scopes ?? record.value?.seen?.scopesNow;
  const none = grant === undefined ? 'unknown' : 'none';
  if (names === undefined) return { state: none, evidence: null, readings };
  const surroundings = { policy: policy.value ?? null, access, member: member.value ?? null };
  const scopes = presentGranted(names, surroundings, classifier);
  const areDescribed = policy.value !== undefined;
  if (grant === null || grant === undefined) {
    const evidence = { of: 'record' as const, scopes, areDescribed };
    return { state: none, evidence, readings: [...readings, record.reading] };
  }
  const state = scopes.length === 0 ? 'look' : 'fine';
  return { state, evidence: { of: 'grant', scopes, areDescribed }, readings };
}

function presentRoles({ status, roles }: MemberInDetail) {
  const { conditional } = heldRoles({ status, roles });
  const holds = (roleId: string) => {
    if (status === 'deleted') return 'no-more';
    return conditional.includes(roleId) ? 'in-some-sessions' : 'always';
  };
  return roles.map(({ roleId }) => ({ id: roleId, holds: holds(roleId) }) as const);
}

/** Scopes of which the member's roles back more where those that hold in some sessions count too. */
function moreInSomeSessions(
  { status, roles }: MemberInDetail,
  access: Access | null,
  scopes: readonly GrantedScope[],
): string[] {
  const all = {
    status,
    roles: roles.map(({ roleId }) => ({ roleId, sources: ['direct'] as const })),
  };
  return scopes
    .filter(({ name, access: { state } }) => (access?.of(all, name) ?? state) !== state)
    .map(({ name }) => name);
}

/** What the member's roles make of the scopes. */
function backingState(scopes: readonly GrantedScope[], more: readonly string[]) {
  const states = scopes.map(({ access }) => access.state);
  if (states.includes('unknown')) return 'unknown';
  const decided = states.filter((state) => state !== 'unchecked');
  const isWithout = decided.length > 0 && decided.every((state) => state === 'dormant');
  if (isWithout && more.length === 0) return 'cause';
  return decided.every((state) => state === 'backed') ? 'fine' : 'look';
}

/** Whether the member's roles permit what the scopes name: an app can do no more than they. */
export function checkBacking(
  facts: Facts,
  grant: GrantNow,
  access: Access | null,
  granted: Checks['scopes']['evidence'],
): Checks['backing'] {
  const { member, policy, organization } = facts;
  const surroundings = [member.reading, policy.reading, organization.reading];
  const readings = [...readingsOfGrant(facts), ...surroundings];
  const who = member.value ?? null;
  const scopes = granted?.scopes ?? [];
  const more = who === null ? [] : moreInSomeSessions(who, access, scopes);
  const evidence = who === null ? null : { roles: presentRoles(who), moreInSomeSessions: more };
  if (grant === undefined) return { state: 'unknown', evidence, readings };
  // Nothing is there to be backed, or nobody whose roles could back it.
  if (grant === null || member.value === null) return { state: 'none', evidence, readings };
  return { state: backingState(scopes, more), evidence, readings };
}
