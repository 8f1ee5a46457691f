import type { Page } from '@playwright/test';
import { code, expect, people, test } from '../support/test.ts';

const digits = (page: Page) => page.getByRole('textbox', { name: 'Six-digit code' });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const authenticate = 'otps/email/discovery/authenticate';

async function askForCode(page: Page, address: string = people.admin): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Work email' }).fill(address);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(heading(page, 'Check your email')).toBeVisible();
}

/** Counts the codes that a page sends. */
function countCodes(page: Page): { sent: number } {
  const count = { sent: 0 };
  page.on('request', (request) => {
    if (request.url().endsWith('/api/sign-in/code')) count.sent += 1;
  });
  return count;
}

/** Does in one task what a password manager does: puts values into the field, and may submit. */
async function putIn(page: Page, values: readonly string[], submit: boolean): Promise<void> {
  await digits(page).evaluate(
    (field, given) => {
      for (const value of given.values) {
        // As the page's own script would not: React hears of it by the event alone.
        Reflect.set(HTMLInputElement.prototype, 'value', value, field);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      if (given.submit && field instanceof HTMLInputElement) field.form?.requestSubmit();
    },
    { values, submit },
  );
}

// keycloak/keycloak#36012; logto-io/logto#6991
for (const { how, values, submit } of [
  { how: 'filled in and submitted in one task', values: [code], submit: true },
  { how: 'filled in, emptied and filled in again', values: [code, '', code], submit: false },
  { how: 'filled in twice and submitted', values: [code, '', code], submit: true },
]) {
  test(`a code that is ${how} is sent once`, async ({ page, sandbox }) => {
    await askForCode(page);
    await sandbox.fail({ kind: 'latency', ms: 400, path: authenticate });
    const count = countCodes(page);
    await putIn(page, values, submit);
    await expect(heading(page, 'Overview')).toBeVisible();
    expect(count.sent).toBe(1);
  });
}

test('a code that is corrected while another is under way is sent after it', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 422.*sign-in\/code/);
  await askForCode(page);
  await sandbox.fail({ kind: 'latency', ms: 400, path: authenticate, times: 1 });
  const count = countCodes(page);
  await putIn(page, ['123456', code], false);
  await expect(heading(page, 'Overview')).toBeVisible();
  expect(count.sent).toBe(2);
});

test('of two tabs with one code, the slower finds itself signed in', async ({ page, context }) => {
  await askForCode(page);
  const other = await context.newPage();
  await other.goto('/sign-in');
  await expect(digits(other)).toBeVisible();
  await digits(page).fill(code);
  await expect(heading(page, 'Overview')).toBeVisible();
  await expect(heading(other, 'Overview')).toBeVisible();
});

// longbridge/gpui-kit#2261; goatcorp/FFXIVQuickLauncher#636
for (const typed of ['０００００0', '٠٠٠٠٠٠', 'G-००००००']) {
  test(`a code may be typed as ${typed}`, async ({ page }) => {
    await askForCode(page);
    await digits(page).fill(typed);
    await expect(heading(page, 'Overview')).toBeVisible();
  });
}

test('a code that is used up by a failed sign-in gives way to a new one at once', async ({
  page,
  sandbox,
  guard,
}) => {
  guard.expect(/status of 502.*sign-in\/code/);
  await askForCode(page);
  await expect(page.getByRole('button', { name: /^New code in/ })).toBeDisabled();
  await sandbox.fail({ kind: 'invalid-json', path: 'intermediate_sessions/exchange', times: 1 });
  await digits(page).fill(code);
  await expect(page.getByRole('alert')).toContainText('can’t be read');
  await page.getByRole('button', { name: 'Send a new code' }).click();
  await expect(digits(page)).toHaveValue('');
  await digits(page).fill(code);
  await expect(heading(page, 'Overview')).toBeVisible();
});

// jembi/openhim-console#214; directus/app#1175
for (const minutes of [-40, 40]) {
  test(`the wait for a new code is half a minute with a clock ${minutes} min off`, async ({
    page,
  }) => {
    await page.clock.install({ time: Date.now() + minutes * 60_000 });
    await askForCode(page);
    await expect(page.getByRole('button', { name: /^New code in (?:30|2\d) s$/ })).toBeDisabled();
    await page.clock.fastForward('00:31');
    await expect(page.getByRole('button', { name: 'Send a new code' })).toBeEnabled();
  });
}

test('going back to the address stays there while the page asks who is here', async ({ page }) => {
  await page.clock.install();
  await askForCode(page);
  await page.getByRole('button', { name: 'Use another address' }).click();
  const email = page.getByRole('textbox', { name: 'Work email' });
  await email.fill(people.alone);
  await page.clock.fastForward('02:00');
  const asked = page.waitForResponse(/\/api\/session$/);
  await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
  await asked;
  await expect(email).toHaveValue(people.alone);
});

test('the sandbox lists whom to sign in as, and picking one fills the address in', async ({
  page,
}) => {
  await page.goto('/sign-in');
  const choices = page.getByRole('list', { name: 'People of the sandbox' }).getByRole('button');
  await expect(choices).toHaveCount(11);
  await choices.filter({ hasText: 'Admin of three organizations' }).click();
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await digits(page).fill(code);
  await expect(heading(page, 'Choose an organization')).toBeVisible();
});

test('the email is asked for in the language of the browser', async ({ browser, stack }) => {
  const context = await browser.newContext({ baseURL: stack.origin, locale: 'de-AT' });
  const page = await context.newPage();
  const sent = page.waitForRequest(/\/api\/sign-in\/email$/);
  await askForCode(page);
  expect((await sent).postDataJSON()).toEqual({ email: people.admin, language: 'de-AT' });
  await context.close();
});
