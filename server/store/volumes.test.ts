import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startStack } from '../testing/start.ts';
import { openStore } from './database.ts';

const wayOut =
  'Set DATA_DIR to a directory that can be written, or DATABASE_URL to keep data in PostgreSQL.';
const open = (dataDir: string) => openStore({ dataDir, databaseUrl: null });
const refusal = (dataDir: string, why: string) =>
  `The database in DATA_DIR "${dataDir}" cannot be used: ${why}. ${wayOut}`;
const newPlace = () => {
  const place = mkdtempSync(join(tmpdir(), 'grantscope-volume-'));
  chmodSync(place, 0o777);
  return place;
};

/** Runs `migrate` as the user nobody, as servers run on many machines. */
function migrateAsNobody(dataDir: string, env: Record<string, string> = {}) {
  const program = ['--import', 'tsx', 'server/main.ts', 'migrate'];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    encoding: 'utf8',
    uid: 65_534,
    gid: 65_534,
    env: { DATA_DIR: dataDir, ...env },
  });
  return { status, stdout, stderr };
}

const isRoot = process.getuid?.() === 0;

/** Whether this process can mount a file system. */
function canMount(): boolean {
  if (!isRoot || process.platform !== 'linux') return false;
  const place = newPlace();
  const { status } = spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', place]);
  if (status === 0) execFileSync('/bin/umount', [place]);
  return status === 0;
}

if (!isRoot) process.stderr.write('Not root: volumes of other users are not tried.\n');
const mounts = canMount();
if (!mounts) process.stderr.write('Nothing can be mounted: full volumes are not tried.\n');

const mounted: string[] = [];
function mount(options: string): string {
  const place = newPlace();
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', options, 'none', place]);
  mounted.push(place);
  return place;
}
const enlarge = (place: string) => execFileSync('/bin/mount', ['-o', 'remount,size=40m', place]);
afterEach(() => {
  for (const place of mounted.splice(0)) execFileSync('/bin/umount', ['-l', place]);
});

describe('a place where nothing can be made', () => {
  test.skipIf(!existsSync('/proc/self'))(
    'ends the start in a sentence, also in /proc',
    async () => {
      for (const place of ['/proc/grantscope', '/proc/grantscope/a/b']) {
        await expect(open(place)).rejects.toThrow(
          refusal(place, 'it is not there and cannot be made (ENOENT)'),
        );
      }
    },
  );

  test.skipIf(!mounts)('since it is read-only, is named', async () => {
    const place = mount('ro');
    await expect(open(place)).rejects.toThrow(refusal(place, 'it is read-only (EROFS)'));
    const missing = join(place, 'data');
    await expect(open(missing)).rejects.toThrow(refusal(missing, 'it is read-only (EROFS)'));
  });
});

// pgadmin-org/pgadmin4#6527; louislam/uptime-kuma#3786
describe.skipIf(!isRoot)('a directory of another user', () => {
  const denied = 'the user of this process (uid 65534) may not write there (EACCES)';

  test('that may not be written is named, and one that would have to be made in it', () => {
    const place = newPlace();
    chmodSync(place, 0o555);
    for (const dataDir of [place, join(place, 'data')]) {
      expect(migrateAsNobody(dataDir)).toEqual({
        status: 1,
        stdout: '',
        stderr: `${refusal(dataDir, denied)}\n`,
      });
    }
  });

  test('whose database is not ours is named; if it may be written it is used, with a warning', () => {
    const place = newPlace();
    const file = join(place, 'grantscope.db');
    writeFileSync(file, '', { mode: 0o644 });
    expect(migrateAsNobody(place).stderr).toBe(`${refusal(place, denied)}\n`);
    chmodSync(file, 0o666);
    const { status, stderr } = migrateAsNobody(place);
    expect(stderr).toBe(
      `Other users of this machine may read grantscope.db in DATA_DIR "${place}": its mode cannot be set (EPERM).\n`,
    );
    expect(status).toBe(0);
  });
});

const compiler = ['/usr/bin/cc', '/usr/bin/gcc'].find((path) => existsSync(path));
if (compiler === undefined)
  process.stderr.write('No C compiler: a volume without locks is not tried.\n');

test.skipIf(compiler === undefined || !isRoot)(
  'a volume that locks no files is named at once',
  () => {
    const place = newPlace();
    const library = join(place, 'nolocks.so');
    // The error of a network volume without a lock manager.
    const source = `#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <dlfcn.h>
static int locks(int command) { return command == F_SETLK || command == F_SETLKW; }
#define INSTEAD_OF(name) int name(int fd, int command, ...) { \\
  va_list given; va_start(given, command); void *what = va_arg(given, void *); va_end(given); \\
  if (locks(command)) { errno = ENOLCK; return -1; } \\
  int (*real)(int, int, void *) = dlsym(RTLD_NEXT, #name); return real(fd, command, what); }
INSTEAD_OF(fcntl)
INSTEAD_OF(fcntl64)
`;
    execFileSync(compiler ?? '', ['-shared', '-fPIC', '-xc', '-o', library, '-', '-ldl'], {
      input: source,
    });
    const dataDir = join(place, 'data');
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o777);
    expect(migrateAsNobody(dataDir, { LD_PRELOAD: library })).toEqual({
      status: 1,
      stdout: '',
      stderr: `The database in DATA_DIR "${dataDir}" cannot be used: files there cannot be locked, as on some network volumes. Set DATA_DIR to a directory on a local disk, or DATABASE_URL to keep data in PostgreSQL.\n`,
    });
    expect(migrateAsNobody(dataDir).status).toBe(0);
  },
);

describe.skipIf(!mounts)('a volume without room', () => {
  test('is named at the start, which works once there is some', async () => {
    const place = mount('size=100k');
    await expect(open(place)).rejects.toThrow(
      refusal(place, 'there is no room left (SQLITE_FULL)'),
    );
    enlarge(place);
    await (await open(place)).destroy();
  });

  test('since it was filled, answers 503 and is not ready, and goes on once there is some', async () => {
    const place = mount('size=2m');
    const stack = await startStack({ env: { DATA_DIR: place } });
    const email = 'amara.okafor@acme-robotics.example';
    const amara = await stack.signIn(email);
    const filling = join(place, 'filling');
    expect(() => writeFileSync(filling, Buffer.alloc(4 * 1024 * 1024))).toThrow(/ENOSPC/);
    const signIn = () => stack.visitor().post('/api/sign-in/email', { email });
    // The current log may still have room.
    await expect.poll(async () => (await signIn()).status, { timeout: 25_000 }).toBe(503);
    expect((await signIn()).json.code).toBe('session-store-unavailable');
    await expect.poll(async () => (await amara.get('/readyz')).status).toBe(503);
    expect((await amara.get('/api/session')).status).toBe(200);
    rmSync(filling);
    expect((await signIn()).status).toBe(200);
    expect((await amara.get('/readyz')).status).toBe(200);
    expect((await amara.get('/api/connected-apps')).status).toBe(200);
    await stack.close();
  });
});
