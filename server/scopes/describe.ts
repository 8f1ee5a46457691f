import { scopeClasses, type Scope, type ScopeClass } from '#contract/scopes.ts';
import type { RbacPolicy } from '../stytch/types.ts';
import { scopeRules, unknownScope, type ScopeRule } from './rules.ts';

/** Scopes of OpenID Connect and Stytch's own (https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims). */
const builtIn: Readonly<Record<string, string>> = {
  openid: 'Confirms who the member is.',
  profile: 'Sees the name and other profile details of the member.',
  email: 'Sees the e-mail address of the member.',
  phone: 'Sees the phone number of the member.',
  offline_access:
    'Keeps access while the member is away, by refresh tokens that live three months.',
  full_access: 'Acts as the member everywhere, by exchanging its token for a session.',
};

function matches(rule: ScopeRule, scope: string, segments: readonly string[]): boolean {
  if (rule.scopes?.includes(scope) === true) return true;
  const verb = segments.at(-1);
  if (verb !== undefined && rule.verbs?.includes(verb) === true) return true;
  return segments.some((segment) => rule.resources?.includes(segment) === true);
}

/** The class of a scope and the reason for it; every text has exactly one. */
export function classifyScope(scope: string): { class: ScopeClass; why: string } {
  const segments = scope.toLowerCase().split(/[:./_-]/);
  const rule = scopeRules.find((candidate) => matches(candidate, scope, segments));
  return rule === undefined ? unknownScope : { class: rule.class, why: rule.why };
}

type Classified = { class: ScopeClass; name: string };

/** Orders scopes heaviest class first. */
export function compareWeight(a: Classified, b: Classified): number {
  return scopeClasses.indexOf(b.class) - scopeClasses.indexOf(a.class);
}

/** Orders scopes heaviest class first, then by name. */
export function compareScopes(a: Classified, b: Classified): number {
  return compareWeight(a, b) || (a.name < b.name ? -1 : Number(a.name > b.name));
}

/**
 * Names, classes and descriptions of scopes, heaviest first. `policy` is null when it could not be
 * read: custom scopes then have no description.
 */
export function describeScopes(names: Iterable<string>, policy: RbacPolicy | null): Scope[] {
  const custom = new Map(policy?.scopes.map(({ scope, description }) => [scope, description]));
  return Array.from(names, (name) => {
    const known = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
    return { name, description: custom.get(name) || known || null, ...classifyScope(name) };
  }).toSorted(compareScopes);
}
