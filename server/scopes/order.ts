import { scopeClasses, type ScopeClass } from '#contract/scopes.ts';

type Classified = { class: ScopeClass; name: string };

/** Orders scopes heaviest class first. */
export function compareWeight(a: Classified, b: Classified): number {
  return scopeClasses.indexOf(b.class) - scopeClasses.indexOf(a.class);
}

/** Orders scopes heaviest class first, then by name. */
export function compareScopes(a: Classified, b: Classified): number {
  return compareWeight(a, b) || (a.name < b.name ? -1 : Number(a.name > b.name));
}
