import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** What of the machine decides which Chromium is used; tests give an invented one. */
export interface Machine {
  env: Readonly<Record<string, string | undefined>>;
  isRoot: boolean;
  exists: (path: string) => boolean;
  /** Where the browser that Playwright downloads would be. */
  ownPath: () => string;
  /** Runs a command with its output shown; whether it succeeded. */
  run: (command: string, args: readonly string[]) => boolean;
}

/** The machine that this runs on. */
export function thisMachine(): Machine {
  return {
    env: process.env,
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
    ownPath: () => chromium.executablePath(),
    run: (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0,
  };
}

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
] as const;

/**
 * Path of a Chromium: the one that CHROMIUM_PATH names, a system one, or Playwright's own; null if
 * there is none. Throws when CHROMIUM_PATH names a file that is not there: a wish must not be
 * passed over in silence.
 */
export function findChromium({ env, exists, ownPath }: Machine): string | null {
  const wished = env['CHROMIUM_PATH'] ?? '';
  if (wished !== '') {
    if (exists(wished)) return wished;
    throw new Error(`CHROMIUM_PATH is ${wished}, and there is no such file.`);
  }
  return [...usualPaths, ownPath()].find((path) => exists(path)) ?? null;
}

/** What a person has to do where nothing could be installed. */
export const installAdvice = [
  'No Chromium was found, and none could be installed. Do one of these and run the tests again:',
  '  npx playwright install --with-deps chromium',
  '  apt-get install chromium           (Debian, as root)',
  '  CHROMIUM_PATH=/path/to/chromium npm run test:browser',
].join('\n');

/** Finds a Chromium or installs one. Throws with advice when neither works. */
export function ensureChromium(machine: Machine): string {
  const found = findChromium(machine);
  if (found !== null) return found;
  const { isRoot, exists, run } = machine;
  const isDebian = exists('/etc/debian_version') && exists('/usr/bin/apt-get');
  // Debian's package brings the libraries along, which Playwright's download does not.
  const fromDebian =
    isRoot &&
    isDebian &&
    run('apt-get', ['update']) &&
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  if (!fromDebian) run('npx', ['playwright', 'install', 'chromium']);
  const installed = findChromium(machine);
  if (installed === null) throw new Error(installAdvice);
  return installed;
}
