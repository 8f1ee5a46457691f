import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { StoreError } from './store-error.ts';

/** A `DATABASE_URL` in two parts. */
export interface PostgresAddress {
  /** For `pg`; includes the password. */
  url: string;
  /** Session settings by name. */
  settings: Readonly<Record<string, string>>;
}

/** Our user's name; null if it has none, as in some containers. */
function ownName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** Adds our user's name to a URL without one, as psql does. */
function addUser(url: URL): void {
  if (url.username !== '' || url.searchParams.has('user')) return;
  const name = ownName();
  // Not as a part of the host, because a socket's URL has none.
  if (name !== null) url.searchParams.set('user', name);
}

/**
 * `pg` already treats all of these as `verify-full`, but warns in five lines on stderr. Weaker modes must be
 * explicit: `no-verify`, or libpq's own meaning with `uselibpqcompat=true`.
 */
function strictTls(url: URL): void {
  const mode = url.searchParams.get('sslmode') ?? '';
  const isStrict = ['require', 'verify-ca', 'prefer'].includes(mode);
  if (isStrict && url.searchParams.get('uselibpqcompat') !== 'true') {
    url.searchParams.set('sslmode', 'verify-full');
  }
  // The authorities that Node.js knows, which it uses without this parameter.
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

/** `-c name=value` and `--name=value`, as on PostgreSQL's command line; a blank in a value is `\ `. */
const option = /^\s*(?:-c\s*|--)([\w.-]+)=((?:\\.|[^\s\\])*)/;

/** Null if the options hold more than settings. */
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
 * Parses a `DATABASE_URL`. Settings in its `options` are taken out and set after connecting, because poolers
 * refuse them at the start of a connection (https://www.pgbouncer.org/config.html, under
 * `ignore_startup_parameters`). Throws StoreError for a certificate file that cannot be read.
 */
export function readAddress(databaseUrl: string): PostgresAddress {
  const url = new URL(databaseUrl);
  addUser(url);
  strictTls(url);
  const settings = settingsOf(url.searchParams.get('options') ?? '');
  if (settings !== null) url.searchParams.delete('options');
  return { url: url.href, settings: settings ?? {} };
}
