import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function add(hash: Hash, path: string): void {
  hash.update(path);
  if (!statSync(path).isDirectory()) hash.update(readFileSync(path));
  else for (const name of readdirSync(path).toSorted()) add(hash, join(path, name));
}

/** The digest of all that is in some files and folders. */
export function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) add(hash, path);
  return hash.digest('hex');
}

const stamp = 'built-from.txt';

/** Whether a folder was built from what has this digest. */
export function isBuiltFrom(folder: string, digest: string): boolean {
  const file = join(folder, stamp);
  return existsSync(file) && readFileSync(file, 'utf8') === digest;
}

/** Notes in a folder what it was built from. */
export function markBuiltFrom(folder: string, digest: string): void {
  writeFileSync(join(folder, stamp), digest);
}
