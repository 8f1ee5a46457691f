import { benchServer } from './bench.ts';
import { sizes } from './data.ts';
import { formatServerReport } from './print.ts';
import { profileOurs } from './profile.ts';
import { buildPrograms } from './programs.ts';
import { startUpstream } from './upstream.ts';

/**
 * The server half of the bench alone: `npx tsx e2e/bench/server/main.ts [--short]`, or with
 * `--profile [row]` where our own time goes, by function, at each size.
 */
async function main(): Promise<void> {
  const [first, row = 'ours-changed'] = process.argv.slice(2);
  if (first !== '--profile') {
    const report = await benchServer({ short: first === '--short' });
    process.stdout.write(`${formatServerReport(report)}\n`);
    return;
  }
  await buildPrograms();
  const upstream = await startUpstream();
  for (const size of sizes) {
    const requests = size > 10_000 ? 20 : size > 1000 ? 100 : 2000;
    process.stdout.write(`${await profileOurs(upstream, row, size, requests)}\n\n`);
  }
  await upstream.stop();
}

await main();
