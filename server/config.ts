import { z } from 'zod';
import type { Environment } from '#contract/session.ts';

/** Everything the server is told from outside, checked once. */
export interface Config {
  port: number;
  host: string;
  /** Scheme, host and port that browsers see, without a trailing slash. */
  publicOrigin: string;
  environment: Environment;
  stytch: { baseUrl: string; projectId: string; secret: string };
  /** The first one seals sessions; all of them open. */
  sessionSecrets: [string, ...string[]];
  dataDir: string;
  /** An origin from which logos may come although it is not public https: the sandbox's. */
  logoExtraOrigin: string | null;
  trustedProxyHops: number;
  tls: { certFile: string; keyFile: string } | null;
  signInCodesPerHour: number;
  logLevel: string;
}

/** Every problem of a configuration at once, in words that hold no value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration is not complete:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
const required = z.string('is missing').trim().min(1, 'is missing');
const origin = required.refine(
  (value) => URL.canParse(value) && new URL(value).origin === value,
  'must be an origin such as https://grants.example.com, without path or trailing slash',
);
const count = (fallback: number, most: number) =>
  z.coerce.number('must be a number').int().min(0).max(most).default(fallback);

const shape = z.object({
  NODE_ENV: optional,
  PORT: count(4000, 65_535),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_ORIGIN: origin,
  STYTCH_PROJECT_ID: required.regex(
    new RegExp(`^project-(?:test|live)-${uuid}$`),
    'must look like project-test-… or project-live-…',
  ),
  STYTCH_SECRET: required.regex(/^[\u0021-\u007E]{16,}$/, 'must be the secret of the project'),
  STYTCH_BASE_URL: optional,
  STYTCH_CUSTOM_DOMAIN: optional,
  SESSION_SECRET: required
    .transform((value) => value.split(','))
    .pipe(
      z.tuple(
        [z.string().min(32, 'must hold at least 32 characters, random ones')],
        z.string().min(32, 'must hold at least 32 characters, random ones'),
      ),
    ),
  DATA_DIR: z.string().min(1).default('./data'),
  LOGO_EXTRA_ORIGIN: optional,
  TRUSTED_PROXY_HOPS: count(0, 10),
  TLS_CERT_FILE: optional,
  TLS_KEY_FILE: optional,
  SIGN_IN_CODES_PER_HOUR: count(20, 1_000_000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
type Variables = z.output<typeof shape>;

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLoopback(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && loopback.has(new URL(url).hostname);
}

/** Whether the project secret may be sent there: Stytch's own hosts, or the configured custom domain. */
function isStytchHost(url: URL, customDomain: string | undefined): boolean {
  return (
    url.protocol === 'https:' &&
    (/\.(?:stytch\.com|customers\.stytch\.dev)$/.test(url.hostname) ||
      url.hostname === customDomain)
  );
}

function baseUrlOf(variables: Variables): string {
  const live = variables.STYTCH_PROJECT_ID.startsWith('project-live-');
  return variables.STYTCH_BASE_URL ?? (live ? 'https://api.stytch.com' : 'https://test.stytch.com');
}

/** Rules that need more than one variable. */
function crossCheck(variables: Variables): string[] {
  const production = variables.NODE_ENV === 'production';
  const baseUrl = baseUrlOf(variables);
  const sandbox = isLoopback(baseUrl);
  const problems: string[] = [];
  if (!URL.canParse(baseUrl)) problems.push('STYTCH_BASE_URL must be a URL');
  else if (sandbox && production)
    problems.push('STYTCH_BASE_URL must not be this machine when NODE_ENV is production');
  else if (!sandbox && !isStytchHost(new URL(baseUrl), variables.STYTCH_CUSTOM_DOMAIN))
    problems.push(
      'STYTCH_BASE_URL must be https on stytch.com, customers.stytch.dev or STYTCH_CUSTOM_DOMAIN',
    );
  const plain = variables.PUBLIC_ORIGIN.startsWith('http://');
  if (plain && (production || !isLoopback(variables.PUBLIC_ORIGIN)))
    problems.push('PUBLIC_ORIGIN must be https (plain http only for localhost in development)');
  if (variables.STYTCH_PROJECT_ID.startsWith('project-live-') && !production)
    problems.push('NODE_ENV must be production for a live project');
  if ((variables.TLS_CERT_FILE === undefined) !== (variables.TLS_KEY_FILE === undefined))
    problems.push('TLS_CERT_FILE and TLS_KEY_FILE must be given together');
  if (
    variables.LOGO_EXTRA_ORIGIN !== undefined &&
    (production || !isLoopback(variables.LOGO_EXTRA_ORIGIN))
  )
    problems.push('LOGO_EXTRA_ORIGIN is only for a sandbox on this machine');
  return problems;
}

/**
 * Reads the configuration out of environment variables. Throws ConfigError that lists everything
 * that is wrong. Rules: a plain-http origin, an upstream on this machine and a live project outside
 * production are refused, since each would send a secret or a session where it must not go.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = shape.safeParse(env);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`),
    );
  }
  const variables = parsed.data;
  const problems = crossCheck(variables);
  if (problems.length > 0) throw new ConfigError(problems);
  const baseUrl = baseUrlOf(variables);
  const live = variables.STYTCH_PROJECT_ID.startsWith('project-live-');
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = variables;
  return {
    port: variables.PORT,
    host: variables.HOST,
    publicOrigin: variables.PUBLIC_ORIGIN,
    environment: isLoopback(baseUrl) ? 'sandbox' : live ? 'live' : 'test',
    stytch: {
      baseUrl: new URL(baseUrl).origin,
      projectId: variables.STYTCH_PROJECT_ID,
      secret: variables.STYTCH_SECRET,
    },
    sessionSecrets: variables.SESSION_SECRET,
    dataDir: variables.DATA_DIR,
    logoExtraOrigin: variables.LOGO_EXTRA_ORIGIN ?? null,
    trustedProxyHops: variables.TRUSTED_PROXY_HOPS,
    tls: certFile === undefined || keyFile === undefined ? null : { certFile, keyFile },
    signInCodesPerHour: variables.SIGN_IN_CODES_PER_HOUR,
    logLevel: variables.LOG_LEVEL,
  };
}
