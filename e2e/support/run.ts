import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildWhatIsStale } from './build.ts';
import { ensureChromium, thisMachine } from './chromium.ts';

/**
 * `npm run test:browser`: finds or installs a Chromium, builds what is stale, and runs Playwright.
 * Arguments go on to Playwright: `npm run test:browser -- keyboard`.
 */
function prepare(): string {
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
  try {
    const path = ensureChromium(thisMachine());
    buildWhatIsStale();
    return path;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

const CHROMIUM_PATH = prepare();
const playwright = spawn(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH } },
);
playwright.once('exit', (code) => process.exit(code ?? 1));
