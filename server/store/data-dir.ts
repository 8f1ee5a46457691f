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

/** The code of an error of the system or of SQLite; empty if it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Makes a directory for the eyes of our own user, and those that it lies in. Not Node's `recursive`,
 * which never ends in `/proc`: there the parent is there, and still nothing can be made.
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

/** Where the embedded database lies. */
export const fileIn = (dataDir: string) => join(dataDir, 'grantscope.db');

/** What the system says to another 64 kB in the directory; empty if it takes them. */
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

/** With less than that SQLite may not be able to write, though a small file can be. */
const scarceBytes = 4 * 1024 * 1024;

function isScarce(dataDir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize < scarceBytes;
  } catch {
    return false;
  }
}

// A user may have no name, in a container for example.
const user = () => `the user of this process (uid ${process.getuid?.() ?? 'unknown'})`;

/** What a code of the system means for the directory; null for one that says nothing of it. */
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

/** Whether what is wrong shows in the directory only: libsql often has no code at all. */
function isUnclear(error: unknown, code: string): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name !== 'SqliteError') return error.message.startsWith('ConnectionFailed');
  return code === '' || /^SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM)/.test(code);
}

/** Why the database cannot be used, with a way out; null for an error that is not about the directory. */
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

/** Has failures of the embedded database be StoreErrors that say what is wrong with its directory. */
export async function inWords<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Of a migration that failed, what the database said is the cause.
    const reason = error instanceof StoreError ? error.cause : error;
    const trouble = troubleWith(dataDir, reason);
    if (trouble !== null) throw new StoreError(trouble, { cause: reason });
    if (error instanceof StoreError) throw error;
    const message = `The database in DATA_DIR "${dataDir}" cannot be opened: ${reasonOf(error)}.`;
    throw new StoreError(message, { cause: error });
  }
}
