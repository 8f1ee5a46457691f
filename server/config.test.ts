import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseConfig, parseDatabaseConfig } from './config.ts';
import {
  errorOf,
  live,
  problemsOf,
  sessionSecret,
  sound,
  stytchSecret,
  uuid,
} from './testing/configuration.ts';

const sandbox = {
  PUBLIC_ORIGIN: 'http://localhost:4000',
  STYTCH_BASE_URL: 'http://localhost:4100',
  LOGO_EXTRA_ORIGIN: 'http://localhost:4100',
};

describe('a configuration', () => {
  test('needs four variables, and everything else has a default', () => {
    expect(parseConfig(sound)).toEqual({
      port: 4000,
      host: '127.0.0.1',
      publicOrigin: 'https://grants.example.com',
      environment: 'test',
      stytch: {
        baseUrl: 'https://test.stytch.com',
        projectId: `project-test-${uuid}`,
        secret: stytchSecret,
        proxy: null,
      },
      sessionSecrets: [sessionSecret],
      dataDir: './data',
      databaseUrl: null,
      logoExtraOrigin: null,
      trustedProxyHops: 0,
      tls: null,
      signInCodesPerHour: 20,
      requestsPerMinute: 1200,
      support: null,
      supportOrganizationsPerHour: 30,
      backgroundReadMinutes: 0,
      scopeRulesFile: null,
      logLevel: 'info',
    });
  });

  test('of a live project speaks to the live Stytch', () => {
    expect(parseConfig({ ...sound, ...live })).toMatchObject({
      environment: 'live',
      stytch: { baseUrl: 'https://api.stytch.com' },
    });
  });

  test('for this machine speaks to the sandbox', () => {
    expect(parseConfig({ ...sound, ...sandbox })).toMatchObject({
      environment: 'sandbox',
      publicOrigin: 'http://localhost:4000',
      logoExtraOrigin: 'http://localhost:4100',
    });
  });

  test('takes several session secrets, the first one to seal', () => {
    const second = 'another one of sessions that is long enough';
    const { sessionSecrets } = parseConfig({
      ...sound,
      SESSION_SECRET: `${sessionSecret},${second}`,
    });
    expect(sessionSecrets).toEqual([sessionSecret, second]);
  });

  test('counts a blank variable as none, so that no blank host means all of them', () => {
    const names = ['HOST', 'DATA_DIR', 'LOG_LEVEL', 'STYTCH_BASE_URL', 'NODE_ENV'];
    const blank = Object.fromEntries([['PORT', ' '], ...names.map((name) => [name, ''])]);
    expect(parseConfig({ ...sound, ...blank })).toEqual(parseConfig(sound));
  });

  test('may name the domain of its own under which Stytch answers', () => {
    const env = {
      STYTCH_BASE_URL: 'https://id.example.com',
      STYTCH_CUSTOM_DOMAIN: 'id.example.com',
    };
    expect(parseConfig({ ...sound, ...env }).stytch.baseUrl).toBe('https://id.example.com');
  });
});

describe('a proxy', () => {
  const stytch = { STYTCH_BASE_URL: 'https://test.stytch.com' };
  const squid = 'http://127.0.0.1:3128';
  test.each([
    [{ HTTPS_PROXY: squid }, squid],
    [{ https_proxy: squid, HTTPS_PROXY: 'http://other:1' }, squid],
    [{ HTTP_PROXY: squid }, squid],
    [{ HTTPS_PROXY: squid, NO_PROXY: 'stytch.com' }, null],
    [{ HTTPS_PROXY: squid, no_proxy: '*' }, null],
    [{ HTTPS_PROXY: '', NO_PROXY: '' }, null],
  ])('is, with %j, %s', (env, expected) => {
    expect(parseConfig({ ...sound, ...stytch, ...env }).stytch.proxy).toBe(expected);
  });

  test.each(['socks5://me:canary@proxy:1080', 'http://me:canary@proxy:port'])(
    'that cannot be used, as %s, is said without its password',
    (proxy) => {
      expect(problemsOf({ ...stytch, HTTPS_PROXY: proxy })).toEqual([
        'HTTPS_PROXY (or HTTP_PROXY) must be an http or https address such as http://proxy.example.com:3128',
      ]);
    },
  );

  test('that is not on the way to Stytch is nothing to complain about', () => {
    const env = { STYTCH_BASE_URL: 'http://localhost:4001', HTTPS_PROXY: 'socks5://proxy:1080' };
    expect(parseConfig({ ...sound, ...env }).stytch.proxy).toBeNull();
  });
});

