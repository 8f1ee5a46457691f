import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The page of `writeClient`. */
export const shell = '<!doctype html><title>Grantscope</title><script src="/assets/a.js"></script>';

/** Writes a client like a build's output, with files beside it that must not be served. */
export function writeClient(): string {
  const directory = mkdtempSync(join(tmpdir(), 'grantscope-client-'));
  mkdirSync(join(directory, 'assets'));
  mkdirSync(join(directory, '.git'));
  const files = {
    'index.html': shell,
    'notes.txt': 'not to be served',
    '.env': 'STYTCH_SECRET=not-to-be-served',
    '.git/HEAD': 'not to be served',
    'assets/a.js': `console.log(1);${' '.repeat(2000)}`,
    'assets/a.css': 'body{}',
    'assets/font.woff2': 'font',
    'assets/.hidden': 'not to be served',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}
