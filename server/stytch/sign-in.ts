import { emailLanguage } from './email-language.ts';
import {
  authenticatedSchema,
  codeResponseSchema,
  confirmedSchema,
  enteredSchema,
} from './session-wire.ts';
import type { CallOptions, Transport } from './transport.ts';
import type { AuthenticatedSession, EnteredOrganization, HalfSignedIn } from './types.ts';
import { doneSchema } from './wire.ts';

/** The session with its end by our clock. */
function byOurClock(session: AuthenticatedSession, { clock }: Transport): AuthenticatedSession {
  const { expiresAt } = session;
  return { ...session, expiresAt: expiresAt === null ? null : clock.toOurs(expiresAt) };
}

/** From an email address to an organization. */
export function discoveryOf(transport: Transport) {
  const { call } = transport;
  return {
    /**
     * Sends a six-digit code, whether or not the address is known, in the browser's language (BCP 47) if
     * Stytch supports it.
     */
    async sendEmailCode(email: string, spoken = '', options: CallOptions = {}): Promise<void> {
      const locale = emailLanguage(spoken);
      await call({
        ...options,
        name: 'discovery.sendEmailCode',
        method: 'POST',
        effect: 'changes',
        template: '/v1/b2b/otps/email/discovery/send',
        body: { email_address: email, ...(locale === null ? {} : { locale }) },
        schema: doneSchema,
      });
    },

    /** Exchanges the code for an intermediate session. A wrong code throws kind `code-wrong`. */
    async authenticateEmailCode(email: string, code: string, options: CallOptions = {}) {
      const answer = await call({
        ...options,
        name: 'discovery.authenticateEmailCode',
        method: 'POST',
        effect: 'changes',
        template: '/v1/b2b/otps/email/discovery/authenticate',
        body: { email_address: email, code },
        schema: codeResponseSchema,
      });
      const { items, unreadable } = answer.discovered_organizations;
      return {
        intermediateSessionToken: answer.intermediate_session_token,
        organizations: items,
        unreadable,
      };
    },

    /** Enters one of the discovered organizations for at most `sessionMinutes`. */
    async enterOrganization(
      intermediateSessionToken: string,
      organizationId: string,
      sessionMinutes: number,
      options: CallOptions = {},
    ): Promise<EnteredOrganization> {
      const entered = await call({
        ...options,
        name: 'discovery.enterOrganization',
        method: 'POST',
        effect: 'changes',
        template: '/v1/b2b/discovery/intermediate_sessions/exchange',
        body: {
          intermediate_session_token: intermediateSessionToken,
          organization_id: organizationId,
          session_duration_minutes: sessionMinutes,
        },
        schema: enteredSchema,
      });
      return entered.kind === 'signed-in'
        ? { ...entered, session: byOurClock(entered.session, transport) }
        : entered;
    },
  };
}

/** Codes from authenticator apps. */
export function totpOf(transport: Transport) {
  return {
    /** Completes a sign-in that waits for its second factor. A wrong code throws kind `code-wrong`. */
    async authenticate(
      { organizationId, memberId, intermediateSessionToken }: HalfSignedIn,
      code: string,
      sessionMinutes: number,
      options: CallOptions = {},
    ): Promise<AuthenticatedSession> {
      const session = await transport.call({
        ...options,
        name: 'totp.authenticate',
        method: 'POST',
        effect: 'changes',
        template: '/v1/b2b/totp/authenticate',
        body: {
          organization_id: organizationId,
          member_id: memberId,
          intermediate_session_token: intermediateSessionToken,
          code,
          session_duration_minutes: sessionMinutes,
        },
        schema: authenticatedSchema,
      });
      return byOurClock(session, transport);
    },
  };
}

/** Member sessions. */
export function sessionsOf(transport: Transport) {
  const { call } = transport;
  return {
    /** The current session, without prolonging it; throws kind `session-expired` if it has ended. */
    async authenticate(
      sessionToken: string,
      options: CallOptions = {},
    ): Promise<AuthenticatedSession> {
      const session = await call({
        ...options,
        name: 'sessions.authenticate',
        method: 'POST',
        effect: 'reads',
        template: '/v1/b2b/sessions/authenticate',
        body: { session_token: sessionToken },
        schema: confirmedSchema(sessionToken),
      });
      return byOurClock(session, transport);
    },

    /** Ends the session at Stytch. */
    async revoke(sessionToken: string, options: CallOptions = {}): Promise<void> {
      await call({
        ...options,
        name: 'sessions.revoke',
        method: 'POST',
        effect: 'changes',
        template: '/v1/b2b/sessions/revoke',
        body: { session_token: sessionToken },
        schema: doneSchema,
      });
    },
  };
}
