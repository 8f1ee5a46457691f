import type { Logger } from 'pino';
import { AppError } from '../../errors.ts';
import type { BrowserSession, Handlers } from '../../http/handler.ts';
import { describeError } from '../../http/log.ts';
import { UpstreamError } from '../../stytch/errors.ts';
import { countAttempt, enter, proveSecondFactor } from './enter.ts';
import type { SignInLimits } from './limits.ts';
import type { SessionDeps, SessionService } from './service.ts';
import { parseState } from './state.ts';
import { viewSession } from './view.ts';

/** Handlers of the sign-in state machine. */
export type SessionHandlers = Pick<
  Handlers,
  'session' | 'signInEmail' | 'signInCode' | 'signInOrganization' | 'signInSecondFactor' | 'signOut'
>;

interface Deps extends SessionDeps, SignInLimits {
  service: SessionService;
  logger: Logger;
}

/** Stytch's life of a discovery code and of an intermediate session. */
const tenMinutes = 600_000;

function revokeQuietly({ stytch, logger }: Deps, sessionToken: string): void {
  // The browser is signed out whatever Stytch says; a session that stays there ends by itself.
  stytch.sessions
    .revoke(sessionToken)
    .catch(() => stytch.sessions.revoke(sessionToken))
    .catch((error: unknown) => {
      logger.error({ cause: describeError(error) }, 'a session could not be revoked at Stytch');
    });
}

/** Checks a code; a wrong one counts and is `sign-in-code-wrong`. */
async function checkCode(deps: Deps, session: BrowserSession, code: string) {
  const state = parseState(session.read());
  if (state?.step !== 'enter-code' || state.sentAt + tenMinutes <= deps.now()) {
    throw new AppError('sign-in-expired');
  }
  await countAttempt(deps, session, state, 'Too many wrong codes. Ask for a new one.');
  try {
    const answer = await deps.stytch.discovery.authenticateEmailCode(state.email, code);
    return { email: state.email, ...answer };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    // Which types Stytch has for a wrong code is not documented in full.
    const wrong = ['refused', 'not-found', 'session-expired'].includes(error.kind);
    throw wrong ? new AppError('sign-in-code-wrong', { cause: error }) : error;
  }
}

/**
 * The sign-in state machine. Only organizations in which the person already is an active member
 * are offered: entering another would join it, which signing in to a console must never do.
 */
export function createSessionHandlers(deps: Deps): SessionHandlers {
  const { service, stytch, record, now } = deps;
  const view = (session: BrowserSession) => viewSession(deps, service, session);
  return {
    session: ({ session }) => view(session),

    async signInEmail({ session, body, client }) {
      const email = body.email.toLowerCase();
      await deps.limitByAddress(client);
      await deps.limitByEmail(email);
      await stytch.discovery.sendEmailCode(email, body.language);
      const before = parseState(session.read());
      if (before?.step === 'signed-in') record.ended(session, before, 'signed-in-anew');
      await session.renew({ step: 'enter-code', email, sentAt: now(), attempts: 0 });
      return await view(session);
    },

    async signInCode({ session, body }) {
      const code = await checkCode(deps, session, body.code).catch((error: unknown) =>
        record.failed(session, error, null),
      );
      const { email, intermediateSessionToken, organizations, unreadable } = code;
      const proved = { email, intermediateSessionToken, expiresAt: now() + tenMinutes };
      const choices = organizations
        .filter(({ membership }) => membership === 'active_member')
        .map(({ organizationId, name, slug }) => ({ id: organizationId, name, slug }));
      const [only, ...others] = choices;
      if (only !== undefined && others.length + unreadable === 0) {
        await enter(deps, session, proved, only.id);
      } else {
        const step = 'choose-organization';
        await session.renew({ step, ...proved, organizations: choices, unreadable });
      }
      return await view(session);
    },

    async signInOrganization({ session, body }) {
      const state = parseState(session.read());
      if (state?.step !== 'choose-organization' || state.expiresAt <= now()) {
        throw new AppError('sign-in-expired');
      }
      const offered = state.organizations.some(({ id }) => id === body.organizationId);
      if (!offered) throw new AppError('not-found');
      await enter(deps, session, state, body.organizationId);
      return await view(session);
    },

    async signInSecondFactor({ session, body }) {
      await proveSecondFactor(deps, session, body.code);
      return await view(session);
    },

    async signOut({ session }) {
      deps.marks.check(session);
      const state = parseState(session.read());
      await session.end();
      if (state?.step === 'signed-in') {
        record.signedOut(session, state);
        revokeQuietly(deps, state.sessionToken);
      }
      return { state: 'signed-out', environment: deps.environment, ended: null };
    },
  };
}
