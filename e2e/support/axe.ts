import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Levels A and AA of WCAG 2.0 to 2.2. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  smallest: { width: 320, height: 640 },
} as const;

/** What axe finds in a part of the page, as rule and place. */
async function violations(page: Page, part: string): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(tags)
    .include(part)
    // Base UI's guards send the focus on as soon as it reaches them; nothing ever rests there.
    .exclude('[data-base-ui-focus-guard]')
    .analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

/** What lies outside of the screen, and whatever scrolls sideways (WCAG 2.2 SC 1.4.10). */
async function overflows(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- nothing outside reaches the page
    const describe = (element: Element) =>
      `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`;
    const sideways = [document.documentElement, ...document.querySelectorAll('main, [role=dialog]')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${describe(element)} scrolls sideways`);
    const outside = [...document.querySelectorAll('button, a, input, h1, [role=dialog]')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (right > innerWidth + 1 || left < -1);
      })
      .map((element) => `${describe(element)} lies outside`);
    return [...sideways, ...outside];
  });
}

/**
 * Holds the screen that is open to WCAG A and AA in light and in dark, at the size of a desk and of a
 * phone, and to fitting without sideways scrolling down to 320 px. `part` names what is new where
 * the rest is a screen of its own. Throws with all that is wrong.
 */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  const wrong: string[] = [];
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    // What floats is put in place a moment after the size has changed.
    await expect.poll(() => overflows(page), `fits a ${size} screen`).toEqual([]);
    if (size === 'smallest') continue;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator(`html[data-theme=${colorScheme}]`)).toHaveCount(1);
      wrong.push(
        ...(await violations(page, part)).map((what) => `${size}, ${colorScheme}: ${what}`),
      );
    }
  }
  expect(wrong, 'what is wrong with the screen').toEqual([]);
}
