import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf, StoreError } from './store-error.ts';

/** The code of a system or SQLite error; empty if it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Makes a directory that only our user can read, and its parents. Not Node's `recursive`, which never returns
 * in `/proc`: there the parent exists, and still nothing can be made.
 */
export function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    const parent = dirname(path);
    if (code !== 'ENOENT' || statSync(parent, { throwIfNoEntry: false }) !== undefined) throw error;
    makeDirectory(parent);
    mkdirSync(path, { mode: 0o700 });
  }
}

/** Path of the embedded database. */
export const fileIn = (dataDir: string) => join(dataDir, 'grantscope.db');

/** The system's error for writing another 64 kB to the directory; empty if it can. */
function refusalOf(dataDir: string): string {
  const file = fileIn(dataDir);
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
    writeFileSync(probe, Buffer.alloc(65_536), { flag: 'wx' });
    return '';
  } catch (error) {
    return codeOf(error);
  } finally {
    rmSync(probe, { force: true });
  }
}

/** With less space SQLite may fail to write, even if a small file can be written. */
const scarceBytes = 4 * 1024 * 1024;

function isScarce(dataDir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize < scarceBytes;
  } catch {
    return false;
  }
}

// A user may have no name, for example in a container.
const user = () => `the user of this process (uid ${process.getuid?.() ?? 'unknown'})`;

/** What a system error code means for the directory; null if it says nothing about it. */
function meaningOf(code: string): string | null {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `${user()} may not write there`;
    case 'EROFS':
      return 'it is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return 'there is no room left';
    case 'ENOENT':
      return 'it is not there and cannot be made';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'it is not a directory';
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return 'grantscope.db is not a database, or is damaged';
    default:
      return null;
  }
}

/** Whether only the directory can show what is wrong: libsql often gives no code. */
function isUnclear(error: unknown, code: string): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name !== 'SqliteError') return error.message.startsWith('ConnectionFailed');
  return code === '' || /^SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM)/.test(code);
}

/** Why the database cannot be used, with a way to fix it; null if the error is not about the directory. */
function troubleWith(dataDir: string, error: unknown): string | null {
  const code = codeOf(error);
  const unclear = isUnclear(error, code);
  const found = unclear ? refusalOf(dataDir) : code;
  const scarce = unclear && isScarce(dataDir) ? meaningOf('ENOSPC') : null;
  const why = meaningOf(found) ?? scarce;
  if (why === null) return null;
  const wayOut = /NOTADB|CORRUPT/.test(found)
    ? 'Restore a backup, or move the file away to begin anew.'
    : 'Set DATA_DIR to a directory that can be written, or DATABASE_URL to keep data in PostgreSQL.';
  return `The database in DATA_DIR "${dataDir}" cannot be used: ${why} (${found || code}). ${wayOut}`;
}

/** Turns failures of the embedded database into StoreErrors that say what is wrong with its directory. */
export async function inWords<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // For a failed migration, the database's error is the cause.
    const reason = error instanceof StoreError ? error.cause : error;
    const trouble = troubleWith(dataDir, reason);
    if (trouble !== null) throw new StoreError(trouble, { cause: reason });
    if (error instanceof StoreError) throw error;
    const message = `The database in DATA_DIR "${dataDir}" cannot be opened: ${reasonOf(error)}.`;
    throw new StoreError(message, { cause: error });
  }
}
