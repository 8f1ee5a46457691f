import { describe, expect, test } from 'vitest';
import { kindOfAnswer, kindOfFailure, retryAfterSeconds } from './errors.ts';

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
    // A server's own failure is never the member's, whatever it says.
    [500, 'session_not_found', 'error'],
    [429, 'unauthorized_credentials', 'rate-limited'],
  ])('%i %s is of kind %s', (status, errorType, kind) => {
    expect(kindOfAnswer(status, errorType)).toBe(kind);
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
