import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { Session } from './model.ts';
import { stableUuid } from './random.ts';
import { rfc3339 } from './reply.ts';

/**
 * Signs and reads session JWTs: RS256, five minutes
 * (https://stytch.com/docs/b2b/guides/sessions/resources/session-jwts).
 */
export interface SessionJwts {
  jwks: Record<string, unknown>[];
  issue(session: Session, roles: string[], slug: string): string;
  /** The session id in a JWT of ours, expired or not; null for anything else. */
  sessionIdOf(jwt: string): string | null;
}

const claimsSchema = z.object({ 'https://stytch.com/session': z.object({ id: z.string() }) });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A session's factors: the email code, plus an authenticator app's code if one was given, or the fact that
 * someone impersonates the member.
 */
export function factorsOf(session: Session): Record<string, unknown>[] {
  if (session.impersonator !== null) return [impersonatedFactor(session, session.impersonator)];
  return session.totpAt === null
    ? [emailFactor(session)]
    : [emailFactor(session), totpFactor(session.memberId, session.totpAt)];
}

function impersonatedFactor(session: Session, impersonator: string): Record<string, unknown> {
  return {
    type: 'impersonated',
    delivery_method: 'impersonation',
    last_authenticated_at: rfc3339(session.startedAt),
    created_at: rfc3339(session.startedAt),
    updated_at: rfc3339(session.startedAt),
    sequence_order: 'PRIMARY',
    impersonated_factor: {
      impersonator_id: `impersonator-test-${stableUuid(`impersonator ${impersonator}`)}`,
      impersonator_email_address: impersonator,
    },
  };
}

function totpFactor(memberId: string, at: number): Record<string, unknown> {
  return {
    type: 'totp',
    delivery_method: 'authenticator_app',
    last_authenticated_at: rfc3339(at),
    created_at: rfc3339(at),
    updated_at: rfc3339(at),
    sequence_order: 'SECONDARY',
    authenticator_app_factor: { totp_id: totpIdOf(memberId) },
  };
}

/** Id of a member's authenticator app. */
export function totpIdOf(memberId: string): string {
  return `member-totp-test-${stableUuid(`totp ${memberId}`)}`;
}

function emailFactor(session: Session): Record<string, unknown> {
  return {
    type: 'email_otp',
    delivery_method: 'email',
    last_authenticated_at: rfc3339(session.startedAt),
    created_at: rfc3339(session.startedAt),
    updated_at: rfc3339(session.startedAt),
    sequence_order: 'PRIMARY',
    email_factor: {
      email_id: `email-test-${stableUuid(`email ${session.factorEmail}`)}`,
      email_address: session.factorEmail,
    },
  };
}

/** A signer with its own key. */
export function createSessionJwts(projectId: string, now: () => number): SessionJwts {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = `jwk-test-${randomUUID()}`;
  const jwk = publicKey.export({ format: 'jwk' });
  return {
    jwks: [{ ...jwk, kid, use: 'sig', key_ops: ['verify'], alg: 'RS256', x5c: [], x5tS256: '' }],
    issue(session, roles, slug) {
      const seconds = Math.floor(now() / 1000);
      const head = encode({ alg: 'RS256', kid, typ: 'JWT' });
      const body = encode({
        ...session.customClaims,
        iss: `stytch.com/${projectId}`,
        aud: [projectId],
        sub: session.memberId,
        iat: seconds,
        nbf: seconds,
        exp: seconds + 300,
        'https://stytch.com/session': {
          id: session.sessionId,
          started_at: rfc3339(session.startedAt),
          last_accessed_at: rfc3339(session.lastAccessedAt),
          expires_at: rfc3339(session.expiresAt),
          attributes: { ip_address: '', user_agent: '' },
          authentication_factors: factorsOf(session),
          roles,
        },
        'https://stytch.com/organization': { organization_id: session.organizationId, slug },
      });
      const signature = sign('sha256', Buffer.from(`${head}.${body}`), privateKey);
      return `${head}.${body}.${signature.toString('base64url')}`;
    },
    sessionIdOf(jwt) {
      const [head = '', body = '', signature = ''] = jwt.split('.');
      const signed = Buffer.from(`${head}.${body}`);
      if (!verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))) return null;
      const claims = claimsSchema.safeParse(
        JSON.parse(Buffer.from(body, 'base64url').toString('utf8')),
      );
      return claims.success ? claims.data['https://stytch.com/session'].id : null;
    },
  };
}
