import { emailLanguage } from './email-language.ts';
import { authenticatedSchema, codeAnswerSchema, enteredSchema } from './session-wire.ts';
import type { CallOptions, Transport } from './transport.ts';
import type {
  AuthenticatedSession,
  DiscoveredOrganization,
  EnteredOrganization,
  HalfSignedIn,
} from './types.ts';
import { doneSchema } from './wire.ts';

/** From an address to an organization. */
export function discoveryOf({ call }: Transport) {
  return {
    /**
     * Sends a six-digit code, whether or not anybody has the address, in the language that the
     * person's browser speaks (BCP 47) where Stytch has it.
     */
    async sendEmailCode(email: string, spoken = '', options: CallOptions = {}): Promise<void> {
      const locale = emailLanguage(spoken);
      await call({
        ...options,
        name: 'discovery.sendEmailCode',
        method: 'POST',
        template: '/v1/b2b/otps/email/discovery/send',
        body: { email_address: email, ...(locale === null ? {} : { locale }) },
        schema: doneSchema,
      });
    },

    /** Exchanges the code for an intermediate session. A wrong code is kind `refused`. */
    async authenticateEmailCode(email: string, code: string, options: CallOptions = {}) {
      const answer = await call({
        ...options,
        name: 'discovery.authenticateEmailCode',
        method: 'POST',
        template: '/v1/b2b/otps/email/discovery/authenticate',
        body: { email_address: email, code },
        schema: codeAnswerSchema,
      });
      const organizations = answer.discovered_organizations.flatMap(
        ({ organization, membership }): DiscoveredOrganization[] =>
          organization === null || organization === undefined
            ? []
            : [
                {
                  organizationId: organization.organizationId,
                  name: organization.name,
                  slug: organization.slug,
                  membership: membership?.type ?? '',
                },
              ],
      );
      return { intermediateSessionToken: answer.intermediate_session_token, organizations };
    },

    /** Enters one of the discovered organizations for at most `sessionMinutes`. */
    async enterOrganization(
      intermediateSessionToken: string,
      organizationId: string,
      sessionMinutes: number,
      options: CallOptions = {},
    ): Promise<EnteredOrganization> {
      return await call({
        ...options,
        name: 'discovery.enterOrganization',
        method: 'POST',
        template: '/v1/b2b/discovery/intermediate_sessions/exchange',
        body: {
          intermediate_session_token: intermediateSessionToken,
          organization_id: organizationId,
          session_duration_minutes: sessionMinutes,
        },
        schema: enteredSchema,
      });
    },
  };
}

/** Codes of authenticator apps. */
export function totpOf({ call }: Transport) {
  return {
    /** Ends a sign-in that waits for its second factor. A wrong code is kind `refused`. */
    async authenticate(
      { organizationId, memberId, intermediateSessionToken }: HalfSignedIn,
      code: string,
      sessionMinutes: number,
      options: CallOptions = {},
    ): Promise<AuthenticatedSession> {
      return await call({
        ...options,
        name: 'totp.authenticate',
        method: 'POST',
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
    },
  };
}

/** Sessions of members. */
export function sessionsOf({ call }: Transport) {
  return {
    /** The session as it is now; a dead one is kind `session-expired`. Does not prolong it. */
    async authenticate(
      sessionToken: string,
      options: CallOptions = {},
    ): Promise<AuthenticatedSession> {
      return await call({
        ...options,
        name: 'sessions.authenticate',
        method: 'POST',
        template: '/v1/b2b/sessions/authenticate',
        body: { session_token: sessionToken },
        schema: authenticatedSchema,
      });
    },

    /** Ends the session at Stytch. */
    async revoke(sessionToken: string, options: CallOptions = {}): Promise<void> {
      await call({
        ...options,
        name: 'sessions.revoke',
        method: 'POST',
        template: '/v1/b2b/sessions/revoke',
        body: { session_token: sessionToken },
        schema: doneSchema,
      });
    },
  };
}
