import { z } from 'zod';
import type { Environment } from '#contract/session.ts';
import { isUsableProxy, proxyFor } from './stytch/proxy.ts';

/** The vendor's support: members of one organization whose roles allow an action on a resource. */
interface SupportConfig {
  organizationId: string;
  resource: string;
  action: string;
  /** Whether they are only as long as they signed in with a second factor. */
  secondFactor: 'required' | 'optional';
}

/** Everything the server is told from outside, checked once. */
export interface Config {
  port: number;
  host: string;
  /** Scheme, host and port that browsers see, without a trailing slash. */
  publicOrigin: string;
  environment: Environment;
  stytch: {
    baseUrl: string;
    projectId: string;
    secret: string;
    /** The address of the proxy on the way, with its password; null for none. */
    proxy: string | null;
  };
  /** The first one seals sessions; all of them open. */
  sessionSecrets: [string, ...string[]];
  dataDir: string;
  /** A PostgreSQL database, with its password; null for the embedded one in `dataDir`. */
  databaseUrl: string | null;
  /** An origin from which logos may come although it is not public https: the sandbox's. */
  logoExtraOrigin: string | null;
  trustedProxyHops: number;
  tls: { certFile: string; keyFile: string } | null;
  signInCodesPerHour: number;
  /** Requests that one member may make. */
  requestsPerMinute: number;
  /** Who looks into the organizations of others; null for nobody. */
  support: SupportConfig | null;
  /** Organizations that one member of support may look into within an hour. */
  supportOrganizationsPerHour: number;
  /** How often organizations are read although nobody looks; 0 for never. */
  backgroundReadMinutes: number;
  /** What the operator says about scopes; null for nothing. */
  scopeRulesFile: string | null;
  logLevel: string;
}

