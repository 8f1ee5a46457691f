import type { Grants, Member } from '../model.ts';
import { createRandom, stableUuid, type Random } from '../random.ts';
import type { SeedApp } from './apps.ts';
import type { OrganizationPlan } from './plans.ts';
import { customScopeNames, oidcScopes } from './scopes.ts';

/** Every distinct scope set that members grant to one app: from nearly all scopes to two or three. */
function scopeSets(app: SeedApp, random: Random): (readonly string[])[] {
  const sets = [app.scopes];
  for (let variant = 0; variant < 9; variant += 1) {
    sets.push(app.scopes.filter((_, position) => position < 2 || random.below(10) > variant));
  }
  return sets;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * A step that visits all `count` places before it repeats, and scatters neighbours: about half of `count`
 * divided by the square of the golden ratio, or a little more.
 */
function stride(count: number): number {
  let step = Math.max(1, Math.floor(count * 0.190983));
  while (greatestCommonDivisor(step, count) !== 1) step += 1;
  return step;
}

/** Who granted what, for all apps of an organization. */
export function buildGrants(
  plan: OrganizationPlan,
  apps: readonly SeedApp[],
  members: readonly Member[],
): Grants {
  const grants: Grants = new Map();
  const step = stride(plan.members);
  apps.slice(0, plan.apps).forEach((app, appIndex) => {
    const random = createRandom(`grants ${plan.slug} ${appIndex}`);
    const sets = scopeSets(app, random);
    const share = appIndex === 0 ? 0.77 : 0.05 + random.next() * 0.5;
    const holders = new Map<string, readonly string[]>();
    const shift = appIndex === 0 ? 0 : random.below(plan.members);
    const everybody = appIndex === 0 && plan.firstAppForAll === true;
    const wanted = Math.max(1, Math.round(plan.members * share));
    members.forEach((member, index) => {
      // By place and not by status, which tests change: the seed must not depend on when it is built.
      const live = index < plan.members;
      // A permutation of the members that differs per app, so that views of two apps differ.
      const place = everybody ? 0 : (index * step + shift) % plan.members;
      if (live ? everybody || place < wanted : appIndex < 3 && index % 2 === appIndex % 2) {
        holders.set(member.memberId, sets[random.below(sets.length)] ?? app.scopes);
      }
    });
    if (plan.slug === 'acme-robotics' && appIndex === 0) addOddGrants(holders, members);
    grants.set(app.clientId, holders);
  });
  return grants;
}

/** One member with forty scopes, and one id that belongs to no one. */
function addOddGrants(holders: Map<string, readonly string[]>, members: readonly Member[]): void {
  const heavy = members.find(({ memberId }) => holders.has(memberId));
  const every = [...oidcScopes, 'full_access', ...customScopeNames].slice(0, 40);
  if (heavy !== undefined) holders.set(heavy.memberId, every);
  holders.set(`member-test-${stableUuid('nobody')}`, ['openid', 'offline_access']);
}
