import { appPage } from '../support/app-page.ts';
import { openPalette } from '../support/palette.ts';
import { expect, passSignIn, people, test } from '../support/test.ts';
import { translatePages } from '../support/translate.ts';
import { foundryNotes } from '../support/truth.ts';

// Chrome translates the page (xibosignage/xibo#3914, langfuse/langfuse#9888).

test('a translated page goes through every main job, its numbers true and its names as they are', async ({
  page,
}) => {
  await page.goto('/apps');
  await passSignIn(page, people.admin);
  await translatePages(page);
  await page.goto('/apps');
  await expect(page.getByText('‹12 OF 12 APPS LOADED›')).toBeVisible();
  const harbor = page.getByRole('link', { name: 'Harbor CRM', exact: true });
  await expect(harbor).toBeVisible();

  await page.goto(foundryNotes.path);
  const app = appPage(page);
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  await expect(row('Amara Okafor')).toBeVisible();
  await expect(page.getByText(/‹.*31 OF 31 NAMES READ›/)).toBeVisible();
  await app.search.fill('a');
  await app.search.fill('');
  for (const name of ['Amara Okafor', 'Tomasz Nowak', 'Noor Haddad']) {
    await row(name).getByRole('checkbox').click();
  }
  await expect(page.getByRole('group', { name: 'Selection' })).toContainText(/3 OF 31 SELECTED/);
  await page.getByRole('button', { name: 'Columns and density' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /Scopes/i }).click();
  await expect(page.getByText('billing:export', { exact: true }).first()).toBeVisible();
  await page.getByRole('tab', { name: /Activity/i }).click();
  await page.getByRole('tab', { name: /Members/i }).click();
  await expect(row('Amara Okafor')).toBeVisible();

  const { field, options } = await openPalette(page);
  await field.fill('okafor');
  await expect(options.filter({ hasText: 'Amara Okafor' }).first()).toBeVisible();
  await page.keyboard.press('Escape');

  const rail = page.getByRole('navigation', { name: 'Main' });
  for (const name of ['Overview', 'Members', 'Scopes', 'Changes', 'Activity', 'My apps']) {
    await rail.getByRole('link', { name: new RegExp(name, 'i') }).click();
    await expect(
      page.getByRole('heading', { name: new RegExp(name, 'i'), level: 1 }),
    ).toBeVisible();
    await expect(page.getByText(/SOMETHING WENT WRONG/i)).toHaveCount(0);
  }
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: /Sign out/i }).click();
  await expect(page.getByRole('heading', { name: /Sign in/i, level: 1 })).toBeVisible();
});
