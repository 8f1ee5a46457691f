import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** `npm run bench`: brings what is compared with, the first time, and measures the server. */

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync('e2e/bench/node_modules')) {
  run('npm', ['ci', '--ignore-scripts', '--prefix', 'e2e/bench']);
}
run('npm', ['run', 'build', '--silent']);
run(process.execPath, ['--import', 'tsx', 'e2e/bench/server/main.ts', ...process.argv.slice(2)]);
