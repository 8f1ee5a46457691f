import type { Page } from '@playwright/test';
import { appPage } from '../support/app-page.ts';
import { graphTable } from '../support/graph-table.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

const directory = (page: Page) =>
  graphTable(page, 'Members and the scopes they granted to any app');

const scrollOf = (page: Page) => page.getByRole('main').evaluate((main) => main.scrollTop);

/** The number of the row that assistive technology is pointed at. */
async function activeRow(page: Page): Promise<string | null> {
  const id = (await directory(page).grid.getAttribute('aria-activedescendant')) ?? '';
  const row = page.locator(`[id="${id}"]`);
  await expect(row).toBeInViewport();
  return await row.getAttribute('aria-rowindex');
}

/** Goes to the row 702 of the 1,204 members by keys and opens its page. */
async function openFarMember(page: Page): Promise<{ top: number }> {
  const { grid, result } = directory(page);
  await expect(result).toHaveText(/^1,2\d\d people$/);
  await page.keyboard.press('j');
  await page.keyboard.press('Home');
  for (let press = 0; press < 70; press += 1) await page.keyboard.press('PageDown');
  await expect(grid).toBeFocused();
  expect(await activeRow(page)).toBe('702');
  const top = await scrollOf(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tablist', { name: 'Views of the member' })).toBeVisible();
  return { top };
}

// https://github.com/stashapp/stash/issues/7142, https://github.com/TanStack/virtual/issues/551
test.describe('Back leads to where one was (stashapp/stash#7142, TanStack/virtual#551)', () => {
  test('among 1,204 members: the row on screen, active and focused, also after a reload', async ({
    page,
  }) => {
    await signIn(page, people.manyApps, { at: '/members' });
    const { top } = await openFarMember(page);
    await page.goBack();
    await expect(directory(page).grid).toBeFocused();
    expect(await activeRow(page)).toBe('702');
    await expect.poll(() => scrollOf(page)).toBe(top);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tablist', { name: 'Views of the member' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('tablist', { name: 'Views of the member' })).toBeVisible();
    await page.goBack();
    await expect(directory(page).grid).toBeFocused();
    expect(await activeRow(page)).toBe('702');
    await page.reload();
    await expect(directory(page).grid).toBeFocused();
    expect(await activeRow(page)).toBe('702');
  });

  test('with a search, and by the link of a row', async ({ page }) => {
    await signIn(page, people.manyApps, { at: '/members?q=ha' });
    const { rows, result } = directory(page);
    await expect(result).toHaveText(/^\d\d\d of 1,2\d\d people$/);
    await page.getByRole('main').hover();
    await page.mouse.wheel(0, 3000);
    await expect.poll(() => scrollOf(page)).toBeGreaterThan(2000);
    const row = rows.nth(16);
    // Rows are there a little before and after those in sight.
    await row.getByRole('link').scrollIntoViewIfNeeded();
    const name = await row.getByRole('link').textContent();
    const top = await scrollOf(page);
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name ?? '');
    await page.goBack();
    await expect.poll(() => scrollOf(page)).toBe(top);
    await expect(page).toHaveURL('/members?q=ha');
  });

  test('in the list of apps: the link that was followed', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 420 });
    await signIn(page, people.admin);
    await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
    const link = page.getByRole('table').getByRole('link').last();
    const name = await link.textContent();
    await link.click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name ?? '');
    await page.goBack();
    await expect(link).toBeFocused();
    await expect(link).toBeInViewport();
  });
});

test('a new page begins at its start', async ({ page }) => {
  await signIn(page, people.manyApps, { at: '/members' });
  await expect(directory(page).result).toHaveText(/^1,2\d\d people$/);
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, 2000));
  await page.getByRole('link', { name: 'Scopes', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Scopes', level: 1 })).toBeVisible();
  expect(await scrollOf(page)).toBe(0);
});

test('tabs and sheets are steps, which Back undoes', async ({ page }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  await page.getByRole('tab', { name: /^Scopes/ }).click();
  await page.getByRole('tab', { name: 'Activity' }).click();
  await expect(page).toHaveURL(`${foundryNotes.path}?tab=activity`);
  await page.goBack();
  await expect(page.getByRole('tab', { name: /^Scopes/, selected: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('tab', { name: /^Members/, selected: true })).toBeVisible();
  await expect(page).toHaveURL(foundryNotes.path);
  await app.row('Amara Okafor').click();
  await expect(app.sheet).toBeVisible();
  await expect(page).toHaveURL(/\?grant=member-test-/);
  await page.goBack();
  await expect(app.sheet).toHaveCount(0);
  await expect(page).toHaveURL(foundryNotes.path);
  await page.goForward();
  await expect(app.sheet).toContainText(people.admin);
  await page.reload();
  await expect(app.sheet).toContainText(people.admin);
  await page.keyboard.press('Escape');
  await expect(app.sheet).toHaveCount(0);
  await expect(page).toHaveURL(foundryNotes.path);
  await app.row('Amara Okafor').dblclick();
  await expect(app.sheet).toBeVisible();
});

test('an event that is open is closed by Back', async ({ page }) => {
  await signIn(page, people.admin, { at: '/activity' });
  await page
    .getByRole('button', { name: /^Details: / })
    .first()
    .click();
  const sheet = page.getByRole('dialog', { name: 'Event' });
  await expect(sheet).toBeVisible();
  await page.goBack();
  await expect(sheet).toHaveCount(0);
  await expect(page).toHaveURL('/activity');
});

test('rows of people are links to what they open', async ({ page, context }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  const link = app.row('Amara Okafor').getByRole('link', { name: 'Amara Okafor' });
  await expect(link).toHaveAttribute('href', /^\/apps\/.+\?grant=member-test-/);
  const opened = context.waitForEvent('page');
  await link.click({ button: 'middle' });
  const other = await opened;
  await expect(appPage(other).sheet).toContainText(people.admin);
  await other.close();
  await page.goto('/members');
  await expect(
    directory(page).row('Amara Okafor').getByRole('link', { name: 'Amara Okafor' }),
  ).toHaveAttribute('href', /^\/members\/member-test-/);
  await page.goto('/scopes/openid');
  await expect(page.getByRole('grid').getByRole('link').first()).toHaveAttribute(
    'href',
    /^\/scopes\/openid\?grant=member-test-/,
  );
});
