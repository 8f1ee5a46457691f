import type { Page, Route } from '@playwright/test';

/** Lets what a page asks for at such a URL wait, from now on; returns a function that lets all of it go. */
export async function hold(page: Page, url: string | RegExp): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isHeld = true;
  await page.route(url, async (route) => {
    if (isHeld) held.push(route);
    else await route.continue();
  });
  return async () => {
    isHeld = false;
    // One that the page itself let go of since cannot be sent, and need not be.
    await Promise.allSettled(held.map((route) => route.continue()));
  };
}

/** Freezes a tab as a browser does: it asks the server for nothing until it thaws, by what is returned. */
export function freeze(page: Page): Promise<() => Promise<void>> {
  return hold(page, '**/api/**');
}
