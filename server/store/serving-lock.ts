import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeDirectory } from './data-dir.ts';
import { isBusy, retryUntil } from './sqlite-driver.ts';
import { assertLocks, loadLibsql } from './sqlite.ts';
import { StoreError } from './store-error.ts';

/** How long a server that is being replaced may take to end, ms. */
const maxWaitMs = 3000;

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() });

/** The process that serves a directory. */
type Holder = z.infer<typeof holderSchema>;

/**
 * Names the owner in a file beside the lock, because reading a locked file would release this process's own
 * lock.
 */
const nameplate = (dataDir: string) => join(dataDir, 'server.json');

function readHolder(dataDir: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(nameplate(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

function writeHolder(dataDir: string): void {
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    writeFileSync(nameplate(dataDir), `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  } catch {
    // The lock holds anyway.
  }
}

function servedBy(dataDir: string): string {
  const holder = readHolder(dataDir);
  const who =
    holder === null
      ? 'another Grantscope'
      : `another Grantscope, process ${holder.pid} on ${holder.host}, since ${holder.since}`;
  return `DATA_DIR "${dataDir}" is served by ${who}. Stop that one first, or set DATA_DIR to another directory.`;
}

/**
 * Makes this process the one that serves the directory, which is created if missing, until the returned
 * function is called or the process ends in any way: it is a lock of the operating system, so none goes
 * stale. Throws StoreError that names the holder, or says that files there cannot be locked.
 */
export async function lockForServing(dataDir: string): Promise<() => void> {
  const Sqlite = await loadLibsql();
  makeDirectory(dataDir);
  const lock = new Sqlite(join(dataDir, 'server.lock'));
  try {
    await retryUntil(performance.now() + maxWaitMs, () => lock.exec('begin exclusive'));
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    assertLocks(Sqlite, dataDir);
    throw new StoreError(servedBy(dataDir), { cause: error });
  }
  writeHolder(dataDir);
  return () => void lock.close();
}