/** Lists every problem of a configuration at once, without the value of any secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `Grantscope cannot run with this configuration:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const optional = z.string().optional();
const required = z.string('is missing');
const isOrigin = (value: string) =>
  /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
const origin = required.refine(
  isOrigin,
  'must be an origin such as https://grants.example.com, without a trailing slash: Grantscope cannot be served below a path',
);
/** A whole number from 0 on; unlike `Number`, takes neither `1e3` nor `0x10`. */
const count = (fallback: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number, ${most} at most`)
    .transform(Number)
    .refine((value) => value <= most, `must be a whole number, ${most} at most`)
    .default(fallback);
/** Where the database is. */
const databaseShape = z.object({
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .refine(
      (value) => /^postgres(?:ql)?:\/\/./.test(value) && URL.canParse(value),
      'must be an address of PostgreSQL such as postgresql://user:password@host:5432/database',
    )
    .optional(),
});
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const shape = z.object({
  NODE_ENV: z
    .enum(['production', 'test', 'development'], 'must be production, test or development')
    .optional(),
  PORT: count(4000, 65_535),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_ORIGIN: origin,
  STYTCH_PROJECT_ID: required.regex(
    new RegExp(`^project-(?:test|live)-${uuid}$`),
    'must look like project-test-… or project-live-…',
  ),
  STYTCH_SECRET: required.regex(
    /^[\u0021-\u007E]{16,}$/,
    'must be the secret of the project, which looks like secret-test-… or secret-live-…',
  ),
  STYTCH_BASE_URL: optional,
  STYTCH_CUSTOM_DOMAIN: optional,
  HTTPS_PROXY: optional,
  NO_PROXY: optional,
  SESSION_SECRET: required
    .transform((value) => value.split(','))
    .pipe(
      z.tuple(
        [z.string().min(32, 'must hold at least 32 characters, random ones')],
        z.string().min(32, 'must hold at least 32 characters, random ones'),
      ),
    ),
  ...databaseShape.shape,
  LOGO_EXTRA_ORIGIN: z.string().refine(isOrigin, 'must be an origin').optional(),
  TRUSTED_PROXY_HOPS: count(0, 10),
  TLS_CERT_FILE: optional,
  TLS_KEY_FILE: optional,
  SIGN_IN_CODES_PER_HOUR: count(20, 1_000_000),
  REQUESTS_PER_MINUTE: count(1200, 10_000_000),
  SUPPORT_ORGANIZATION_ID: z
    .string()
    .regex(
      new RegExp(`^organization-(?:test|live)-${uuid}$`),
      'must look like organization-test-… or organization-live-…',
    )
    .optional(),
  SUPPORT_RESOURCE: z.string().default('grantscope.support'),
  SUPPORT_ACTION: z.string().default('inspect'),
  SUPPORT_SECOND_FACTOR: z
    .enum(['required', 'optional'], 'must be required or optional')
    .default('optional'),
  SUPPORT_ORGANIZATIONS_PER_HOUR: count(30, 1_000_000),
  BACKGROUND_READ_MINUTES: count(0, 10_080),
  SCOPE_RULES_FILE: optional,
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});
type Raw = Readonly<Record<string, string | undefined>>;

/** A blank variable counts as none: a copy of `.env.example` has many. */
function withoutBlanks(env: Raw): Raw {
  const entries = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLoopback(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && loopback.has(hostname);
}

/** Whether the project secret may be sent there: Stytch's own hosts, or the configured custom domain. */
function isStytchHost(url: URL, customDomain: string | undefined): boolean {
  return (
    url.protocol === 'https:' &&
    (/\.(?:stytch\.com|customers\.stytch\.dev)$/.test(url.hostname) ||
      url.hostname === customDomain)
  );
}

function isLive(env: Raw): boolean {
  return env['STYTCH_PROJECT_ID']?.startsWith('project-live-') === true;
}

function baseUrlOf(env: Raw): string {
  return (
    env['STYTCH_BASE_URL'] ?? (isLive(env) ? 'https://api.stytch.com' : 'https://test.stytch.com')
  );
}

/** In capitals or not, and that for http where there is no other, as other programs take it. */
function proxyOf(env: Raw): string | null {
  const baseUrl = baseUrlOf(env);
  if (!URL.canParse(baseUrl)) return null;
  return proxyFor(new URL(baseUrl), {
    proxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? env['http_proxy'] ?? env['HTTP_PROXY'],
    exceptions: env['no_proxy'] ?? env['NO_PROXY'],
  });
}

function checkProxy(env: Raw): string[] {
  const proxy = proxyOf(env);
  return proxy === null || isUsableProxy(proxy)
    ? []
    : [
        'HTTPS_PROXY (or HTTP_PROXY) must be an http or https address such as http://proxy.example.com:3128',
      ];
}

function checkBaseUrl(env: Raw, production: boolean): string[] {
  const baseUrl = baseUrlOf(env);
  if (!URL.canParse(baseUrl)) return ['STYTCH_BASE_URL must be a URL'];
  if (isLoopback(baseUrl)) {
    return production
      ? ['STYTCH_BASE_URL must not be this machine when NODE_ENV is production']
      : [];
  }
  return isStytchHost(new URL(baseUrl), env['STYTCH_CUSTOM_DOMAIN'])
    ? []
    : ['STYTCH_BASE_URL must be https on stytch.com, customers.stytch.dev or STYTCH_CUSTOM_DOMAIN'];
}

/** Rules that need more than one variable. */
function crossCheck(env: Raw): string[] {
  const production = env['NODE_ENV'] === 'production';
  const publicOrigin = env['PUBLIC_ORIGIN'];
  const logoOrigin = env['LOGO_EXTRA_ORIGIN'];
  const problems = [...checkBaseUrl(env, production), ...checkProxy(env)];
  if (publicOrigin?.startsWith('http://') === true && (production || !isLoopback(publicOrigin)))
    problems.push('PUBLIC_ORIGIN must be https (plain http only for localhost in development)');
  const secretOf = /^secret-(test|live)-/.exec(env['STYTCH_SECRET'] ?? '')?.[1];
  const projectOf = /^project-(test|live)-/.exec(env['STYTCH_PROJECT_ID'] ?? '')?.[1];
  if (secretOf !== undefined && projectOf !== undefined && secretOf !== projectOf)
    problems.push(
      `STYTCH_SECRET is that of a ${secretOf} project, STYTCH_PROJECT_ID of a ${projectOf} one`,
    );
  if (isLive(env) && !production) problems.push('NODE_ENV must be production for a live project');
  if ((env['TLS_CERT_FILE'] === undefined) !== (env['TLS_KEY_FILE'] === undefined))
    problems.push('TLS_CERT_FILE and TLS_KEY_FILE must be given together');
  if (logoOrigin !== undefined && (production || !isLoopback(logoOrigin)))
    problems.push('LOGO_EXTRA_ORIGIN is only for a sandbox on this machine');
  return problems;
}

const inWords = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => `${String(path[0])} ${message}`);

/** Reads only where the database is, out of environment variables. Throws ConfigError. */
export function parseDatabaseConfig(given: Raw): Pick<Config, 'dataDir' | 'databaseUrl'> {
  const { data, error } = databaseShape.safeParse(withoutBlanks(given));
  if (data === undefined) throw new ConfigError(inWords(error));
  return { dataDir: data.DATA_DIR, databaseUrl: data.DATABASE_URL ?? null };
}

/**
 * Reads the configuration out of environment variables. Throws ConfigError that lists everything
 * that is wrong. Rules: a plain-http origin, an upstream on this machine and a live project outside
 * production are refused, since each would send a secret or a session where it must not go.
 */
export function parseConfig(given: Raw): Config {
  const env = withoutBlanks(given);
  const parsed = shape.safeParse(env);
  const misshapen = parsed.error === undefined ? [] : inWords(parsed.error);
  const problems = [...misshapen, ...crossCheck(env)];
  if (!parsed.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);
  const variables = parsed.data;
  const baseUrl = baseUrlOf(env);
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = variables;
  return {
    port: variables.PORT,
    host: variables.HOST,
    publicOrigin: variables.PUBLIC_ORIGIN,
    environment: isLoopback(baseUrl) ? 'sandbox' : isLive(env) ? 'live' : 'test',
    stytch: {
      baseUrl: new URL(baseUrl).origin,
      projectId: variables.STYTCH_PROJECT_ID,
      secret: variables.STYTCH_SECRET,
      proxy: proxyOf(env),
    },
    sessionSecrets: variables.SESSION_SECRET,
    dataDir: variables.DATA_DIR,
    databaseUrl: variables.DATABASE_URL ?? null,
    logoExtraOrigin: variables.LOGO_EXTRA_ORIGIN ?? null,
    trustedProxyHops: variables.TRUSTED_PROXY_HOPS,
    tls: certFile === undefined || keyFile === undefined ? null : { certFile, keyFile },
    signInCodesPerHour: variables.SIGN_IN_CODES_PER_HOUR,
    requestsPerMinute: variables.REQUESTS_PER_MINUTE,
    support:
      variables.SUPPORT_ORGANIZATION_ID === undefined
        ? null
        : {
            organizationId: variables.SUPPORT_ORGANIZATION_ID,
            resource: variables.SUPPORT_RESOURCE,
            action: variables.SUPPORT_ACTION,
            secondFactor: variables.SUPPORT_SECOND_FACTOR,
          },
    supportOrganizationsPerHour: variables.SUPPORT_ORGANIZATIONS_PER_HOUR,
    backgroundReadMinutes: variables.BACKGROUND_READ_MINUTES,
    scopeRulesFile: variables.SCOPE_RULES_FILE ?? null,
    logLevel: variables.LOG_LEVEL,
  };
}
