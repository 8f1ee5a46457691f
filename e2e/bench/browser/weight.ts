import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import * as z from 'zod/mini';
import { builtPages, buildPage, projectRoot } from './build-pages.ts';
import { digestOf, isBuiltFrom, markBuiltFrom } from './digest.ts';
import { serveFiles } from './serve.ts';

/** What a page loads before it is of use, gzipped: scripts and styles, without fonts and pictures. */
export interface Weight {
  page: string;
  scriptKb: number;
  styleKb: number;
  files: number;
  /** The most that it may be, in kB of both; null for pages of others. */
  goalKb: number | null;
}

/** https://vite.dev/guide/backend-integration.html */
const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.optional(z.array(z.string())),
    css: z.optional(z.array(z.string())),
  }),
);
type Manifest = z.infer<typeof manifestSchema>;

/** The files of some modules and of all that they import from the start. */
function filesOf(manifest: Manifest, entries: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const add = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`the build has no ${key}`);
    files.add(chunk.file);
    for (const file of chunk.css ?? []) files.add(file);
    for (const next of chunk.imports ?? []) add(next);
  };
  for (const entry of entries) add(entry);
  return files;
}

function weigh(
  folder: string,
  page: string,
  entries: readonly string[],
  goalKb: number | null,
): Weight {
  const text = readFileSync(join(folder, '.vite/manifest.json'), 'utf8');
  const files = [...filesOf(manifestSchema.parse(JSON.parse(text)), entries)];
  const kilobytes = (extension: string) =>
    files
      .filter((file) => file.endsWith(extension))
      .reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1000;
  return {
    page,
    scriptKb: kilobytes('.js'),
    styleKb: kilobytes('.css'),
    files: files.length,
    goalKb,
  };
}

/** The product's client as it is built for production, with a list of its parts. */
async function buildClient(): Promise<string> {
  const outDir = join(builtPages, 'client');
  const sources = ['client', 'server/contract', 'vite.config.ts', 'package-lock.json'];
  const digest = digestOf(sources.map((path) => join(projectRoot, path)));
  if (isBuiltFrom(outDir, digest)) return outDir;
  await build({
    configFile: join(projectRoot, 'vite.config.ts'),
    root: join(projectRoot, 'client'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, manifest: true },
  });
  markBuiltFrom(outDir, digest);
  return outDir;
}

/** A page that shows nothing would be light: each must list its member. */
async function assertShows(browser: Browser, key: string): Promise<void> {
  const server = await serveFiles(join(builtPages, key));
  const page = await browser.newPage();
  await page.goto(`${server.origin}/`);
  await page.getByText('Ada Lovelace').waitFor();
  await page.close();
  await server.close();
}

/** Weighs the product's pages and the least pages of what people would use instead. */
export async function weighPages(browser: Browser): Promise<Weight[]> {
  const client = await buildClient();
  const signIn = ['index.html', 'features/sign-in/SignInPage.tsx'];
  const app = ['index.html', 'app/Shell.tsx', 'features/apps/app-page/AppPage.tsx'];
  const weights = [
    weigh(client, 'ours: sign-in', signIn, 130),
    weigh(client, 'ours: app page', app, 160),
    weigh(
      client,
      'ours: app page, and menus that follow when it rests',
      [...app, 'ui/popups.tsx'],
      null,
    ),
  ];
  for (const [key, page] of [
    ['hello-react-admin', 'react-admin: one list'],
    ['hello-refine', 'refine with antd: one list'],
  ] as const) {
    const folder = await buildPage(key);
    await assertShows(browser, key);
    weights.push(weigh(folder, page, ['index.html'], null));
  }
  return weights;
}
