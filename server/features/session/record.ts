import type { Actor, Recorder } from '../../audit/recorder.ts';
import type { BrowserSession } from '../../http/handler.ts';
import { toAppError } from '../../http/problems.ts';
import type { SignedInState } from './state.ts';

type Whose = Pick<SignedInState, 'memberId' | 'organization'>;

/** Why a session ended that nobody signed out of. */
type EndReason = 'time-limit' | 'ended-at-stytch' | 'signed-in-anew';

/** Where somebody was not let in, and who it was if they had proved so much. */
interface Door {
  organizationId: string;
  memberId: string | null;
}

/** What signing in and out leaves in the record. */
export interface SignInRecord {
  /** Resolves once it is recorded: without that nobody is signed in. Throws `audit-unavailable`. */
  signedIn(session: BrowserSession, whose: Whose): Promise<void>;
  signedOut(session: BrowserSession, whose: Whose): void;
  ended(session: BrowserSession, whose: Whose, reason: EndReason): void;
  /** Throws the error on; those that are somebody's failure to sign in are recorded. */
  failed(session: BrowserSession, error: unknown, at: Door | null): never;
}

const failures = [
  'sign-in-code-wrong',
  'sign-in-code-used',
  'sign-in-not-here',
  'member-locked',
  'organization-suspended',
  'sign-in-expired',
  'sign-in-second-factor',
  'sign-in-other-method',
] as const;

const by = ({ from }: BrowserSession, { memberId, organization: { id } }: Whose) => ({
  outcome: 'allowed' as const,
  organizationId: id,
  actor: { kind: 'member' as const, memberId, organizationId: id },
  from,
});

function actorAt(at: Door | null): Actor | null {
  if (at === null || at.memberId === null) return null;
  const { memberId, organizationId } = at;
  return { kind: 'member', memberId, organizationId };
}

/** Makes it over the recorder. Nobody is known by an email address here. */
export function createSignInRecord(recorder: Recorder): SignInRecord {
  return {
    signedIn: (session, whose) => recorder.record({ event: 'signed-in', ...by(session, whose) }),
    signedOut: (session, whose) => recorder.note({ event: 'signed-out', ...by(session, whose) }),
    ended: (session, whose, reason) =>
      recorder.note({ event: 'session-ended', reason, ...by(session, whose) }),
    failed({ from }, error, at) {
      const { code } = toAppError(error);
      const reason = failures.find((known) => known === code);
      if (reason !== undefined) {
        const event = 'sign-in-failed';
        const organizationId = at?.organizationId ?? null;
        recorder.note({
          event,
          outcome: 'failed',
          organizationId,
          actor: actorAt(at),
          from,
          reason,
        });
      }
      throw error;
    },
  };
}
