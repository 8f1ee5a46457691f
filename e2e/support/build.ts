import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** When a file, or anything in a folder, was last changed. A deletion changes its folder. */
function lastChange(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).map((name) => lastChange(join(path, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

/** Whether a built file is missing or older than what it is built from. */
export function isStale(built: string, sources: readonly string[]): boolean {
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return sources.some((source) => lastChange(source) > mtimeMs);
}

const common = ['vite.config.ts', 'package-lock.json'];
const vite = 'node_modules/vite/bin/vite.js';

function build(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`vite build ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

/** Builds the client and the server where `dist` does not hold what the sources say. */
export function buildWhatIsStale(): void {
  if (isStale('dist/client/index.html', ['client', 'server/contract', ...common])) build([]);
  if (isStale('dist/server/main.js', ['server', ...common])) build(['--ssr']);
}
