import type { Page, Route } from '@playwright/test';

/**
 * Freezes a tab as a browser does: what it asks for from now on waits. Returns a function that thaws it
 * and lets all of that go.
 */
export async function freeze(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isFrozen = true;
  await page.route('**/api/**', async (route) => {
    if (isFrozen) held.push(route);
    else await route.continue();
  });
  return async () => {
    isFrozen = false;
    // One that the page itself let go of since cannot be sent, and need not be.
    await Promise.allSettled(held.map((route) => route.continue()));
  };
}
