import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import config from '../../playwright.config.ts';
import { ensureChromium, thisMachine } from '../../support/chromium.ts';
import { describeMachine } from '../machine.ts';
import type { BenchOptions } from '../options.ts';
import { builtPages, buildPage, projectRoot } from './build-pages.ts';
import { peers } from './peers.ts';
import { profilePage } from './profile.ts';
import { describeResults, formatReport } from './report.ts';
import { fullExtent, runRounds, shortExtent } from './rounds.ts';
import { serveFiles } from './serve.ts';
import { weighPages } from './weight.ts';

const outputFile = join(projectRoot, 'e2e/.output/bench-browser.json');

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function launch() {
  const options = config.use?.launchOptions ?? {};
  return chromium.launch({ ...options, executablePath: ensureChromium(thisMachine()) });
}

/**
 * The browser's half of the bench: prints tables and writes e2e/.output/bench-browser.json. Returns
 * whether every page showed what it had to.
 */
export async function runBrowserBench(options: BenchOptions): Promise<boolean> {
  const wanted = peers.filter(
    ({ key }) => options.peers.length === 0 || options.peers.includes(key),
  );
  tell('building the pages');
  for (const { key } of wanted) await buildPage(key);
  const browser = await launch();
  const server = await serveFiles(builtPages);
  try {
    if (options.profile !== null) {
      process.stdout.write(await profilePage(browser, server, options.profile));
      return true;
    }
    const weights = await weighPages(browser);
    const machine = { ...describeMachine(), chromium: browser.version() };
    const extent = options.short ? shortExtent : fullExtent;
    const { results, failures } = await runRounds(browser, server, wanted, extent, tell);
    const { date, cpu, cores, system, node, load } = machine;
    const heading = `Browser, ${date}: ${cores} × ${cpu}, ${system}, Node ${node}, Chromium ${machine.chromium}, load ${load}`;
    process.stdout.write(`\n${heading}\n\n${formatReport(results, weights, wanted)}\n`);
    for (const { peer, size, message } of failures) tell(`FAILED ${peer}, ${size}: ${message}`);
    mkdirSync(join(projectRoot, 'e2e/.output'), { recursive: true });
    const report = {
      machine,
      short: options.short,
      results: describeResults(results),
      weights,
      failures,
    };
    writeFileSync(outputFile, `${JSON.stringify(report, null, 2)}\n`);
    return failures.length === 0;
  } finally {
    await browser.close();
    await server.close();
  }
}
