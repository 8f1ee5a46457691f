import { scopeClasses, type ScopeClass } from '#contract/scopes.ts';

/** A scope of a changed grant; its class is null where no app holds it any more. */
export interface DiffedScope {
  name: string;
  class: ScopeClass | null;
}

/** What became of the scopes of a grant, each list heaviest first. */
export interface Difference {
  came: DiffedScope[];
  left: DiffedScope[];
  kept: DiffedScope[];
}

const weight = (scope: DiffedScope) =>
  scope.class === null ? -1 : scopeClasses.indexOf(scope.class);

/** Compares the scopes of a grant before and after; null stands for no grant. */
export function differenceOf(
  before: readonly string[] | null,
  after: readonly string[] | null,
  classOf: (scope: string) => ScopeClass | null,
): Difference {
  const [had, has] = [new Set(before), new Set(after)];
  const present = (names: Iterable<string>) =>
    Array.from(names, (name) => ({ name, class: classOf(name) })).toSorted(
      (a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1),
    );
  return {
    came: present([...has].filter((name) => !had.has(name))),
    left: present([...had].filter((name) => !has.has(name))),
    kept: present([...has].filter((name) => had.has(name))),
  };
}