describe('a database', () => {
  test.each(['postgres://db/grants', 'postgresql://me:canary@db:5432/grants?sslmode=verify-full'])(
    'may be at %s',
    (databaseUrl) => {
      expect(parseConfig({ ...sound, DATABASE_URL: databaseUrl }).databaseUrl).toBe(databaseUrl);
      // Bringing it up to date needs to know of nothing else.
      expect(parseDatabaseConfig({ DATABASE_URL: databaseUrl, DATA_DIR: '' })).toEqual({
        databaseUrl,
        dataDir: './data',
      });
    },
  );

  test.each([
    'mysql://me:canary@db/grants',
    'https://me:canary@db/grants',
    'me:canary@db',
    'postgres://',
    'postgres://me:canary@db:port/grants',
    'postgres:me:canary@db',
  ])('cannot be at %s, which is said without its password', (databaseUrl) => {
    const wrong =
      'DATABASE_URL must be an address of PostgreSQL such as postgresql://user:password@host:5432/database';
    expect(problemsOf({ DATABASE_URL: databaseUrl })).toEqual([wrong]);
    expect(() => parseDatabaseConfig({ DATABASE_URL: databaseUrl })).toThrow(wrong);
    const error = errorOf({ ...sound, DATABASE_URL: databaseUrl });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/canary/);
  });
});

describe('a configuration that is wrong', () => {
  test('is told everything at once: what is missing, what is misshapen, what does not fit', () => {
    const env = {
      NODE_ENV: 'production',
      PORT: '70000',
      PUBLIC_ORIGIN: 'http://grants.example.com',
      STYTCH_SECRET: 'short',
      STYTCH_BASE_URL: 'https://evil.example',
      SESSION_SECRET: 'short,shorter',
      TRUSTED_PROXY_HOPS: '-1',
      TLS_CERT_FILE: '/cert.pem',
      LOG_LEVEL: 'loud',
    };
    expect(errorOf(env).problems).toEqual([
      'PORT must be a whole number, 65535 at most',
      'STYTCH_PROJECT_ID is missing',
      'STYTCH_SECRET must be the secret of the project, which looks like secret-test-… or secret-live-…',
      'SESSION_SECRET must hold at least 32 characters, random ones',
      'TRUSTED_PROXY_HOPS must be a whole number, 10 at most',
      'LOG_LEVEL must be one of debug, info, warn, error, silent',
      'STYTCH_BASE_URL must be https on stytch.com, customers.stytch.dev or STYTCH_CUSTOM_DOMAIN',
      'PUBLIC_ORIGIN must be https (plain http only for localhost in development)',
      'TLS_CERT_FILE and TLS_KEY_FILE must be given together',
    ]);
  });

  test('names what is missing', () => {
    expect(errorOf({}).message).toBe(
      [
        'Grantscope cannot run with this configuration:',
        '  - PUBLIC_ORIGIN is missing',
        '  - STYTCH_PROJECT_ID is missing',
        '  - STYTCH_SECRET is missing',
        '  - SESSION_SECRET is missing',
      ].join('\n'),
    );
  });

  test.each(['prod', 'Production', 'staging'])('has no mode called %s', (mode) => {
    expect(problemsOf({ NODE_ENV: mode })).toEqual([
      'NODE_ENV must be production, test or development',
    ]);
  });

  test('does not mix a secret of the one kind with a project of the other', () => {
    const mixed = 'STYTCH_SECRET is that of a live project, STYTCH_PROJECT_ID of a test one';
    expect(problemsOf({ STYTCH_SECRET: 'secret-live-of-somebody' })).toEqual([mixed]);
  });

  test('is told so without a secret, however the error is printed', () => {
    const error = errorOf({
      PUBLIC_ORIGIN: `https://user:${stytchSecret}@grants.example.com`,
      STYTCH_PROJECT_ID: stytchSecret,
      STYTCH_SECRET: `${stytchSecret} with a space`,
      STYTCH_BASE_URL: `https://user:${stytchSecret}@evil.example`,
      SESSION_SECRET: `${sessionSecret},short-canary`,
      LOG_LEVEL: stytchSecret,
    });
    expect(error.problems.length).toBeGreaterThan(4);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/canary/);
  });

  test.each([
    ['a path', 'https://grants.example.com/'],
    ['a place', 'https://grants.example.com/console'],
    ['a user', 'https://user@grants.example.com'],
    ['capitals', 'https://Grants.example.com'],
    ['a port that goes without saying', 'https://grants.example.com:443'],
    ['no scheme', 'grants.example.com'],
    ['another scheme', 'ftp://grants.example.com'],
    ['code for a scheme', 'javascript:alert(1)'],
  ])('has an origin with %s', (_what, origin) => {
    const wrong =
      'PUBLIC_ORIGIN must be an origin such as https://grants.example.com, without a trailing slash: Grantscope cannot be served below a path';
    expect(problemsOf({ PUBLIC_ORIGIN: origin })).toEqual([wrong]);
  });

  test.each(['1e3', '0x10', '-1', '1.5', '65536', 'many', '9'.repeat(30)])(
    'has port %s',
    (port) => {
      expect(problemsOf({ PORT: port })).toEqual(['PORT must be a whole number, 65535 at most']);
    },
  );
});
