import { defineConfig } from '@playwright/test';
import { findChromium, thisMachine } from './support/chromium.ts';

/** Browser journeys against the built client, the production server and the sandbox. */
export default defineConfig({
  testDir: './tests',
  testMatch: '**/*.e2e.ts',
  outputDir: './.output',
  reporter: 'list',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Nobody waits for these: they only bound a test that would otherwise hang.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: findChromium(thisMachine()) ?? '',
      args: [
        // Containers run as root, where Chromium's own sandbox does not start.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
