import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { digestOf, isBuiltFrom, markBuiltFrom } from './digest.ts';

/** The project's root, and where what is built for the bench goes. */
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));
export const builtPages = join(projectRoot, 'e2e/.output/bench');

const pages = join(projectRoot, 'e2e/bench/browser/pages');

/** Our page takes packages from where the client does: two Reacts do not work together. */
function packagesOfTheClient(): Plugin {
  return {
    name: 'packages-of-the-client',
    enforce: 'pre',
    resolveId(source, importer) {
      const isPackage = /^[\w@]/.test(source);
      if (!isPackage || importer?.startsWith(pages) !== true) return null;
      return this.resolve(source, join(projectRoot, 'client/main.tsx'));
    },
  };
}

function sourcesOf(key: string): string[] {
  const shared = ['harness.ts', 'rows.ts', 'page.css', 'Bar.tsx', 'mount.ts', key];
  const own = shared.map((name) => join(pages, name));
  const ours = key === 'ours' ? ['client', 'server/contract', 'package-lock.json'] : [];
  const all = ['e2e/bench/package-lock.json', 'e2e/bench/browser/build-pages.ts', ...ours];
  return [...own, ...all.map((path) => join(projectRoot, path))];
}

/**
 * Builds a page for production, unless it is built; returns the folder. `readable` keeps the names of
 * functions, for a profile.
 */
export async function buildPage(key: string, readable = false): Promise<string> {
  const outDir = join(builtPages, readable ? `${key}-readable` : key);
  const digest = digestOf(sourcesOf(key));
  if (isBuiltFrom(outDir, digest)) return outDir;
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(pages, key),
    base: './',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [react(), ...(key === 'ours' ? [packagesOfTheClient()] : [])],
    build: {
      outDir,
      emptyOutDir: true,
      manifest: true,
      minify: !readable,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 10_000,
    },
  });
  markBuiltFrom(outDir, digest);
  return outDir;
}
