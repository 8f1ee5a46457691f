import { describe, expect, test } from 'vitest';
import { live, problemsOf, type Variables } from './testing/configuration.ts';

const plainHttp = 'PUBLIC_ORIGIN must be https (plain http only for localhost in development)';
const onlyHere = 'LOGO_EXTRA_ORIGIN is only for a sandbox on this machine';

describe('a secret would go where it must not', () => {
  const upstream =
    'STYTCH_BASE_URL must be https on stytch.com, customers.stytch.dev or STYTCH_CUSTOM_DOMAIN';

  test.each([
    'https://evil.example',
    'https://stytch.com.evil.example',
    'https://evilstytch.com',
    'https://test.stytch.com@evil.example',
    'https://evil.example/test.stytch.com',
    'https://evil.example#.stytch.com',
    'http://test.stytch.com',
    'ftp://localhost',
    'https://localhost.evil.example',
    'https://10.0.0.1',
    'file:///etc/passwd',
  ])('with Stytch at %s', (url) => {
    expect(problemsOf({ STYTCH_BASE_URL: url })).toEqual([upstream]);
  });

  test('with Stytch at no address', () => {
    expect(problemsOf({ STYTCH_BASE_URL: 'stytch' })).toEqual(['STYTCH_BASE_URL must be a URL']);
  });

  test.each<[what: string, changes: Variables, problem: string]>([
    [
      'in production to this machine',
      { ...live, STYTCH_BASE_URL: 'http://127.0.0.1:4100' },
      'STYTCH_BASE_URL must not be this machine when NODE_ENV is production',
    ],
    ['from a page over plain http', { PUBLIC_ORIGIN: 'http://grants.example.com' }, plainHttp],
    [
      'in production from a page over plain http, even of this machine',
      { ...live, PUBLIC_ORIGIN: 'http://localhost' },
      plainHttp,
    ],
    [
      'of a live project outside of production',
      { ...live, NODE_ENV: 'development' },
      'NODE_ENV must be production for a live project',
    ],
    [
      'with half of a certificate',
      { TLS_KEY_FILE: '/key.pem' },
      'TLS_CERT_FILE and TLS_KEY_FILE must be given together',
    ],
    ['to any host that gives logos', { LOGO_EXTRA_ORIGIN: 'https://logos.example' }, onlyHere],
    [
      'in production to this machine for logos',
      { ...live, LOGO_EXTRA_ORIGIN: 'http://localhost:4100' },
      onlyHere,
    ],
    [
      'to no origin at all for logos',
      { LOGO_EXTRA_ORIGIN: 'http://localhost:4100/' },
      'LOGO_EXTRA_ORIGIN must be an origin',
    ],
  ])('%s', (_what, changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });
});
