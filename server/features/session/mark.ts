import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../errors.ts';
import type { BrowserSession } from '../../http/handler.ts';
import { parseState, type SignedInState } from './state.ts';

type Whose = Pick<SignedInState, 'memberId' | 'organization'>;

/**
 * Marks that stand for a member in an organization without saying who. A browser has one session, and
 * each of its tabs may have been left by somebody else: a page sends the mark of whom it was loaded
 * for, and is answered nothing of another's.
 */
export interface Marks {
  /** The mark to give a page: the one that it has, as long as it is right. */
  for(session: BrowserSession, whose: Whose): string;
  /**
   * Says in the answer whose it is. Throws `another-session` when the page that asks was loaded for
   * somebody else; a request without a mark takes whoever is signed in.
   */
  check(session: BrowserSession): void;
}

const length = 16;

function marker(secret: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'grantscope mark of a viewer', 32));
  // The session is no part of it: who signs in again, in whichever tab, is the same.
  return ({ memberId, organization }: Whose): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([organization.id, memberId]))
      .digest()
      .subarray(0, length);
}

/** HMAC-SHA-256 under a key of its own for each secret; the first makes marks, all of them are known. */
export function createMarks(secrets: readonly [string, ...string[]]): Marks {
  const make = marker(secrets[0]);
  const all = secrets.map(marker);
  function fits(believed: string, whose: Whose): boolean {
    const bytes = Buffer.from(believed, 'base64url');
    return bytes.length === length && all.some((mark) => timingSafeEqual(bytes, mark(whose)));
  }
  const markFor: Marks['for'] = ({ believed }, whose) =>
    believed !== null && fits(believed, whose) ? believed : make(whose).toString('base64url');
  return {
    for: markFor,
    check(session) {
      const state = parseState(session.read());
      if (state?.step !== 'signed-in') return;
      const mark = markFor(session, state);
      session.sayWhose(mark);
      if (session.believed !== null && session.believed !== mark) {
        throw new AppError('another-session');
      }
    },
  };
}
