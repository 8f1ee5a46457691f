import { createHash } from 'node:crypto';
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
    generateBundle(_options, bundle) {
      const digests = new Map(
        Object.values(bundle).map((file) => [
          `/${file.fileName}`,
          createHash('sha384')
            .update(file.type === 'chunk' ? file.code : file.source)
            .digest('base64'),
        ]),
      );
      const shell = bundle['index.html'];
      if (shell?.type !== 'asset') return;
      shell.source = shell.source
        .toString()
        .replaceAll(/(src|href)="(\/assets\/[^"]+)"/g, (tag, _attribute, url: string) => {
          const digest = digests.get(url);
          return digest === undefined ? tag : `${tag} integrity="sha384-${digest}"`;
        });
    },
  };
}

const projects = [
  { extends: true, test: { name: 'client', include: ['client/**/*.test.ts'] } },
  { extends: true, test: { name: 'server', include: ['server/**/*.test.ts'] } },
  { extends: true, test: { name: 'tools', include: ['e2e/**/*.test.ts'] } },
] as const;

export default defineConfig(({ isSsrBuild }) => ({
  root: 'client',
  plugins: [react(), subresourceIntegrity()],
  build: isSsrBuild
    ? {
        outDir: '../dist/server',
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: { input: { main: 'server/main.ts' } },
      }
    : {
        outDir: '../dist/client',
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
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
