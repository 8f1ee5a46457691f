import type { CheckName, Diagnosis } from '#contract/diagnosis.ts';
import { formatCountOf } from '../../ui/format.ts';

/** What no verdict goes beyond. */
export const limits =
  'This is what Stytch says of its configuration. Whether the app itself works, and whether a token that it holds is still accepted, cannot be seen from here.';

function causeOf(name: CheckName, { checks }: Diagnosis): string {
  const { member, grant } = checks;
  switch (name) {
    case 'member': {
      if (member.evidence?.isKnown === false) return 'nobody has this member id';
      if (member.evidence?.status === 'deleted') return 'the member was deleted';
      if (member.evidence?.lock) return 'the member is locked';
      return 'the member has not signed in to the organization yet';
    }
    case 'policy':
      return 'the organization’s policy does not allow the app';
    case 'grant':
      return grant.evidence?.is === 'gone'
        ? 'the grant is gone'
        : 'the member has not connected the app';
    case 'backing':
      return 'the member’s roles back no scope that roles decide about';
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
    backing: 'scopes that the member’s roles do not back',
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
    unread.length === 0 ? '' : ` ${formatCountOf(unread.length, 'check')} could not be made.`;
  switch (state) {
    case 'cause': {
      const causes = listOf(because.map((name) => causeOf(name, diagnosis)));
      return `Likely ${because.length === 1 ? 'cause' : 'causes'}: ${causes}.${short}`;
    }
    case 'look':
      return `No cause by itself. Worth a look: ${listOf(because.map(worthALook))}.${short}`;
    case 'unknown':
      return `No cause found, but ${formatCountOf(unread.length, 'check')} could not be made.`;
    case 'fine':
      return 'No cause found: nothing here stands in the way.';
  }
}
