import type { AccessState, GrantedScope } from '#contract/access.ts';
import type { CheckName, CheckState, Diagnosis } from '#contract/diagnosis.ts';
import { accessWords } from '../../grid/access-words.ts';
import { formatCountOf } from '../../ui/format.ts';
import { changeWords } from './change-words.ts';
import { policyWords } from './policy-words.ts';
import { failuresOf } from './reading-words.ts';

type Checks = Diagnosis['checks'];

/** How a moment is said: in the reader’s zone on the page, in UTC in a ticket. */
export type SayWhen = (at: number) => string;

export const checkLabels: Record<CheckName, string> = {
  grant: 'Grant',
  scopes: 'Scopes',
  backing: 'Roles',
  policy: 'Policy',
  member: 'Member',
  history: 'History',
};

export const stateWords: Record<CheckState, string> = {
  cause: 'Likely cause',
  look: 'Worth a look',
  fine: 'Fine',
  unknown: 'Not known',
  none: 'Nothing to check',
};

function ofGrant({ evidence, readings }: Checks['grant'], when: SayWhen): string {
  if (evidence === null) return failuresOf(readings);
  switch (evidence.is) {
    case 'there':
      return 'Connected.';
    case 'gone':
      return evidence.goneSince === null
        ? 'Disconnected since Grantscope last checked.'
        : `Disconnected by ${when(evidence.goneSince)}.`;
    case 'never':
      return 'Not connected, and never seen connected by Grantscope.';
    case 'absent':
      return 'Not connected. We couldn’t read whether it ever was.';
  }
}

function ofScopes({ state, evidence, readings }: Checks['scopes']): string {
  if (evidence === null) {
    return state === 'none' ? '– (not connected)' : failuresOf(readings);
  }
  const { scopes, of } = evidence;
  const count = formatCountOf(scopes.length, 'scope');
  if (of === 'record') return `Had ${count} when it was last connected.`;
  if (scopes.length === 0) return 'No scopes were granted.';
  const highRisk = scopes.filter((scope) => scope.class === 'high-risk').length;
  return `${count} granted${highRisk === 0 ? '' : `, ${highRisk} of them high-risk`}.`;
}

const states = ['dormant', 'partly', 'backed', 'unchecked'] as const satisfies AccessState[];

function countStates(scopes: readonly GrantedScope[]): string {
  const counted = states.flatMap((state) => {
    const count = scopes.filter(({ access }) => access.state === state).length;
    return count === 0 ? [] : [`${count} ${accessWords[state].counted}`];
  });
  return `Of ${formatCountOf(scopes.length, 'scope')}: ${counted.join(', ')}.`;
}

function ofBacking({ backing, scopes, member }: Checks): string {
  const { state, evidence, readings } = backing;
  const failures = failuresOf(readings);
  if (state === 'unknown')
    return failures === '' ? 'We don’t know what the roles allow.' : failures;
  if (state === 'none') {
    return member.evidence?.isKnown === false
      ? 'No member has this id, so there are no roles to compare.'
      : '– (not connected)';
  }
  const granted = scopes.evidence?.scopes ?? [];
  if (granted.length === 0) return 'No scopes were granted.';
  const more = evidence?.moreInSomeSessions.length ?? 0;
  const also = more === 0 ? '' : ' A role that applies only in some sessions allows more.';
  if (state === 'cause') {
    return `${countStates(granted)} The member’s roles allow none of it.`;
  }
  return countStates(granted) + also;
}

function ofMember({ evidence, readings }: Checks['member'], when: SayWhen): string {
  if (evidence === null) return failuresOf(readings);
  const { isKnown, status, lock } = evidence;
  if (!isKnown) return 'No member of this organization has this id.';
  const locked =
    lock === null
      ? ''
      : ` Locked${lock.since === null ? '' : ` since ${when(lock.since)}`}, ${lock.until === null ? 'with no end date' : `until ${when(lock.until)}`}.`;
  switch (status) {
    case 'active':
      return lock === null ? 'Active and not locked.' : `Active.${locked}`;
    case 'pending':
      return `Pending: hasn’t signed in to this organization yet.${locked}`;
    case 'invited':
      return `Invited: hasn’t accepted the invitation yet.${locked}`;
    case 'deleted':
      return `Deleted: no longer a member of this organization.${locked}`;
    case 'unknown':
      return `Unknown status.${locked}`;
  }
}

function ofHistory({ evidence, readings }: Checks['history'], when: SayWhen): string {
  if (evidence === null) return failuresOf(readings);
  const { seen, recordedSince, changes } = evidence;
  if (seen === null) {
    return recordedSince === null
      ? 'No history for this organization yet.'
      : `Never seen connected. History starts on ${when(recordedSince)}.`;
  }
  const older = seen.isFromStart ? ', at the first check; it may be older' : '';
  const first = `First seen on ${when(seen.firstSeen)}${older}.`;
  const latest = changes.find(({ at }) => at > seen.firstSeen);
  return latest === undefined
    ? `${first} No changes since.`
    : `${first} Latest: ${changeWords[latest.kind].phrase}, ${when(latest.at)}.`;
}

/** What a check came to, in a sentence or two. */
export function headlineOf(name: CheckName, { checks }: Diagnosis, when: SayWhen): string {
  switch (name) {
    case 'grant':
      return ofGrant(checks.grant, when);
    case 'scopes':
      return ofScopes(checks.scopes);
    case 'backing':
      return ofBacking(checks);
    case 'policy':
      return policyWords(checks.policy);
    case 'member':
      return ofMember(checks.member, when);
    case 'history':
      return ofHistory(checks.history, when);
  }
}
