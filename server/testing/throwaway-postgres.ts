import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** A PostgreSQL process over a new directory. */
export interface ThrowawayPostgres {
  url: string;
  /** Stops it and deletes its directory. */
  stop(): Promise<void>;
}

const debian = '/usr/lib/postgresql';

/** Directory of `initdb` and `postgres`; null if PostgreSQL is not installed. */
function findPrograms(): string | null {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted().toReversed() : [];
  const folders = versions.map((version) => join(debian, version, 'bin'));
  try {
    const found = execFileSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).trim();
    folders.push(dirname(realpathSync(found)));
  } catch {
    // Not on the path.
  }
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** PostgreSQL refuses to run as root; this is the user to run it as instead. */
function whomToRunAs(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' })),
      );
      return { uid, gid };
    } catch {
      // There is no such user.
    }
  }
  return {};
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

async function untilAnswering(url: string, postgres: ChildProcess): Promise<void> {
  for (;;) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (postgres.exitCode !== null) throw error;
      await sleep(50);
    }
  }
}

interface PostgresOptions {
  /** The address it listens on, 127.0.0.1 by default. */
  address?: '127.0.0.1' | '::1';
  /** PEM texts; without them it does not speak TLS. */
  tls?: { cert: string; key: string };
}

/** Writes a certificate where PostgreSQL looks for it. */
function putTls(
  directory: string,
  { cert, key }: NonNullable<PostgresOptions['tls']>,
  { uid = 0, gid = 0 }: ReturnType<typeof whomToRunAs>,
): void {
  for (const [name, pem] of Object.entries({ 'server.crt': cert, 'server.key': key })) {
    const file = join(directory, name);
    writeFileSync(file, pem, { mode: 0o600 });
    if (uid !== 0) chownSync(file, uid, gid);
  }
}

/** Starts one on a random port; null if PostgreSQL is not installed. */
export async function startPostgres({
  address = '127.0.0.1',
  tls,
}: PostgresOptions = {}): Promise<ThrowawayPostgres | null> {
  const programs = findPrograms();
  if (programs === null) return null;
  const directory = mkdtempSync(join(tmpdir(), 'grantscope-postgres-'));
  const user = whomToRunAs();
  if (user.uid !== undefined) chownSync(directory, user.uid, user.gid ?? user.uid);
  const options = { ...user, cwd: directory, stdio: 'ignore' } as const;
  const initdb = ['--no-sync', '--auth=trust', '--username=test', '--encoding=UTF8', directory];
  execFileSync(join(programs, 'initdb'), initdb, options);
  if (tls !== undefined) putTls(directory, tls, user);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: address,
    ssl: tls === undefined ? 'off' : 'on',
    unix_socket_directories: '',
    fsync: 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres = spawn(join(programs, 'postgres'), ['-D', directory, ...flags], options);
  const host = address === '::1' ? '[::1]' : address;
  const url = `postgres://test@${host}:${port}/postgres`;
  await untilAnswering(url, postgres);
  return {
    url,
    async stop() {
      // PostgreSQL's "fast shutdown": it closes connections.
      postgres.kill('SIGINT');
      if (postgres.exitCode === null) await once(postgres, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
