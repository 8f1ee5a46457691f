import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildWhatIsStale } from './build.ts';
import { ensureChromium, thisMachine } from './chromium.ts';
import { ensureFirefox } from './firefox.ts';

/**
 * `npm run test:browser`: finds or installs a Chromium and a Firefox, builds what is stale, and runs Playwright.
 * Arguments go on to Playwright: `npm run test:browser -- keyboard`.
 */
function prepare() {
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
  try {
    const CHROMIUM_PATH = ensureChromium(thisMachine());
    const firefox = ensureFirefox(thisMachine());
    if (firefox === null) {
      process.stdout.write(
        'There is no Firefox: its journeys are left out (apt-get install firefox-esr).\n',
      );
    }
    buildWhatIsStale();
    return { CHROMIUM_PATH, FIREFOX_PATH: firefox ?? '' };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

const browsers = prepare();
const playwright = spawn(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, ...browsers } },
);
playwright.once('exit', (code) => process.exit(code ?? 1));
