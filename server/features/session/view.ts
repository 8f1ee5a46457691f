import type { Session } from '#contract/session.ts';
import { AppError } from '../../errors.ts';
import type { BrowserSession } from '../../http/handler.ts';
import type { SessionDeps, SessionService } from './service.ts';
import { parseState } from './state.ts';

/** How long a person waits before asking for another code, ms. */
const resendMs = 30_000;

/** Where the visitor stands, as the browser may know it. Throws only when Stytch cannot be asked. */
export async function viewSession(
  { environment, now }: SessionDeps,
  service: SessionService,
  session: BrowserSession,
): Promise<Session> {
  const state = parseState(session.read());
  if (state?.step === 'enter-code') {
    const { email, sentAt } = state;
    return { state: 'enter-code', environment, email, resendAt: sentAt + resendMs };
  }
  if (state?.step === 'choose-organization' && state.expiresAt > now()) {
    const { email, organizations } = state;
    return { state: 'choose-organization', environment, email, organizations };
  }
  if (state?.step === 'second-factor' && state.expiresAt > now()) {
    const { email, organization } = state;
    return { state: 'second-factor', environment, email, organization };
  }
  if (state?.step !== 'signed-in') return { state: 'signed-out', environment };
  try {
    const signedIn = await service.signedIn(session);
    const { memberId, name, email, organization, expiresAt } = signedIn;
    return {
      state: 'signed-in',
      environment,
      viewer: { memberId, name, email },
      organization,
      can: await service.permissions(signedIn),
      expiresAt,
    };
  } catch (error) {
    const ended = error instanceof AppError && error.code === 'session-expired';
    if (ended) return { state: 'signed-out', environment };
    throw error;
  }
}
