import type { Page } from '@playwright/test';
import { appPage, rowNumbers } from '../support/app-page.ts';
import { expect, people, signIn, test } from '../support/test.ts';
import { foundryNotes } from '../support/truth.ts';

/** Member ids of the rows that exist, in display order. */
async function shownIds(page: Page): Promise<string[]> {
  const texts = await appPage(page).rows.allTextContents();
  return texts.map((text) => /member-test-[\da-f-]{36}/.exec(text)?.[0] ?? '');
}

test('100,000 members paint at once, their names follow with a true figure', async ({
  page,
  sandbox,
}) => {
  await sandbox.fail({ path: 'members/search', kind: 'latency', ms: 150 });
  await signIn(page, people.giant, { at: foundryNotes.path });
  const app = appPage(page);
  await expect(app.grid).toHaveAttribute('aria-rowcount', '100001');
  await expect(app.progress).toContainText(/\b[\d,]{1,6} of 100,000 names read/);
  await app.search.fill('writ');
  await expect(app.result).toHaveText(/^[\d,]+ of 100,000 people(?: so far)?$/);
  await app.search.fill('');
  await expect(app.allNames).toBeVisible({ timeout: 60_000 });
});

test('100,000 members are scrolled to the end, searched and sorted', async ({ page }) => {
  await signIn(page, people.giant, { at: `${foundryNotes.path}?cols=scopes,id` });
  const app = appPage(page);
  await expect(app.result).toHaveText('100,000 people');
  await expect(page.getByRole('main')).toContainText('100,000 of 100,000 members use it');
  await expect(app.allNames).toBeVisible({ timeout: 60_000 });

  await test.step('scroll to the end', async () => {
    await app.grid.focus();
    await page.keyboard.press('End');
    const last = app.grid.locator('[aria-rowindex="100001"]');
    await expect(last).toBeInViewport();
    await expect(last).toContainText(/member-test-[\da-f-]{36}/);
    expect(await app.rows.count()).toBeLessThan(80);
    await page.keyboard.press('Home');
    await expect(app.grid.locator('[aria-rowindex="2"]')).toBeInViewport();
  });

  await test.step('search', async () => {
    await app.search.fill('ines.laurent@initech');
    await expect(app.result).toHaveText('1 of 100,000 people');
    await expect(app.rows).toContainText('Inès Laurent');
    await app.search.fill('laurent documents:write');
    await expect(app.result).toHaveText(/^[1-9]\d{0,2} of 100,000 people$/);
    await expect(app.rows.first()).toContainText(/laurent/i);
    await expect(app.rows.first().getByText('documents:write')).toBeVisible();
    await app.search.fill('');
    await expect(app.result).toHaveText('100,000 people');
  });

  await test.step('sort', async () => {
    const head = app.grid.getByRole('columnheader', { name: 'Member id' });
    await head.getByRole('button').click();
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    const first = await shownIds(page);
    expect(first).toEqual(first.toSorted());
    await head.getByRole('button').click();
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    const last = await shownIds(page);
    expect(last).toEqual(last.toSorted().toReversed());
    expect((first[0] ?? '') < (last.at(-1) ?? '')).toBe(true);
  });
});

test('rows stay true to assistive technology wherever the table is scrolled', async ({ page }) => {
  await signIn(page, people.giant, { at: `${foundryNotes.path}?cols=scopes,id&sort=id` });
  const app = appPage(page);
  await expect(app.grid).toHaveAttribute('aria-rowcount', '100001');
  await expect(app.grid).toHaveAttribute('aria-colcount', '4');
  await app.grid.hover();
  for (const distance of [20_000, 400_000, 3_000_000]) {
    const before = Math.max(...(await rowNumbers(app.rows)));
    await page.mouse.wheel(0, distance);
    await expect
      .poll(async () => Math.max(...(await rowNumbers(app.rows))))
      .toBeGreaterThan(before + 200);
    // The active row stays beside those on screen, for the grid points at it.
    const [active, ...shown] = await rowNumbers(app.rows);
    expect(active).toBe(2);
    expect(shown).toEqual(shown.map((_, index) => (shown[0] ?? 0) + index));
    const ids = await shownIds(page);
    expect(ids).toEqual(ids.toSorted());
    const named = await app.grid.getAttribute('aria-activedescendant');
    await expect(page.locator(`[id="${named ?? ''}"]`)).toHaveAttribute('aria-rowindex', '2');
  }
});
