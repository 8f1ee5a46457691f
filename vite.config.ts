import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Adds Subresource Integrity to the script and style tags of the built shell, so that a changed
 * asset is refused by the browser (https://www.w3.org/TR/SRI/).
 */
function subresourceIntegrity(): Plugin {
  return {
    name: 'subresource-integrity',
    apply: 'build',
    enforce: 'post',
    // Only what lies on disk is final: minifying and placing of hashes come late.
    writeBundle({ dir = '.' }) {
      const file = join(dir, 'index.html');
      if (!existsSync(file)) return;
      const shell = readFileSync(file, 'utf8').replaceAll(
        /(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g,
        (tag, url: string) => {
          const digest = createHash('sha384').update(readFileSync(join(dir, url)));
          return `${tag} integrity="sha384-${digest.digest('base64')}"`;
        },
      );
      writeFileSync(file, shell);
    },
  };
}

const projects = [
  { extends: true, test: { name: 'client', include: ['client/**/*.test.ts'] } },
  {
    extends: true,
    test: {
      name: 'server',
      include: ['server/**/*.test.ts'],
      globalSetup: 'server/testing/postgres-setup.ts',
      provide: {
        wantedDatabaseUrl: process.env['TEST_DATABASE_URL'] ?? 'postgres://127.0.0.1:5432/test',
        isContinuousIntegration: process.env['CI'] === 'true',
      },
    },
  },
  { extends: true, test: { name: 'tools', include: ['e2e/**/*.test.ts'] } },
] as const;

export default defineConfig(({ isSsrBuild }) => ({
  root: 'client',
  server: {
    // Host stays as the browser sent it: the server answers for its public origin only.
    proxy: Object.fromEntries(
      // The sources of client/api are served under the same path as the API.
      [String.raw`^/api/(?![\w-]+\.tsx?(?:\?|$))`, '/livez', '/readyz', '/csp-report'].map(
        (path) => [
          path,
          {
            target: process.env['GRANTSCOPE_SERVER'] ?? 'http://127.0.0.1:4001',
            changeOrigin: false,
          },
        ],
      ),
    ),
  },
  plugins: [react({ jsxImportSource: '#jsx' }), subresourceIntegrity()],
  build: isSsrBuild
    ? {
        outDir: '../dist/server',
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: {
          input: { main: 'server/main.ts', worker: 'server/worker.ts' },
        },
      }
    : {
        outDir: '../dist/client',
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          output: {
            // What most pages share, in one file: by itself it would be fifty small ones, each of
            // which waits for a connection and is compressed alone.
            codeSplitting: {
              groups: [
                {
                  name: 'parts',
                  test: /client\/(?:grid|table|ui)\/|node_modules\/lucide-react\//,
                  minShareCount: 5,
                },
              ],
            },
          },
        },
      },
  test: {
    root: '.',
    projects: [...projects],
    environment: 'node',
    restoreMocks: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
