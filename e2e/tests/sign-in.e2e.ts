import type { Page } from '@playwright/test';
import { code, expect, passSignIn, people, signIn, test } from '../support/test.ts';

const email = (page: Page) => page.getByRole('textbox', { name: 'Work email' });
const digits = (page: Page) => page.getByRole('textbox', { name: 'Six-digit code' });
const appCode = (page: Page) => page.getByRole('textbox', { name: 'Authenticator code' });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

/** Asks for a code as somebody. */
async function askForCode(page: Page, address: string): Promise<void> {
  await email(page).fill(address);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(heading(page, 'Check your email')).toBeVisible();
}

test('a member of several organizations chooses one and sees only that', async ({ page }) => {
  await page.goto('/');
  await askForCode(page, people.consultant);
  await digits(page).fill(code);
  await expect(heading(page, 'Choose an organization')).toBeVisible();
  const choices = page.getByRole('listitem').getByRole('button');
  await expect(choices).toHaveText([/Acme Robotics/, /Globex/, /Initech Global/]);
  await choices.filter({ hasText: 'Globex' }).click();
  await expect(heading(page, 'Overview')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/of 1,204 members .*have connected 64 apps/);
  await expect(page.getByRole('button', { name: /^Account:/ })).toContainText('Globex');
});

test('the choice of the organization survives a reload', async ({ page }) => {
  await page.goto('/');
  await askForCode(page, people.consultant);
  await digits(page).fill(code);
  await expect(heading(page, 'Choose an organization')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Acme Robotics' }).click();
  await expect(page.getByRole('main')).toContainText(
    /^Overview38 of 38 members .*have connected 12 apps/,
  );
});

test('a wrong code is said, keeps the address and can be tried again', async ({ page, guard }) => {
  guard.expect(/status of 422.*sign-in\/code/);
  await page.goto('/');
  await askForCode(page, people.admin);
  await expect(page.getByRole('main')).toContainText(`If ${people.admin} can sign in`);
  await digits(page).fill('111111');
  await expect(page.getByRole('alert')).toHaveText('That code is wrong or has expired.');
  await expect(digits(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('main')).toContainText(people.admin);

  await page.getByRole('button', { name: 'Use another address' }).click();
  await expect(email(page)).toHaveValue(people.admin);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await digits(page).fill(code);
  await expect(heading(page, 'Overview')).toBeVisible();
});

test('a wrong code is followed by the right one in the same field', async ({ page, guard }) => {
  guard.expect(/status of 422.*sign-in\/code/);
  await page.goto('/');
  await askForCode(page, people.admin);
  await digits(page).fill('123456');
  await expect(page.getByRole('alert')).toHaveText('That code is wrong or has expired.');
  await digits(page).fill(code);
  await expect(heading(page, 'Overview')).toBeVisible();
});

test('a new code can be asked for after half a minute', async ({ page, sandbox }) => {
  await page.clock.install();
  await page.goto('/');
  await askForCode(page, people.admin);
  await expect(page.getByRole('button', { name: /^New code in \d+ s$/ })).toBeDisabled();
  await page.clock.fastForward('00:31');
  await digits(page).fill('12');
  await page.getByRole('button', { name: 'Send a new code' }).click();
  await expect(digits(page)).toHaveValue('');
  const sent = (await sandbox.calls()).filter(({ path }) => path.endsWith('/discovery/send'));
  expect(sent.map(({ status }) => status)).toEqual([200, 200]);
  await digits(page).fill(code);
  await expect(heading(page, 'Overview')).toBeVisible();
});

test('something that is no address is refused before any code is sent', async ({ page, guard }) => {
  guard.expect(/status of 422.*sign-in\/email/);
  await page.goto('/');
  await email(page).fill('amara at acme');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('alert')).toHaveText('That doesn’t look like an email address.');
  await expect(email(page)).toHaveValue('amara at acme');
});

test('an address without an organization is told so after the code', async ({ page }) => {
  await page.goto('/');
  await askForCode(page, 'stranger@elsewhere.example');
  await digits(page).fill(code);
  await expect(heading(page, 'No organization')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('ask an admin to add you');
  await page.getByRole('button', { name: 'Use another address' }).click();
  await passSignIn(page, people.alone);
});

test('a member with an authenticator app is asked for its code and goes on', async ({
  page,
  guard,
}) => {
  guard.expect(/status of 422.*sign-in\/second-factor/);
  await page.goto('/members');
  await askForCode(page, people.twoFactors);
  await digits(page).fill(code);
  await expect(heading(page, 'Second factor')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Globex requires one.');
  await page.reload();
  await expect(appCode(page)).toBeFocused();
  await page.keyboard.type('123456');
  await expect(page.getByRole('alert')).toHaveText('That code is wrong or has expired.');
  await expect(appCode(page)).toHaveValue('123456');
  // The wrong one is selected: whatever is typed or pasted next takes its place.
  await page.keyboard.type('000');
  await expect(appCode(page)).toHaveValue('000');
  await page.keyboard.type('000');
  await expect(heading(page, 'Members')).toBeVisible();
});

test('a code of the app may be pasted as the app shows it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await askForCode(page, people.twoFactors);
  await digits(page).fill(code);
  await expect(appCode(page)).toHaveAttribute('autocomplete', 'one-time-code');
  await page.evaluate(() => navigator.clipboard.writeText(' 000 000 '));
  await appCode(page).press('ControlOrMeta+V');
  await expect(heading(page, 'Overview')).toBeVisible();
});

test('five wrong codes of the app send one back to the start', async ({ page, guard }) => {
  guard.expect(/status of (?:422|401).*sign-in\/second-factor/);
  await page.goto('/');
  await askForCode(page, people.twoFactors);
  await digits(page).fill(code);
  for (const wrong of ['111111', '222222', '333333', '444444', '555555']) {
    await appCode(page).fill(wrong);
    await expect(page.getByRole('alert')).toHaveText('That code is wrong or has expired.');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  }
  await appCode(page).fill(code);
  await expect(page.getByRole('alert')).toHaveText('Too many wrong codes. Start again.');
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(email(page)).toHaveValue(people.twoFactors);
});

test('a member whose second factor is a phone is told why it does not go on', async ({
  page,
  guard,
  sandbox,
}) => {
  guard.expect(/status of 403.*sign-in/);
  await sandbox.enrol(people.twoFactors, 'sms_otp');
  await page.goto('/');
  await askForCode(page, people.twoFactors);
  await digits(page).fill(code);
  await expect(page.getByRole('alert')).toContainText('takes the codes of an authenticator app');
});

test('somebody who is signed in already is not asked again', async ({ page, context, stack }) => {
  await signIn(page, people.admin);
  const [cookie, ...others] = await context.cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({
    name: '__Host-Http-sid',
    domain: 'localhost',
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
  });
  const other = await context.newPage();
  await other.goto('/sign-in');
  await expect(heading(other, 'Overview')).toBeVisible();
  await other.goto(`/sign-in?return=${encodeURIComponent('//elsewhere.example/')}`);
  await expect(other).toHaveURL(`${stack.origin}/`);
});
