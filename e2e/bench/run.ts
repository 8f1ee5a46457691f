import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchOptions } from './options.ts';

/**
 * `npm run bench`: measures the product beside what people would use instead. Options, after `--`:
 * `--short` (five minutes instead of an hour), `--only browser` or `--only server`, `--peers
 * ours,floor` (some pages only) and `--profile ours` (where a page's time goes, instead).
 */
function readOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      peers: { type: 'string', default: '' },
      profile: { type: 'string' },
    },
  });
  const { only, profile } = values;
  if (only !== undefined && only !== 'browser' && only !== 'server') {
    throw new Error(`--only takes browser or server, not ${only}`);
  }
  return {
    short: values.short,
    browser: only !== 'server',
    server: only !== 'browser' && profile === undefined,
    peers: values.peers.split(',').filter(Boolean),
    profile: profile ?? null,
  };
}

/** Installs what is measured beside us, here and for nobody else. */
function installPeers(folder: string): void {
  if (existsSync(`${folder}node_modules`)) return;
  process.stderr.write('installing what is measured beside us\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('npm ci failed in e2e/bench');
}

const options = readOptions();
process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
installPeers(fileURLToPath(new URL('./', import.meta.url)));
// What is imported needs what has just been installed.
if (options.browser) {
  const { runBrowserBench } = await import('./browser/run.ts');
  if (!(await runBrowserBench(options))) process.exitCode = 1;
}
if (options.server) {
  // A process of its own: what the browser's half leaves behind must not slow the one that asks.
  const short = options.short ? ['--short'] : [];
  const program = ['--import', 'tsx', 'e2e/bench/server/main.ts', ...short];
  const { status } = spawnSync(process.execPath, program, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
