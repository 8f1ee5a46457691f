import type { Environment, Session } from '#contract/session.ts';
import { AppError } from '../../errors.ts';
import type { BrowserSession } from '../../http/handler.ts';
import type { SessionDeps, SessionService } from './service.ts';
import { parseState } from './state.ts';

/** How long a person waits before asking for another code, ms. */
const resendMs = 30_000;

/** A cookie whose session is not there any more has rested for too long. */
function signedOut(environment: Environment, session: BrowserSession): Session {
  const state = parseState(session.read());
  const left = state === null && session.known ? 'idle' : null;
  return { state: 'signed-out', environment, ended: state?.step === 'ended' ? state.reason : left };
}

/** Where the visitor stands, as the browser may know it. Throws only when Stytch cannot be asked. */
export async function viewSession(
  { environment, marks, now }: SessionDeps,
  service: SessionService,
  session: BrowserSession,
): Promise<Session> {
  const state = parseState(session.read());
  if (state?.step === 'enter-code') {
    const { email, sentAt } = state;
    const resendInMs = Math.min(resendMs, Math.max(0, sentAt + resendMs - now()));
    return { state: 'enter-code', environment, email, resendInMs };
  }
  if (state?.step === 'choose-organization' && state.expiresAt > now()) {
    const { email, organizations, unreadable } = state;
    return { state: 'choose-organization', environment, email, organizations, unreadable };
  }
  if (state?.step === 'second-factor' && state.expiresAt > now()) {
    const { email, organization } = state;
    return { state: 'second-factor', environment, email, organization };
  }
  if (state?.step !== 'signed-in') return signedOut(environment, session);
  try {
    const signedIn = await service.signedIn(session);
    const { memberId, name, email, organization, rolesBySso, expiresAt } = signedIn;
    return {
      state: 'signed-in',
      environment,
      mark: marks.for(session, signedIn),
      viewer: { memberId, name, email },
      organization,
      can: await service.permissions(signedIn),
      rolesBySso,
      expiresAt,
    };
  } catch (error) {
    const ended = error instanceof AppError && error.code === 'session-expired';
    if (ended) return signedOut(environment, session);
    throw error;
  }
}
