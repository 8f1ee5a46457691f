import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** A copy of the sources in a temporary directory, with what `npm ci` installs. */
export interface Checkout {
  root: string;
  remove: () => void;
}

const leftOut = new Set([
  '.git',
  '.env',
  'node_modules',
  'dist',
  'data',
  'coverage',
  '.output',
  'bench',
]);

/**
 * Makes a copy in which a test may build, plant and break. Packages are linked one by one: a link
 * to `node_modules` itself would share the caches in it.
 */
export function createCheckout(): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'grantscope-checkout-'));
  cpSync(projectRoot, root, {
    recursive: true,
    filter: (path) => {
      const [first, last] = [path.slice(projectRoot.length + 1), path.split('/').at(-1) ?? ''];
      return first === '' || !leftOut.has(last);
    },
  });
  const packages = join(root, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(projectRoot, 'node_modules'))) {
    if (name.startsWith('.') && name !== '.bin') continue;
    symlinkSync(join(projectRoot, 'node_modules', name), join(packages, name));
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
