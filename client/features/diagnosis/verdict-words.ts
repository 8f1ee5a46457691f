import type { CheckName, Diagnosis } from '#contract/diagnosis.ts';
import { formatCountOf } from '../../ui/format.ts';

/** What no verdict goes beyond. */
export const limits =
  'Based on Stytch’s configuration. We can’t check the app itself or whether its tokens still work.';

function causeOf(name: CheckName, { checks }: Diagnosis): string {
  const { member, grant } = checks;
  switch (name) {
    case 'member': {
      if (member.evidence?.isKnown === false) return 'no member has this id';
      if (member.evidence?.status === 'deleted') return 'the member was deleted';
      if (member.evidence?.lock) return 'the member is locked';
      return 'the member hasn’t signed in to the organization yet';
    }
    case 'policy':
      return 'the organization’s policy doesn’t allow the app';
    case 'grant':
      return grant.evidence?.is === 'gone'
        ? 'the grant is gone'
        : 'the member hasn’t connected the app';
    case 'backing':
      return 'the member’s roles don’t allow any of the access';
    case 'scopes':
      return 'nothing was granted';
    case 'history':
      return 'what has changed';
  }
}

function worthALook(name: CheckName): string {
  const words: Record<CheckName, string> = {
    member: 'the member’s status',
    policy: 'the organization’s policy',
    grant: 'the grant',
    backing: 'access that the member’s roles don’t allow',
    scopes: 'a grant without scopes',
    history: 'what has changed lately',
  };
  return words[name];
}

function listOf(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** The verdict in a line. */
export function verdictWords(diagnosis: Diagnosis): string {
  const { state, because, unread } = diagnosis.verdict;
  const short =
    unread.length === 0 ? '' : ` We couldn’t run ${formatCountOf(unread.length, 'check')}.`;
  switch (state) {
    case 'cause': {
      const causes = listOf(because.map((name) => causeOf(name, diagnosis)));
      return `Likely ${because.length === 1 ? 'cause' : 'causes'}: ${causes}.${short}`;
    }
    case 'look':
      return `No clear cause. Check: ${listOf(because.map(worthALook))}.${short}`;
    case 'unknown':
      return `No cause found, but we couldn’t run ${formatCountOf(unread.length, 'check')}.`;
    case 'fine':
      return 'Everything looks good. We didn’t find a problem.';
  }
}
