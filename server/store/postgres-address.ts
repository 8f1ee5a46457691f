import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { StoreError } from './store-error.ts';

/** What a `DATABASE_URL` says, in two parts. */
export interface PostgresAddress {
  /** For `pg`; with the password. */
  url: string;
  /** Settings of each session, by name. */
  settings: Readonly<Record<string, string>>;
}

/** The name of our own user; null if it has none, as in some containers. */
function ownName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** The address has our own user's name if it has none, as psql has it. */
function addUser(url: URL): void {
  if (url.username !== '' || url.searchParams.has('user')) return;
  const name = ownName();
  // Not as a part of the host: an address of a socket has none.
  if (name !== null) url.searchParams.set('user', name);
}

/**
 * `pg` holds all of these to be `verify-full` already, but says so in five lines on stderr. What is
 * weaker must be said: `no-verify`, or libpq's own meaning by `uselibpqcompat=true`.
 */
function strictTls(url: URL): void {
  const mode = url.searchParams.get('sslmode') ?? '';
  const isStrict = ['require', 'verify-ca', 'prefer'].includes(mode);
  if (isStrict && url.searchParams.get('uselibpqcompat') !== 'true') {
    url.searchParams.set('sslmode', 'verify-full');
  }
  // The authorities that Node.js knows, which is what it takes without a word.
  if (url.searchParams.get('sslrootcert') === 'system') url.searchParams.delete('sslrootcert');
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    const file = url.searchParams.get(name);
    if (file === null) continue;
    try {
      readFileSync(file);
    } catch (error) {
      throw new StoreError(`DATABASE_URL names a file by ${name} that cannot be read: "${file}".`, {
        cause: error,
      });
    }
  }
}

/** `-c name=value` and `--name=value`, as PostgreSQL's own command line; a blank in a value is `\ `. */
const option = /^\s*(?:-c\s*|--)([\w.-]+)=((?:\\.|[^\s\\])*)/;

/** Null for options that are more than settings. */
function settingsOf(options: string): Record<string, string> | null {
  const settings: Record<string, string> = {};
  let rest = options;
  while (rest.trim() !== '') {
    const [whole, name, value] = option.exec(rest) ?? [];
    if (whole === undefined || name === undefined || value === undefined) return null;
    settings[name.replaceAll('-', '_')] = value.replaceAll(/\\(.)/g, '$1');
    rest = rest.slice(whole.length);
  }
  return settings;
}

/**
 * Reads a `DATABASE_URL`. Settings in its `options` are taken out, to be set once connected: poolers
 * refuse a connection that begins with them (https://www.pgbouncer.org/config.html, under
 * `ignore_startup_parameters`). Throws StoreError for a file of a certificate that cannot be read.
 */
export function readAddress(databaseUrl: string): PostgresAddress {
  const url = new URL(databaseUrl);
  addUser(url);
  strictTls(url);
  const settings = settingsOf(url.searchParams.get('options') ?? '');
  if (settings !== null) url.searchParams.delete('options');
  return { url: url.href, settings: settings ?? {} };
}
