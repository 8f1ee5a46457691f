import type { Page } from '@playwright/test';
import { appPage } from '../support/app-page.ts';
import { openPalette, palette } from '../support/palette.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

test('keys scroll a page as soon as it stands, and after a press on nothing', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 420 });
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const scroll = () => page.getByRole('main').evaluate((main) => main.scrollTop);
  for (const [key, path] of [
    ['PageDown', '/members'],
    ['Space', '/scopes'],
    ['End', '/'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
    expect(await scroll()).toBe(0);
    await page.keyboard.press(key);
    await expect.poll(scroll, key).toBeGreaterThan(100);
  }
});

/** Sends a key as a browser does while, or, in Safari, just after, a character is composed. */
async function composed(page: Page, key: string, how: { keyCode: number; isComposing: boolean }) {
  await page.evaluate(
    ({ name, init }) => {
      const event = new KeyboardEvent('keydown', {
        key: name,
        bubbles: true,
        cancelable: true,
        ...init,
      });
      document.activeElement?.dispatchEvent(event);
    },
    { name: key, init: how },
  );
}

// https://github.com/dip/cmdk/issues/206, https://github.com/bluesky-social/social-app/issues/11723
test.describe('keys of a composition belong to whoever writes (dip/cmdk#206)', () => {
  const hows = [
    { keyCode: 229, isComposing: false },
    { keyCode: 13, isComposing: true },
  ];

  test('in the palette', async ({ page }) => {
    await signIn(page, people.admin);
    const { dialog, field, active, options } = await openPalette(page);
    await field.fill('a');
    const first = await active.textContent();
    for (const how of hows) {
      for (const key of ['Enter', 'Escape', 'ArrowDown']) await composed(page, key, how);
    }
    await expect(dialog).toBeVisible();
    await expect(active).toHaveText(first ?? '');
    await expect(page).toHaveURL('/apps');
    await page.keyboard.press('ArrowDown');
    await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  });

  test('in every search', async ({ page }) => {
    await signIn(page, people.admin);
    for (const [at, name] of [
      ['/apps', 'Search apps'],
      ['/members', 'Search members and scopes'],
      ['/scopes', 'Search scopes'],
      ['/activity', /^Search/],
      [foundryNotes.path, 'Search members and scopes'],
    ] as const) {
      await page.goto(at);
      const search = page.getByRole('searchbox', { name });
      await search.focus();
      for (const how of hows) {
        for (const key of ['Enter', 'ArrowDown', 'Escape']) await composed(page, key, how);
      }
      await expect(search).toBeFocused();
    }
  });
});

// https://github.com/cinnyapp/cinny/issues/2515
test('the palette opens by ⌘K and Ctrl+K of a Russian, Greek and Hebrew keyboard (cinnyapp/cinny#2515)', async ({
  page,
}) => {
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  for (const init of [
    { key: 'л', ctrlKey: true },
    { key: 'κ', ctrlKey: true },
    { key: 'ל', metaKey: true },
  ]) {
    await page.evaluate((event) => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { code: 'KeyK', bubbles: true, cancelable: true, ...event }),
      );
    }, init);
    await expect(palette(page).field).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(palette(page).dialog).toHaveCount(0);
  }
});

test('↓ and Enter in a search lead to the first row; Tab into a table leaves the head in sight', async ({
  page,
}) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  const active = async () => {
    const id = (await app.grid.getAttribute('aria-activedescendant')) ?? '';
    return await page.locator(`[id="${id}"]`).getAttribute('aria-rowindex');
  };
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  for (const key of ['Enter', 'ArrowDown']) {
    await app.search.fill(key === 'Enter' ? 'o' : 'a');
    await page.keyboard.press(key);
    await expect(app.grid).toBeFocused();
    expect(await active()).toBe('2');
  }
  await app.search.fill('');
  await page.mouse.move(720, 600);
  await page.mouse.wheel(0, -10_000);
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
  await page.getByRole('button', { name: 'Columns and density' }).focus();
  await page.keyboard.press('Tab');
  await expect(app.grid).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
});

test('text of a row can be selected, and a press on it opens the row', async ({ page }) => {
  await signIn(page, people.admin);
  await expect(page.getByText('12 of 12 apps loaded')).toBeVisible();
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: foundryNotes.name }) });
  const text = row.getByText('party').last();
  const box = (await text.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('party');
  await expect(page).toHaveURL('/apps');
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await text.click();
  await expect(page).toHaveURL(foundryNotes.path);
});

test('arrows go from the search of a facet to its options, among them and back', async ({
  page,
}) => {
  await signIn(page, people.admin, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.allNames).toBeVisible();
  await page.getByRole('button', { name: 'Scope', exact: true }).press('Enter');
  const facet = page.getByRole('dialog', { name: 'Filter by scope' });
  const search = facet.getByRole('searchbox');
  const options = facet.getByRole('checkbox');
  await search.focus();
  for (const [key, stop] of [
    ['ArrowDown', options.first()],
    ['ArrowDown', options.nth(1)],
    ['End', options.last()],
    ['ArrowDown', options.last()],
    ['Home', options.first()],
    ['ArrowDown', options.nth(1)],
    ['ArrowUp', options.first()],
    ['ArrowUp', search],
  ] as const) {
    await page.keyboard.press(key);
    await expect(stop, key).toBeFocused();
  }
  await search.fill('openid');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/scope=openid/);
  await expect(facet).toBeVisible();
});

test('arrows go from the search of a facet of one choice to what is chosen', async ({ page }) => {
  await signIn(page, people.admin, { at: '/activity?by=support' });
  await page.getByRole('button', { name: 'Who', exact: true }).press('Enter');
  const facet = page.getByRole('dialog', { name: 'Filter by who did it' });
  await facet.getByRole('searchbox').focus();
  await page.keyboard.press('ArrowDown');
  await expect(facet.getByRole('radio', { name: 'Support', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(facet.getByRole('radio', { name: 'Members', exact: true })).toBeChecked();
});
