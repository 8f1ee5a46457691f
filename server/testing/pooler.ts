import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, chmodSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './start.ts';

const program = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer'].find((path) =>
  existsSync(path),
);

/** Whether PgBouncer is installed. */
export const hasPooler = program !== undefined;

/** A PgBouncer in front of a PostgreSQL that trusts us. */
export interface Pooler {
  /** URL of the same database through it. */
  url: string;
  stop(): Promise<void>;
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const [event] = await Promise.race([
      once(socket, 'connect').then(() => ['connect'] as const),
      once(socket, 'error').then(() => ['error'] as const),
    ]).catch(() => ['error'] as const);
    socket.destroy();
    if (event === 'connect') return;
    await sleep(50);
  }
}

/** Starts one with defaults except for the pool mode. */
export async function startPooler(
  databaseUrl: string,
  mode: 'session' | 'transaction' | 'statement',
): Promise<Pooler> {
  if (program === undefined) throw new Error('PgBouncer is not installed.');
  const directory = mkdtempSync(join(tmpdir(), 'grantscope-pooler-'));
  chmodSync(directory, 0o755);
  const url = new URL(databaseUrl);
  const port = await freePort();
  const users = join(directory, 'users.txt');
  writeFileSync(users, `"${decodeURIComponent(url.username)}" ""\n`);
  const file = join(directory, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
* = host=${url.hostname} port=${url.port === '' ? '5432' : url.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = ${mode}
`,
  );
  // PgBouncer refuses to run as root.
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const pooler = spawn(program, [...asUser, file], { stdio: 'ignore' });
  await untilListening(port);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    async stop() {
      pooler.kill('SIGTERM');
      if (pooler.exitCode === null) await once(pooler, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
