import type { Diagnosis } from '#contract/diagnosis.ts';
import { failuresOf } from './reading-words.ts';

type PolicyCheck = Diagnosis['checks']['policy'];
type Rule = NonNullable<PolicyCheck['evidence']>['rules'][number];

/** Parties in words, at the beginning of a sentence. */
export const partyWords: Record<Rule['party'], string> = {
  first: 'First-party apps',
  third: 'Third-party apps',
};

/** What a rule comes to for the app. */
export function ruleWords({ mode, isNamed }: Rule): string {
  switch (mode) {
    case 'all':
      return 'all are allowed';
    case 'none':
      return 'none is allowed';
    case 'restricted':
      return `only those on a list are allowed, and this one is ${isNamed ? '' : 'not '}on it`;
    case 'unknown':
      return 'a policy that this version of Grantscope does not know';
  }
}

/** What the organization’s policy comes to for the app. */
export function policyWords({ state, evidence, readings }: PolicyCheck): string {
  if (evidence === null) return failuresOf(readings);
  const [rule, other] = evidence.rules;
  if (rule === undefined) return '';
  const party =
    other === undefined
      ? `${partyWords[rule.party]}: ${ruleWords(rule)}.`
      : `It is not known of which party the app is. ${evidence.rules
          .map((each) => `${partyWords[each.party]}: ${ruleWords(each)}.`)
          .join(' ')}`;
  if (state === 'look') return `${party} The grant is from before.`;
  return state === 'cause' ? `${party} So it cannot be connected.` : party;
}
