import type { Page } from '@playwright/test';
import { appPage } from '../support/app-page.ts';
import { code, expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

/** Whether the focus is drawn: on the focused element itself or on what stands for it. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const drawn = await page.evaluate(() => {
    const focused = document.activeElement;
    const pointed = focused?.getAttribute('aria-activedescendant') ?? '';
    const element = pointed === '' ? focused : document.querySelector(`[id="${pointed}"]`);
    if (element === null || element === document.body) return false;
    return [undefined, '::before', '::after'].some((part) => {
      const style = getComputedStyle(element, part);
      const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
      return ring || style.boxShadow !== 'none';
    });
  });
  expect(drawn, 'the focus is visible').toBe(true);
}

test('from sign-in to an opened grant without a pointer', async ({ page }) => {
  const keys = page.keyboard;
  await page.goto('/apps');
  await expect(page.getByRole('textbox', { name: 'Work email' })).toBeFocused();
  await expectVisibleFocus(page);
  await keys.type(people.admin);
  await keys.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Six-digit code' })).toBeFocused();
  await keys.type(code);

  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await keys.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search apps' })).toBeFocused();
  await expectVisibleFocus(page);
  await keys.type('foundry');
  await keys.press('ArrowDown');
  await expect(page.getByRole('link', { name: foundryNotes.name })).toBeFocused();
  await expectVisibleFocus(page);
  await keys.press('Enter');

  const app = appPage(page);
  await expect(page.getByRole('heading', { name: foundryNotes.name, level: 1 })).toBeVisible();
  await expect(app.allNames).toBeVisible();
  await keys.press('/');
  await expect(app.search).toBeFocused();
  await keys.type('amara');
  await expect(app.result).toHaveText(/^1 of \d+ people$/);
  await keys.press('ArrowDown');
  await expect(app.grid).toBeFocused();
  await expectVisibleFocus(page);
  await keys.press('x');
  await expect(app.rows.first()).toHaveAttribute('aria-selected', 'true');
  await expect(app.selection.getByRole('status').first()).toHaveText(/^1 of \d+ selected$/);
  await expect(app.grid).toBeFocused();
  await keys.press('Enter');
  await expect(app.sheet).toBeVisible();
  await expect(app.sheet).toContainText(people.admin);
  await expectVisibleFocus(page);
  await keys.press('Escape');
  await expect(app.sheet).toHaveCount(0);
  await expect(app.grid).toBeFocused();
  await keys.press('Escape');
  await expect(app.selection).toHaveCount(0);
});

test('j, k, the arrows, Home and End move the active row', async ({ page }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  const active = async () => {
    const id = (await app.grid.getAttribute('aria-activedescendant')) ?? '';
    return await page.locator(`[id="${id}"]`).getAttribute('aria-rowindex');
  };
  await page.keyboard.press('j');
  await expect(app.grid).toBeFocused();
  for (const [key, row] of [
    ['Home', '2'],
    ['j', '3'],
    ['ArrowDown', '4'],
    ['k', '3'],
    ['ArrowUp', '2'],
    ['ArrowUp', '2'],
    ['PageDown', '12'],
    ['End', '32'],
    ['j', '32'],
    ['Home', '2'],
  ] as const) {
    await page.keyboard.press(key);
    expect([key, await active()]).toEqual([key, row]);
    await expectVisibleFocus(page);
  }
});

test('the keys sheet opens by ?, holds the focus and gives it back', async ({ page }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.grid).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await expect(app.keys).toBeVisible();
  await expect(app.keys).toContainText('Move from person to person');
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press('Tab');
    await expect(app.keys.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(app.keys).toHaveCount(0);
  await expect(app.grid).toBeFocused();
});

test('a ? that is typed into the search stays a character', async ({ page }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await app.search.focus();
  await page.keyboard.type('x?/j');
  await expect(app.search).toHaveValue('x?/j');
  await expect(app.keys).toHaveCount(0);
});

test('facets and menus are worked by keys and give the focus back', async ({ page }) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  await app.statusFacet.focus();
  await page.keyboard.press('Enter');
  const facet = page.getByRole('dialog', { name: 'Filter by status' });
  const pending = facet.getByRole('checkbox', { name: /^Pending/ });
  await expect(facet.locator(':focus')).toHaveCount(1);
  while (!(await pending.evaluate((box) => box === document.activeElement))) {
    await page.keyboard.press('Tab');
    await expect(facet.locator(':focus')).toHaveCount(1);
  }
  await expectVisibleFocus(page);
  await page.keyboard.press('Space');
  await expect(pending).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(app.statusFacet).toBeFocused();
  await expect(app.statusFacet).toHaveText('Status is pending');
});

test('the content can be skipped to, and a new page is read from its start', async ({ page }) => {
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await page.reload();
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.getByRole('link', { name: foundryNotes.name }).press('Enter');
  await expect(page.getByRole('heading', { name: foundryNotes.name })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});
