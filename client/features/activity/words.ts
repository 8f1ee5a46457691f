import type { ActivityEvent, AuditEvent } from '#contract/audit.ts';
import { stytchWords } from '../../api/stytch-words.ts';

/** A sentence in pieces: words, and the places where somebody or something is named. */
export type Piece = string | { name: 'actor' | 'target' | 'also' };

interface Deed {
  /** What was done, as `looked at`, and as it is tried, as `look at`. */
  did: string;
  tried: string;
  /** What it was done to; the target, if there is one, follows. */
  what: string;
}

const look = (what: string): Deed => ({ did: 'viewed', tried: 'view', what });

/** Those that say more than who did what. */
type Told = 'sign-in-failed' | 'session-ended' | 'refused';

const deeds: Record<Exclude<AuditEvent, Told>, Deed> = {
  'signed-in': { did: 'signed in', tried: 'sign in', what: '' },
  'signed-out': { did: 'signed out', tried: 'sign out', what: '' },
  'apps-listed': look('apps'),
  'app-viewed': look('the app'),
  'members-listed': look('members'),
  'member-viewed': look('the member'),
  'names-read': { did: 'read', tried: 'read', what: 'names and email addresses of members' },
  'scopes-viewed': look('scopes'),
  'scope-viewed': look('the scope'),
  'changes-viewed': look('changes'),
  'overview-viewed': look('the overview'),
  'own-apps-viewed': look('their own apps'),
  'activity-viewed': look('the activity'),
  'member-diagnosed': { did: 'ran', tried: 'run', what: 'a diagnosis for' },
  'customers-searched': { did: 'searched', tried: 'search', what: 'for a customer' },
  'case-opened': { did: 'opened', tried: 'open', what: 'a case' },
  'case-extended': { did: 'extended', tried: 'extend', what: 'the case' },
  'case-ended': { did: 'ended', tried: 'end', what: 'the case' },
  'email-revealed': { did: 'revealed', tried: 'reveal', what: 'the email address of' },
  'member-searched': { did: 'searched', tried: 'search', what: 'for a member by email address' },
};

/** What an event is about where it names nothing. */
const withoutTarget: Partial<Record<AuditEvent, string>> = {
  'app-viewed': 'an app',
  'member-viewed': 'a member',
  'scope-viewed': 'a scope',
  'member-diagnosed': 'a diagnosis for a member',
  'email-revealed': 'an email address',
};

/** What follows the deed of those that may be about everything or about one thing. */
const ofOne: Partial<Record<AuditEvent, string>> = {
  'changes-viewed': 'changes of',
  'activity-viewed': 'the activity of',
};

/** Reasons in words: problem codes, and why sessions and cases end. */
const reasons: Readonly<Record<string, string>> = {
  'time-limit': 'it reached its time limit',
  'ended-at-stytch': 'it was ended at Stytch',
  'signed-in-anew': 'they signed in anew',
  'opened-anew': 'they opened another',
  'not-allowed': 'their roles don’t allow it',
  'not-found': 'not found',
  'bad-request': 'the request was not valid',
  'invalid-request': 'the request was not valid',
  'too-many-requests': 'too many requests',
  'sign-in-code-wrong': 'wrong code',
  'sign-in-code-used': 'used or expired code',
  'sign-in-not-here': 'the organization does not let them sign in here',
  'member-locked': 'their account is locked at Stytch',
  'organization-suspended': 'the organization is suspended at Stytch',
  'sign-in-expired': 'it took too long',
  'sign-in-second-factor': 'a second factor is needed',
  'sign-in-other-method': 'the organization asks for another way to sign in',
  'session-store-unavailable': 'sessions couldn’t be read',
  'record-unavailable': 'Grantscope’s history couldn’t be read',
  'case-needed': 'there was no case',
  'case-ended': 'the case was over',
  'case-budget': 'too many organizations within an hour',
  ...stytchWords,
  'upstream-timeout': 'Stytch took too long',
  internal: 'something went wrong in Grantscope',
};

/** A reason in words, or as it stands in the record; null for none. */
export function reasonWords(reason: string | null): string | null {
  if (reason === null) return null;
  return Object.hasOwn(reasons, reason) ? (reasons[reason] ?? reason) : reason;
}

function objectOf({ event, target, also }: ActivityEvent, what: string): Piece[] {
  const words = (target === null ? withoutTarget[event] : ofOne[event]) ?? what;
  const before = words === '' ? [] : [` ${words}`];
  if (target === null) return before;
  const second: Piece[] = also === null ? [] : [' and ', { name: 'also' }];
  return [...before, ' ', { name: 'target' }, ...second];
}

const because = (reason: string | null) => {
  const words = reasonWords(reason);
  return words === null ? [] : [`: ${words}`];
};

/** What an event says, in a sentence. */
export function sentenceOf(event: ActivityEvent): Piece[] {
  const { event: kind, outcome, reason } = event;
  const actor: Piece = { name: 'actor' };
  if (kind === 'sign-in-failed') {
    const whose: Piece[] = event.actor === null ? ['Sign-in'] : ['Sign-in of ', actor];
    return [...whose, ' failed', ...because(reason)];
  }
  if (kind === 'session-ended') return ['The session of ', actor, ' ended', ...because(reason)];
  if (kind === 'case-ended' && outcome === 'allowed' && reason !== null) {
    return ['The case of ', actor, ' ended', ...because(reason)];
  }
  // Of what leaves no event of its own the record does not say what it was.
  if (kind === 'refused') return [actor, ' was refused', ...because(reason)];
  const { did, tried, what } = deeds[kind];
  // To support email addresses are masked.
  const isMasked = kind === 'names-read' && event.actor?.kind === 'support';
  const object = objectOf(event, isMasked ? 'names of members' : what);
  if (outcome === 'allowed') return [actor, ` ${did}`, ...object];
  const end = outcome === 'refused' ? ' and was refused' : ', which failed';
  return [actor, ` tried to ${tried}`, ...object, end, ...because(reason)];
}

/** The sentence as plain text. */
export function textOf(
  pieces: readonly Piece[],
  names: Readonly<Record<'actor' | 'target' | 'also', string>>,
): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : names[piece.name])).join('');
}
