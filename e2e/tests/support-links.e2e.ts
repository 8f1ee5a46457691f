import { expectAccessible } from '../support/axe.ts';
import { heldBy } from '../support/connections.ts';
import {
  casePage,
  deskPage,
  enterCustomer,
  idOf,
  openCase,
  openDesk,
  pathOf,
  why,
} from '../support/desk.ts';
import { openPalette } from '../support/palette.ts';
import { code, expect, passSignIn, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

// Cases outlive a test, and belong to the same member of support.
test.beforeEach(async ({ stack }) => {
  await stack.startAnew();
});

test('a link that support copies opens for an admin, and the admin’s for support', async ({
  page,
  browser,
  context,
  stack,
}) => {
  await context.grantPermissions(['clipboard-write']);
  await openDesk(page);
  await enterCustomer(page, 'acme-robotics', 'Acme Robotics');
  await page.getByRole('link', { name: 'Apps', exact: true }).click();
  await page.getByRole('link', { name: foundryNotes.name }).click();
  await expect(casePage(page).heading(foundryNotes.name)).toBeVisible();
  await page.getByRole('tab', { name: /^Scopes/ }).click();
  await expect(page).toHaveURL(/tab=scopes/);
  const link = page.url();
  expect(pathOf(page)).toMatch(/^\/organizations\/organization-test-[\w-]+/);

  const other = await browser.newContext({ baseURL: stack.origin });
  const admin = await other.newPage();
  await admin.goto(link);
  await passSignIn(admin, people.admin);
  await expect(casePage(admin).heading(foundryNotes.name)).toBeVisible();
  expect(pathOf(admin)).toBe(`${foundryNotes.path}?tab=scopes`);
  await expect(casePage(admin).banner).toHaveCount(0);

  // Through the palette, since a page may not read the clipboard.
  await other.grantPermissions(['clipboard-write']);
  const { field } = await openPalette(admin);
  await field.fill('copy link');
  await field.press('Enter');
  await expect(admin.getByText('Link copied')).toBeVisible();
  await openPalette(admin);
  await field.press('ControlOrMeta+V');
  expect(await field.inputValue()).toBe(link);
  await other.close();
});

test('a link opens for nobody else, and does not say whether there is what it names', async ({
  page,
}) => {
  await openDesk(page);
  const acme = await idOf(page, 'acme-robotics');
  await page.context().clearCookies();
  const texts = [];
  for (const id of [acme, acme.replace(/.{4}$/, '0000')]) {
    await page.goto(`/organizations/${id}/apps`);
    if (texts.length === 0) {
      await page.getByRole('textbox', { name: 'Work email' }).fill(people.manyApps);
      await page.getByRole('button', { name: 'Send me a code' }).click();
      await page.getByRole('textbox', { name: 'Six-digit code' }).fill(code);
    }
    await expect(casePage(page).heading('This link is for another organization')).toBeVisible();
    texts.push(await page.getByRole('main').textContent());
  }
  expect(texts[0]).toBe(texts[1]);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in to another organization' }).click();
  await expect(casePage(page).heading('Sign in')).toBeVisible();
});

test('a link of one’s own organization leads to this origin, whatever it holds', async ({
  page,
  stack,
}) => {
  await openDesk(page);
  const acme = await idOf(page, 'acme-robotics');
  await page.context().clearCookies();
  await signIn(page, people.admin);
  await page.goto(`/organizations/${acme}//elsewhere`);
  await expect(casePage(page).heading('Not found')).toBeVisible();
  expect(new URL(page.url()).origin).toBe(stack.origin);
});

test('an admin’s short link is looked up at the desk, and leads to the page under a case', async ({
  page,
  sandbox,
}) => {
  const { path } = heldBy(await sandbox.truth('acme-robotics'), people.admin);
  await openDesk(page);
  await page.goto(`${path}?q=okafor`);
  const desk = deskPage(page);
  await expect(desk.taken).toHaveText(/^1 organization for this link/);
  // Without what was typed there, which may be an address.
  expect(pathOf(page)).toBe(`/support?link=${encodeURIComponent(path)}`);
  await desk.result('Acme Robotics').click();
  const parts = await openCase(page);
  await expect(parts.heading('Amara Okafor')).toBeVisible();
});

test('a long link is a prompt in place, which leads on to the page', async ({ page }) => {
  await openDesk(page);
  const acme = await idOf(page, 'acme-robotics');
  const target = `/organizations/${acme}/members?sort=-apps`;
  await page.goto(target);
  const parts = casePage(page);
  await expect(parts.heading('Open a support case')).toBeVisible();
  await expect(page.getByText('Acme Robotics')).toBeVisible();
  await expectAccessible(page);

  await parts.reason.fill('too short');
  await parts.open.click();
  await expect(parts.ticket).toBeFocused();
  await expect(parts.ticket).toHaveAccessibleDescription(/Enter the ticket/);
  await expect(parts.reason).toHaveAccessibleDescription(/at least 10 characters/);
  await expect(parts.reason).toHaveValue('too short');
  await expectAccessible(page);

  await parts.email.fill('nobody@acme-robotics.example');
  await parts.ticket.fill(why.ticket);
  await parts.reason.fill(why.reason);
  await parts.open.click();
  await expect(page.getByRole('main').getByRole('alert').last()).toContainText(
    'no one at Acme Robotics has the address',
  );
  await page.getByRole('button', { name: 'Continue to the members' }).click();
  await expect(parts.heading('Members')).toBeVisible();
  expect(pathOf(page)).toBe(target);
});
