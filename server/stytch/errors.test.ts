import { describe, expect, test } from 'vitest';
import { kindOfResponse, kindOfFailure, retryAfterSeconds } from './errors.ts';

const now = Date.parse('2026-11-25T10:00:00Z');

describe('Retry-After', () => {
  test.each([
    ['7', 7],
    ['0', 1],
    ['999999', 60],
    ['Wed, 25 Nov 2026 10:00:09 GMT', 9],
    ['Wed, 25 Nov 2026 09:00:00 GMT', 1],
    ['Thu, 26 Nov 2026 10:00:00 GMT', 60],
    [undefined, 5],
    ['', 5],
    ['-5', 5],
    ['1.5', 5],
    ['soon 7', 5],
    ['NaN', 5],
    ['Wed, yesterday GMT', 5],
  ])('of %j is %i seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});

test('a number of seconds beyond all bounds is a minute too', () => {
  expect(retryAfterSeconds('9'.repeat(400), now)).toBe(60);
});

describe('an error answer', () => {
  test.each([
    [429, 'too_many_requests', 'rate-limited'],
    [500, 'internal_server_error', 'error'],
    [502, null, 'error'],
    [401, 'unauthorized_credentials', 'credentials'],
    [400, 'invalid_project_id_authentication', 'credentials'],
    [404, 'session_not_found', 'session-expired'],
    [401, 'invalid_session_token', 'session-expired'],
    [404, 'intermediate_session_not_found', 'session-expired'],
    [403, 'session_authorization_error', 'forbidden'],
    [403, 'session_authorization_tenancy_error', 'tenancy'],
    [404, 'connected_app_not_found', 'not-found'],
    [404, null, 'not-found'],
    [400, 'bad_request', 'refused'],
    [401, null, 'refused'],
    [403, null, 'refused'],
    [403, 'use_https', 'refused'],
    [404, 'route_not_found', 'refused'],
    [400, 'invalid_b2b_endpoint', 'wrong-project'],
    [403, 'organization_suspended', 'suspended'],
    [429, 'user_lock_limit_reached', 'locked'],
    [403, 'captcha_required', 'captcha'],
    [429, 'captcha_failed', 'captcha'],
    [400, 'inactive_email', 'email-refused'],
    [400, 'operation_restricted_by_organization_auth_methods', 'other-method'],
    [400, 'action_not_allowed_email_domain_is_claimed', 'not-let-in'],
    [404, 'otp_code_not_found', 'code-wrong'],
    [401, 'unable_to_auth_otp_code', 'code-used'],
    [400, 'totp_code_already_authenticated', 'code-used'],
    [400, 'monthly_quota_exceeded', 'rate-limited'],
    [404, '__proto__', 'not-found'],
    // A server's own failure is never about the member, whatever it says.
    [500, 'session_not_found', 'error'],
    [429, 'unauthorized_credentials', 'credentials'],
  ])('%i %s is of kind %s', (status, errorType, kind) => {
    expect(kindOfResponse(status, { isStytchs: true, errorType })).toBe(kind);
  });
});

describe('an error answer that is not of the form of Stytch’s', () => {
  // https://github.com/openai/codex/issues/6252
  test.each([
    [400, 'not-stytch'],
    [401, 'not-stytch'],
    [403, 'not-stytch'],
    [404, 'not-stytch'],
    [429, 'rate-limited'],
    [502, 'error'],
  ])('says with %i nothing of sessions, roles or ids', (status, kind) => {
    expect(kindOfResponse(status, { isStytchs: false, errorType: null })).toBe(kind);
  });
});

const failure = (code: string) => Object.assign(new Error('secret words'), { code });

describe('a failed connection', () => {
  test.each([
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['EAI_AGAIN', 'unreachable'],
    ['ECONNRESET', 'truncated'],
    ['UND_ERR_SOCKET', 'truncated'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout'],
    ['ETIMEDOUT', 'timeout'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EPROTO', 'tls'],
  ])('with %s is of kind %s', (code, kind) => {
    expect(kindOfFailure(failure(code), false, false)).toBe(kind);
  });

  test('by our own deadline is a timeout, by the caller an abort, whatever the socket says', () => {
    expect(kindOfFailure(failure('ECONNRESET'), true, false)).toBe('timeout');
    expect(kindOfFailure(failure('ECONNRESET'), false, true)).toBe('aborted');
    expect(kindOfFailure('no error at all', false, false)).toBe('unreachable');
  });
});
