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
      return 'none are allowed';
    case 'restricted':
      return `only listed apps are allowed, and this one is ${isNamed ? '' : 'not '}listed`;
    case 'unknown':
      return 'unknown policy';
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
      : `We don’t know whether this app is first or third party. ${evidence.rules
          .map((each) => `${partyWords[each.party]}: ${ruleWords(each)}.`)
          .join(' ')}`;
  if (state === 'look') return `${party} It was connected before that.`;
  return state === 'cause' ? `${party} It can’t be connected.` : party;
}
