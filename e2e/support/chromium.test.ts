import { describe, expect, it } from 'vitest';
import { ensureChromium, findChromium, installAdvice, type Machine } from './chromium.ts';

interface Invented extends Machine {
  /** What was run, in order. */
  ran: string[];
}

/** A machine with these files; a command that is named here makes its file. */
function machine(
  files: readonly string[],
  { makes = {}, ...rest }: Partial<Machine> & { makes?: Readonly<Record<string, string>> } = {},
): Invented {
  const present = new Set(files);
  const ran: string[] = [];
  return {
    env: {},
    isRoot: true,
    exists: (path) => present.has(path),
    ownPath: () => '/cache/playwright/chrome',
    run(command, args) {
      const line = [command, ...args].join(' ');
      ran.push(line);
      const made = makes[line];
      if (made !== undefined) present.add(made);
      return made !== undefined || line === 'apt-get update';
    },
    ran,
    ...rest,
  };
}

const debian = ['/etc/debian_version', '/usr/bin/apt-get'] as const;
const aptInstall = 'apt-get install -y --no-install-recommends chromium';
const ownInstall = 'npx playwright install chromium';

describe('finding a Chromium', () => {
  it('takes the one that CHROMIUM_PATH names before any other', () => {
    const env = { CHROMIUM_PATH: '/opt/mine' };
    expect(findChromium(machine(['/opt/mine', '/usr/bin/chromium'], { env }))).toBe('/opt/mine');
  });

  it('does not pass over a CHROMIUM_PATH that is not there', () => {
    const env = { CHROMIUM_PATH: '/opt/mine' };
    expect(() => findChromium(machine(['/usr/bin/chromium'], { env }))).toThrow(
      'CHROMIUM_PATH is /opt/mine, and there is no such file.',
    );
  });

  it('takes a system one, then the one that Playwright has downloaded', () => {
    expect(findChromium(machine(['/usr/bin/google-chrome']))).toBe('/usr/bin/google-chrome');
    expect(findChromium(machine(['/cache/playwright/chrome']))).toBe('/cache/playwright/chrome');
    expect(findChromium(machine([]))).toBeNull();
  });
});

describe('installing a Chromium', () => {
  it('installs nothing where there is one', () => {
    const here = machine(['/usr/bin/chromium']);
    expect([ensureChromium(here), here.ran]).toEqual(['/usr/bin/chromium', []]);
  });

  it('installs the Debian package as root', () => {
    const here = machine(debian, { makes: { [aptInstall]: '/usr/bin/chromium' } });
    expect(ensureChromium(here)).toBe('/usr/bin/chromium');
    expect(here.ran).toEqual(['apt-get update', aptInstall]);
  });

  it('downloads the one of Playwright for everybody else', () => {
    const here = machine(debian, {
      isRoot: false,
      makes: { [ownInstall]: '/cache/playwright/chrome' },
    });
    expect([ensureChromium(here), here.ran]).toEqual(['/cache/playwright/chrome', [ownInstall]]);
  });

  it('downloads the one of Playwright where the package cannot be installed', () => {
    const here = machine(debian, { makes: { [ownInstall]: '/cache/playwright/chrome' } });
    expect(ensureChromium(here)).toBe('/cache/playwright/chrome');
    expect(here.ran).toEqual(['apt-get update', aptInstall, ownInstall]);
  });

  it('says what to run where nothing works', () => {
    expect(() => ensureChromium(machine([]))).toThrow(installAdvice);
  });
});
