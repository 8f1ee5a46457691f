import type { Page } from '@playwright/test';
import { pick } from '../support/app-page.ts';
import { expect, people, signIn, test } from '../support/test.ts';

/** How light the page is, from 0 to 255. */
async function lightness(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const pixel = new OffscreenCanvas(1, 1).getContext('2d');
    if (pixel === null) return -1;
    pixel.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    pixel.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
}

test('the theme follows the device until one is chosen, which lasts', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signIn(page, people.admin);
  await expect.poll(() => lightness(page)).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  await page.emulateMedia({ colorScheme: 'light' });

  await pick(page, /^Account:/, 'menuitemradio', 'Dark');
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  await page.reload();
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  await page.getByRole('button', { name: /^Account:/ }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await expect.poll(() => lightness(page)).toBeGreaterThan(200);
});

test('a theme chosen in one tab reaches the others', async ({ page, context }) => {
  await signIn(page, people.admin);
  const other = await context.newPage();
  await other.goto('/apps');
  await expect.poll(() => lightness(other)).toBeGreaterThan(200);
  await page.bringToFront();
  await pick(page, /^Account:/, 'menuitemradio', 'Dark');
  await expect.poll(() => lightness(other)).toBeLessThan(60);
});
