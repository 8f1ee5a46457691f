import { LRUCache } from 'lru-cache';
import type { Scope, ScopeClass } from '#contract/scopes.ts';
import type { RbacPolicy } from '../stytch/types.ts';
import { compareScopes } from './order.ts';
import {
  builtInRules,
  joinedRule,
  joints,
  segmentSeparator,
  unknownRule,
  type ScopeRule,
} from './rules.ts';

/** What the operator says about scopes; plain data, fit to be sent to a thread. */
export interface OperatorRules {
  /** Tried before the built-in ones, in this order. */
  rules: readonly ScopeRule[];
  /** Go before those of the policy and ours. */
  descriptions: readonly { scope: string; description: string }[];
}

/** The class of a scope, with the reason and the rule that decided it. */
interface Classification {
  class: ScopeClass;
  /** In words fit to show. */
  why: string;
  rule: { source: 'built-in' | 'operator'; name: string };
}

/** A scope as a person is told about it. */
type DescribedScope = Scope & Classification;

/** Scopes as the contract has them where it does not name the rule that decided. */
export function withoutRules(scopes: readonly DescribedScope[]): Scope[] {
  return scopes.map(({ rule: _rule, ...scope }) => scope);
}

/** What is known about scopes by their names alone. */
export interface ScopeClassifier {
  /** What it was made with: enough to make an equal one in another thread. */
  readonly operator: OperatorRules;
  /** The class of a scope; every text has exactly one. */
  classify(scope: string): Classification;
  /**
   * Names, classes and descriptions of scopes, heaviest first. `policy` is null when it could not be
   * read: custom scopes that the operator does not describe then have no description.
   */
  describe(names: Iterable<string>, policy: RbacPolicy | null): DescribedScope[];
}

/** Scopes of OpenID Connect and Stytch's own (https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims). */
const builtInDescriptions: ReadonlyMap<string, string> = new Map([
  ['openid', 'Confirms who the member is.'],
  ['profile', 'Sees the name and other profile details of the member.'],
  ['email', 'Sees the email address of the member.'],
  ['phone', 'Sees the phone number of the member.'],
  [
    'offline_access',
    'Keeps access while the member is away, by refresh tokens that live three months.',
  ],
  ['full_access', 'Acts as the member everywhere, by exchanging its token for a session.'],
]);

/** For each text in one of the rules' lists, the first rule that names it. */
function firstRules(
  rules: readonly ScopeRule[],
  list: 'scopes' | 'prefixes' | 'verbs' | 'resources',
): Map<string, number> {
  const first = new Map<string, number>();
  rules.forEach((rule, place) => {
    for (const text of rule[list] ?? []) if (!first.has(text)) first.set(text, place);
  });
  return first;
}

const maxKnown = 2000;

/** Finds the place of the first rule that matches, by look-ups: a scope may have many segments. */
function createMatcher(rules: readonly ScopeRule[]): (scope: string) => number {
  const scopes = firstRules(rules, 'scopes');
  const prefixes = [...firstRules(rules, 'prefixes')];
  const verbs = firstRules(rules, 'verbs');
  const resources = firstRules(rules, 'resources');
  return (scope) => {
    const segments = scope.toLowerCase().split(segmentSeparator);
    const places = [
      scopes.get(scope),
      prefixes.find(([prefix]) => scope.startsWith(prefix))?.[1],
      verbs.get(segments.at(-1) ?? ''),
    ];
    let first = Infinity;
    for (const place of places) first = Math.min(first, place ?? Infinity);
    for (const segment of segments) first = Math.min(first, resources.get(segment) ?? Infinity);
    return first;
  };
}

/** A classifier of the built-in rules, with the operator’s before them. */
export function createScopeClassifier(
  operator: OperatorRules = { rules: [], descriptions: [] },
): ScopeClassifier {
  const rules = [...operator.rules, ...builtInRules];
  const placeOf = createMatcher(rules);
  const described = new Map(operator.descriptions.map((own) => [own.scope, own.description]));

  function classifyAnew(scope: string): Classification {
    const place = placeOf(scope);
    const isOperators = place < operator.rules.length;
    const builtIn = joints.test(scope) ? joinedRule : (rules[place] ?? unknownRule);
    const { name, why, ...rule } = isOperators ? (rules[place] ?? unknownRule) : builtIn;
    const source = isOperators ? 'operator' : 'built-in';
    return { class: rule.class, why, rule: { source, name } };
  }

  // Few names are asked about again and again.
  const known = new LRUCache<string, Classification>({ max: maxKnown });
  function classify(scope: string): Classification {
    const classification = known.get(scope) ?? classifyAnew(scope);
    known.set(scope, classification);
    return classification;
  }

  return {
    operator,
    classify,
    describe(names, policy) {
      const custom = new Map(policy?.scopes.map(({ scope, description }) => [scope, description]));
      return Array.from(names, (name) => ({
        name,
        description:
          described.get(name) || custom.get(name) || builtInDescriptions.get(name) || null,
        ...classify(name),
      })).toSorted(compareScopes);
    },
  };
}
