import type { Diagnosis } from '#contract/diagnosis.ts';
import { partyOf, stateUnder } from '../../views/app-policy.ts';
import type { ScopeClassifier } from '../../scopes/classifier.ts';
import type { Change } from '../../store/changes.ts';
import type { Facts } from './facts.ts';
import { cardOf, checkGrant, grantNow, type GrantNow } from './grant.ts';
import { accessFrom, checkBacking, checkScopes } from './scopes.ts';

type Checks = Diagnosis['checks'];

/** Whether the organization's policy lets its members connect the app. */
function checkPolicy(facts: Facts, grant: GrantNow): Checks['policy'] {
  const { organization, appId, listed, grants } = facts;
  const card = cardOf(facts);
  const readings = [
    organization.reading,
    ...(card === null ? [grants.reading, listed.reading] : []),
  ];
  if (organization.value === undefined) return { state: 'unknown', evidence: null, readings };
  const { firstPartyApps, thirdPartyApps } = organization.value;
  const policies = { first: firstPartyApps, third: thirdPartyApps };
  const own = card === null ? null : partyOf(card);
  // Of an app of an unknown party it may be either.
  const parties = own === null ? (['first', 'third'] as const) : [own];
  const rules = parties.map((party) => ({
    party,
    mode: policies[party].mode,
    isNamed: policies[party].allowed.includes(appId),
  }));
  // Where both parties are treated alike it does not matter of which the app is.
  const [state, ...others] = new Set(rules.map(({ party }) => stateUnder(policies[party], appId)));
  if (state === undefined || state === null || others.length > 0) {
    return { state: 'unknown', evidence: { rules }, readings };
  }
  const restricted = grant === null ? 'cause' : 'look';
  return { state: state === 'allowed' ? 'fine' : restricted, evidence: { rules }, readings };
}

/** Whether there is such a member, and whether they may sign in. */
function checkMember({ member: { value, reading } }: Facts, grant: GrantNow): Checks['member'] {
  const readings = [reading];
  if (value === undefined) return { state: 'unknown', evidence: null, readings };
  if (value === null) {
    const evidence = { isKnown: false, status: 'unknown' as const, lock: null };
    return { state: 'cause', evidence, readings };
  }
  const { status, isLocked, lockedSince, lockedUntil } = value;
  const lock = isLocked ? { since: lockedSince, until: lockedUntil } : null;
  const evidence = { isKnown: true, status, lock };
  if (isLocked || status === 'deleted') return { state: 'cause', evidence, readings };
  if (status === 'active') return { state: 'fine', evidence, readings };
  // Whoever has not signed in yet has connected nothing, unless a grant is there all the same.
  const isCause = status !== 'unknown' && grant === null;
  return { state: isCause ? 'cause' : 'look', evidence, readings };
}

const takeAway = new Set(['scopes-shrunk', 'scopes-replaced', 'gone', 'vanished']);
const whatItLacks = new Set(['gone', 'vanished']);

/** Scopes that came and that left with a change; of a grant as a whole, all of it. */
function differenceOf({ kind, scopesBefore, scopesAfter }: Change, classifier: ScopeClassifier) {
  const before = new Set(kind === 'granted' || kind === 'granted-again' ? [] : scopesBefore);
  const after = new Set(kind === 'gone' ? [] : scopesAfter);
  const classed = (names: readonly string[]) =>
    names.map((name) => ({ name, class: classifier.classify(name).class }));
  return {
    came: classed([...after].filter((name) => !before.has(name))),
    left: classed([...before].filter((name) => !after.has(name))),
  };
}

/** When Grantscope first saw the grant, and what has become of it. */
function checkHistory(
  { record }: Facts,
  grant: GrantNow,
  classifier: ScopeClassifier,
): Checks['history'] {
  const readings = [record.reading];
  if (record.value === undefined) return { state: 'unknown', evidence: null, readings };
  const { recordedSince, seen, changes, isCut } = record.value;
  const evidence = {
    recordedSince,
    seen:
      seen === null
        ? null
        : { firstSeen: seen.firstSeen, isFromStart: seen.isFromStart, goneSince: seen.goneSince },
    changes: changes.map((change) => {
      const { at, kind } = change;
      return { at, kind, ...differenceOf(change, classifier) };
    }),
    isCut,
  };
  if (seen === null) return { state: 'none', evidence, readings };
  const latest = changes[0]?.kind ?? '';
  // A grant that is there has come back since, whatever was seen last.
  const isLess = takeAway.has(latest) && !(grant && whatItLacks.has(latest));
  const isGone = seen.goneSince !== null && !grant;
  return { state: isLess || isGone ? 'look' : 'fine', evidence, readings };
}

/** Everything that is looked at. */
export function checkAll(facts: Facts, classifier: ScopeClassifier): Checks {
  const grant = grantNow(facts);
  const access = accessFrom(facts);
  const scopes = checkScopes(facts, grant, access, classifier);
  return {
    grant: checkGrant(facts, grant),
    scopes,
    backing: checkBacking(facts, grant, access, scopes.evidence),
    policy: checkPolicy(facts, grant),
    member: checkMember(facts, grant),
    history: checkHistory(facts, grant, classifier),
  };
}
