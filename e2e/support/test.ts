import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { searchFor } from './canaries.ts';
import { guardContext, type Guard } from './guard.ts';
import { recordResponses, type Recorder } from './recorder.ts';
import type { SandboxControl } from './sandbox.ts';
import { startStack, type Stack } from './stack.ts';

interface WorkerFixtures {
  /** One server and one sandbox for each worker. */
  stack: Stack;
}

interface SandboxFixture {
  /** The sandbox's switches. Every test starts with it as seeded, its log of calls empty. */
  sandbox: SandboxControl;
}

interface TestFixtures {
  /** Hears every error and every stray request; the test fails on those that it did not name. */
  guard: Guard;
  /** Every answer of the test; none may hold a secret. */
  recorder: Recorder;
}

/** Lines that no journey may make the server print. */
function isAlarm(line: string): boolean {
  return (
    line.includes('"csp violation"') ||
    (line.includes('"code":"internal"') && !line.includes('"kind":"aborted"'))
  );
}

/** What every journey meets, in whichever browser. */
export const withStack = base.extend<SandboxFixture, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack();
      await use(stack);
      await stack.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  // Not after a test: its page may still be reading, and would meet sessions that are gone.
  sandbox: [
    async ({ stack }, use) => {
      await stack.sandbox.reset();
      await use(stack.sandbox);
    },
    { auto: true },
  ],
});

/** The test function of all journeys in Chromium. */
export const test = withStack.extend<TestFixtures>({
  launchOptions: [
    async ({ launchOptions, stack }, use) => {
      const pin = `--ignore-certificate-errors-spki-list=${stack.pin}`;
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), pin] });
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ stack }, use) => {
    await use(stack.origin);
  },

  guard: [
    async ({ context, stack }, use) => {
      const from = stack.logLines.length;
      const guard = guardContext(context, stack.origin);
      await use(guard);
      const alarms = stack.logLines.slice(from).filter(isAlarm);
      expect(guard.verdict(alarms), 'what was said or done unasked').toEqual([]);
    },
    { auto: true },
  ],

  recorder: [
    async ({ context, stack }, use) => {
      const from = stack.logLines.length;
      const recorder = recordResponses(context);
      await use(recorder);
      const answers = await recorder.answers();
      const canaries = searchFor([...stack.secrets, ...(await stack.sandbox.issued())]);
      const leaks = answers.flatMap(({ url, text }) =>
        canaries.in(text).map((secret) => `${secret} in the answer of ${url}`),
      );
      const log = stack.logLines.slice(from).flatMap((line) => canaries.in(line));
      expect(leaks, 'secrets in answers').toEqual([]);
      expect(log, 'secrets in the log').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The code that the sandbox takes for every address. */
export const code = '000000';

/** People of the sandbox, by what they are to the journeys. */
export const people = {
  /** Admin of Acme Robotics. */
  admin: 'amara.okafor@acme-robotics.example',
  /** Plain member of Acme Robotics. */
  plain: 'tomasz.nowak@acme-robotics.example',
  /** Sees Acme's apps and no names. */
  nameless: 'noor.haddad@acme-robotics.example',
  /** Admin of three organizations. */
  consultant: 'priya.raghunathan@consulting.example',
  /** Admin of Globex with its 64 apps. */
  manyApps: 'dolores.reyes@globex.example',
  /** Admin of Initech Global with its 100,000 members. */
  giant: 'ines.laurent@initech-global.example',
  /** Admin of Globex with an authenticator app as a second factor. */
  twoFactors: 'yuki.tanaka@globex.example',
  /** Alone in Hooli, which has no apps. */
  alone: 'gavin.belson@hooli.example',
  /** Of the vendor's support. */
  support: 'sam.rivera@northwind-support.example',
  /** Member of Northwind Support whose role of an admin comes from SSO. */
  bySso: 'ravi.menon@northwind-support.example',
} as const;

/** Goes through the form of the sign-in page that is open, as a person does. */
export async function passSignIn(page: Page, email: string, organization?: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Work email' }).fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByRole('textbox', { name: 'Six-digit code' }).fill(code);
  if (organization !== undefined) {
    await page.getByRole('button', { name: organization }).click();
  }
  await expect(page.getByRole('button', { name: /^Account:/ })).toBeVisible();
}

/** Opens a page of the console and signs in on the way. */
export async function signIn(
  page: Page,
  email: string,
  { organization, at = '/apps' }: { organization?: string; at?: string } = {},
): Promise<void> {
  await page.goto(at);
  await passSignIn(page, email, organization);
}

/** Another person at another browser. */
export async function somebodyElse(browser: Browser, stack: Stack): Promise<Page> {
  return await (await browser.newContext({ baseURL: stack.origin })).newPage();
}
