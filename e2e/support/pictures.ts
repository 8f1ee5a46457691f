import { chromium } from '@playwright/test';
import { appPage } from './app-page.ts';
import { buildWhatIsStale } from './build.ts';
import { findChromium, thisMachine } from './chromium.ts';
import { startStack } from './stack.ts';
import { people, signIn } from './test.ts';
import { foundryNotes } from './truth.ts';

/** `npm run docs:pictures`: takes the README's pictures anew, of the page of an app as the sandbox has it. */
async function takePictures() {
  buildWhatIsStale();
  const stack = await startStack();
  const browser = await chromium.launch({
    executablePath: findChromium(thisMachine()) ?? '',
    args: ['--no-sandbox', `--ignore-certificate-errors-spki-list=${stack.pin}`],
  });
  try {
    const page = await browser.newPage({
      baseURL: stack.origin,
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    await signIn(page, people.admin, { at: foundryNotes.path });
    await appPage(page).allNames.waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
      await page.screenshot({ path: `docs/app-page-${colorScheme}.png` });
    }
  } finally {
    await browser.close();
    await stack.close();
  }
}

await takePictures();
